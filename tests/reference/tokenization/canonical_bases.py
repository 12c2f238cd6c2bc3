"""Writes src/Training/AutoPeft.Models/Tokenization/canonical-bases.txt.

Usage: python3 canonical_bases.py OUTPUT

One line for each character whose canonical decomposition (NFD) without its nonspacing marks (category Mn) is not the character
itself: the code point, then the code points that remain. Hangul syllables are left out; they decompose by a formula.
"""
import sys
import unicodedata

lines = [f"# Canonical decompositions without nonspacing marks, Unicode {unicodedata.unidata_version}. Written by canonical_bases.py."]
for point in range(0x110000):
    if 0xAC00 <= point <= 0xD7A3 or 0xD800 <= point <= 0xDFFF:
        continue
    char = chr(point)
    if unicodedata.category(char) == "Mn":
        continue
    rest = [c for c in unicodedata.normalize("NFD", char) if unicodedata.category(c) != "Mn"]
    if rest != [char]:
        lines.append(" ".join(f"{ord(c):X}" for c in [char, *rest]))

with open(sys.argv[1], "w", encoding="ascii", newline="\n") as file:
    file.write("\n".join(lines) + "\n")
