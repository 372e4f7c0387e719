# expect: K0116 2:7
print(`1`)
