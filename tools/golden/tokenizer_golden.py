"""Writes the golden file of the tokenizer's tests: what the Python tokenizer makes of sentences given as words.

    python tools/golden/tokenizer_golden.py models/mini out.json.gz en=en.txt hi=hi.txt ...

A sentence file has one sentence per line, words joined by single blanks. The output, gzipped JSON:
    versions    {"python", "transformers", "tokenizers", "tokenizer": class, "fast": true}
    languages   {language: [{"words": [...], "ids": [...], "words_of": [...]}]}
ids are with special tokens, without truncation; words_of is the word of each id, from 0, or -1 for a special token.
"""
import gzip
import json
import platform
import sys
from pathlib import Path

import tokenizers
import transformers
from transformers import AutoTokenizer


def words_of_line(path, number, line):
    words = line.split(" ")
    if "" in words:
        sys.exit(f"{path}, line {number}: words must be joined by single blanks, and no line may be empty")
    return words


def encoded(tokenizer, words):
    encoding = tokenizer(words, is_split_into_words=True, truncation=False)
    words_of = [-1 if word is None else word for word in encoding.word_ids()]
    return {"words": words, "ids": list(encoding["input_ids"]), "words_of": words_of}


def sentences(tokenizer, path):
    lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return [encoded(tokenizer, words_of_line(path, number, line)) for number, line in enumerate(lines, start=1)]


def main(directory, output, *files):
    tokenizer = AutoTokenizer.from_pretrained(directory, use_fast=True)
    if not tokenizer.is_fast:
        sys.exit(f"{directory} has no fast tokenizer; words cannot be aligned")
    languages = dict(file.split("=", maxsplit=1) for file in files)
    golden = {"versions": {"python": platform.python_version(), "transformers": transformers.__version__,
                           "tokenizers": tokenizers.__version__, "tokenizer": type(tokenizer).__name__, "fast": True},
              "languages": {language: sentences(tokenizer, Path(path)) for language, path in languages.items()}}
    text = json.dumps(golden, ensure_ascii=False, separators=(",", ":")) + "\n"
    with open(output, "wb") as file, gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
        packed.write(text.encode("utf-8"))


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
