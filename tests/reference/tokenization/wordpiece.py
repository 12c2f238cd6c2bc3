"""Writes wordpiece.json: strings and the ids that Hugging Face's slow BertTokenizer gives them.

Usage: python3 wordpiece.py OUTPUT        (needs the package transformers; made with 4.32.0.dev0 on Python 3.11, Unicode 14)

The strings and the vocabulary are made here, from seed 0. Strings for the cased tokenizer are in composed form (NFC), because
this version of the slow tokenizer composes text first and the original and the fast one do not.
"""
import collections
import json
import random
import sys
import tempfile
import unicodedata

from transformers.models.bert.tokenization_bert import BasicTokenizer, BertTokenizer

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
WORDS = (
    "the of and a to in is you that it he was for on are as with his they at be this have from or one had by word but not "
    "what all were we when your can said there use an each which she do how their if will up other about out many then them "
    "these so some her would make like him into time has look two more write go see number no way could people my than "
    "first water been call who oil its now find long down day did get come made may part Istanbul İstanbul naïve café "
    "Ångström résumé façade coöperate Straße ΑΣΣΟΣ Σίσυφος ΟΔΥΣΣΕΥΣ Привет МОСКВА Ёлка йод 한국어 서울 가나다 "
    "東京 中文字符 日本語テキスト ﾊﾝｶｸ สวัสดี नमस्ते مرحبا שלום unaffable embeddings tokenization don't "
    "U.S.A. x=y+1; C# a_b-c 3.14 1,000,000 $5 50% a@b.c http://x.y/z?q=1 #tag (paren) [brackets] {braces} <tag> ~`^| "
    "😀 👩\u200d👩\u200d👧 ☃ © ™ € £ “quotes” ‘single’ — – … • ¿qué? ¡no! « guillemets » ٪ 、。 ｆｕｌｌ １２３ ﬁne ǅ ẞ İI ı ŉ ǰ"
).split(" ")
ODD = (
    [chr(c) for c in range(0x20)] + [chr(c) for c in range(0x7F, 0xA1)]
    + list("\u00ad\u0301\u0300\u0308\u0327\u0345\u200b\u200c\u200d\u200e\u2028\u2029\u202f\u2060\u3000\ufeff\ufffd\ue000\U000e0041")
    + list("\u1e69\u1ec7\u01d7\u0390\u1fb7\u2126\u212a\u212b\u037e\u1fef\u0958\u0f43\ufb1d\uf900\U0002f800\u1100\u1161\u11a8")
    + list("\u3400\u4dbf\u4e00\u9fff\u3040\u30a0\uac00\ud7a3\U00020000\U0002a6df\U0001d165\U00010400\U0001f600")
)
RANGES = [(0x21, 0x7E), (0xA1, 0x24F), (0x300, 0x52F), (0x590, 0x6FF), (0x900, 0xDFF), (0x1E00, 0x20CF), (0x2100, 0x2BFF),
          (0x3000, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFFEF), (0x10400, 0x104FF), (0x1F300, 0x1F6FF),
          (0x20000, 0x2A6D6), (0x2F800, 0x2FA1D)]


def character(rng):
    """A random assigned character; unassigned ones differ between versions of Unicode."""
    while True:
        char = chr(rng.randint(*rng.choice(RANGES)))
        if unicodedata.category(char) not in ("Cn", "Cs"):
            return char


def string(rng):
    kind = rng.random()
    if kind < 0.45:
        text = " ".join(rng.choice(WORDS) for _ in range(rng.randint(1, 6)))
    elif kind < 0.6:
        text = "".join(rng.choice(WORDS) + rng.choice(ODD) for _ in range(rng.randint(1, 3)))
    elif kind < 0.75:
        text = "".join(character(rng) for _ in range(rng.randint(1, 10)))
    elif kind < 0.85:
        text = "".join(rng.choice("aeioust" + "\u0301\u0308") for _ in range(rng.randint(1, 12)))
    elif kind < 0.93:
        text = rng.choice(WORDS) + rng.choice(["", " "]) + rng.choice(SPECIAL) + rng.choice(["", " ", "["]) + rng.choice(WORDS)
    elif kind < 0.94:
        text = rng.choice("ab\U00010400") * rng.randint(95, 105)
    else:
        text = rng.choice(WORDS).upper() + rng.choice(["\t", "\n", "\r\n", "\u00a0", "\u3000", "  "]) + rng.choice(WORDS).title()
    return text


def vocabulary(strings):
    """Characters and frequent parts of the strings' words, whole and continued; every fifth character is left out on purpose."""
    starts, parts = collections.Counter(), collections.Counter()
    for lower in (True, False):
        splitter = BasicTokenizer(do_lower_case=lower)
        for word in (word for text in strings for word in splitter.tokenize(text)):
            for length in range(1, 6):
                starts[word[:length]] += 1
                for begin in range(1, len(word) - length + 1):
                    parts["##" + word[begin:begin + length]] += 1
    common = [t for t, n in starts.most_common(900)] + [t for t, n in parts.most_common(900)]
    kept = [t for i, t in enumerate(sorted(common)) if i % 5 or len(t.lstrip("#")) > 1]
    return SPECIAL + list(dict.fromkeys(t for t in kept if t.strip() == t and "\n" not in t and t not in SPECIAL))


def encode(vocab, lower, rng, strings):
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/vocab.txt", "w", encoding="utf-8", newline="\n") as file:
            file.write("".join(token + "\n" for token in vocab))
        with open(f"{folder}/tokenizer_config.json", "w", encoding="utf-8") as file:
            json.dump({"do_lower_case": lower}, file)
        tokenizer = BertTokenizer.from_pretrained(folder)
    single = [[text, tokenizer.convert_tokens_to_ids(tokenizer.tokenize(text))] for text in strings]
    pairs = []
    for _ in range(100):
        first, second = rng.choice(strings), rng.choice([None, rng.choice(strings)])
        length = rng.randint(3, 20)
        row = tokenizer(first, second, max_length=length, truncation="longest_first")
        pairs.append([first, second, length, row["input_ids"], row["token_type_ids"]])
    return {"single": single, "pairs": pairs}


def main():
    rng = random.Random(0)
    uncased = ["", " ", "\t\n"] + [string(rng) for _ in range(1500)]
    cased = [unicodedata.normalize("NFC", string(rng)) for _ in range(500)]
    vocab = vocabulary(uncased + cased)
    content = {"vocabulary": vocab, "uncased": encode(vocab, True, rng, uncased), "cased": encode(vocab, False, rng, cased)}
    with open(sys.argv[1], "w", encoding="utf-8", newline="\n") as file:
        json.dump(content, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")


main()
