# expect: K0114 2:10
x = 1 + \ 
  2
