"""The words of a text, most frequent first."""
import sys
from collections import Counter

MIN_LENGTH = 3


def words(text: str) -> list[str]:
    # punctuation at either end does not count
    return [w.strip(".,!?").lower() for w in text.split() if len(w) >= MIN_LENGTH]


def main(path: str) -> None:
    with open(path, encoding="utf-8") as f:
        counts = Counter(words(f.read()))
    for word, n in counts.most_common(10):
        print(f"{n:6} {word}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(sys.argv[1])
    else:
        print(words("The tide, the sea and the sand!"))
