# expect: K0118 2:6
x = "\N{NO SUCH CHARACTER}"
