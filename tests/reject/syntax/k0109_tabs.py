# expect: K0109 4:2
if True:
        x = 1
	y = 2
