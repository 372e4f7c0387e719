# expect: K0115 2:1
print "hello"
