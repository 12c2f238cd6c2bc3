"""Makes the rows of names.yaml from a file of questions: lower-cased words, and where the names were that capitals marked.

    python3 examples/names/make.py ../shared/data/trec/train.tsv examples/names/train.tsv

Tags are IOB2: B-NAME begins a name, I-NAME goes on with it, O is everything else. The first word of a text is left out, for
everybody capitalises it.
"""
import csv
import sys


def tags_of(words):
    tags = []
    for word in words:
        if not word[0].isupper() or word == "I":
            tags.append("O")
        else:
            tags.append("I-NAME" if tags and tags[-1] != "O" else "B-NAME")
    return tags


def main(source, target):
    with open(source, encoding="utf-8") as rows, open(target, "w", encoding="utf-8", newline="\n") as out:
        out.write("words\ttags\n")
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            words = row["text"].split()[1:]
            if words:
                out.write(" ".join(words).lower() + "\t" + " ".join(tags_of(words)) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
