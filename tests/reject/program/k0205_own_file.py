# expect: K0205 2:8
import k0205_own_file
