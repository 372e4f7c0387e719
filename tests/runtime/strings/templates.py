# string.Template with names from keywords, from a mapping, and from both.
from string import Template

letter = Template("Dear $who, you owe $$${amount}.")
print(letter.substitute(who="Bob", amount=5))
print(letter.substitute({"who": "Ann", "amount": 2.5}))
print(letter.substitute({"who": "Ann"}, amount=7))
print(letter.safe_substitute(who="Al"))
print(letter.safe_substitute({"amount": 1}, who="Cy"), letter.safe_substitute())
try:
    letter.substitute(who="x")
except KeyError as error:
    print("missing", error)
