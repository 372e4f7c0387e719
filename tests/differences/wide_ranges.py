# difference: ranges with bounds beyond 64 bits that only the running program knows
# python: a range may have any ints as its bounds.
# krait: where the bounds are written in the program, too; where they are computed, one that does not fit in 64 bits raises OverflowError.
# why: exact integers as the bounds of every range would slow down every loop, and no loop gets that far by counting.
bound = int("1" + "0" * 25)
for i in range(bound, bound + 2):
    print(i)
