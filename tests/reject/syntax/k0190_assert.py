# expect: K0190 2:17
assert True, "a", "b"
