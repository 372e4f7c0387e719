# expect: K0148 2:1
await x
