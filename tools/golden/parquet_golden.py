"""Writes the golden files of ParquetGoldenTest: sentences as Parquet that are beside them as TSV.

    python tools/golden/parquet_golden.py core/src/test/resources/golden/parquet

Reads tsv/LANG/{train,dev}.tsv there, which SyntheticCorpus.writeTo made. Writes
    wikiann/LANG/          by datasets, in WikiAnn's schema: tokens, ner_tags (numbers with class names), langs, spans;
                           train in two files, dev in one that is called validation
    forms/NAME.parquet     the first of those two for hi, by pyarrow: every compression, with data pages of both versions, with
                           and without a dictionary, in small pages and row groups; gzip with checksums
    topics.parquet         by datasets: text, label (a number with a class name)
    truths-VERSION.parquet by pyarrow: text, label (true or false), with data pages of both versions
    odd.parquet            by pyarrow: string tags beside what is null, nested, without class names or not a list
    versions.json
"""
import json
import platform
import sys
from importlib.metadata import version
from pathlib import Path

import pyarrow
import pyarrow.parquet
from datasets import ClassLabel, Dataset, Features, Sequence, Value

NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
WIKIANN = Features({
    "tokens": Sequence(Value("string")),
    "ner_tags": Sequence(ClassLabel(names=NAMES)),
    "langs": Sequence(Value("string")),
    "spans": Sequence(Value("string")),
})
SHARDS = {"train": 2, "dev": 1}


def read_tsv(file):
    blocks = file.read_text(encoding="utf-8").strip("\n").split("\n\n")
    return [[line.split("\t") for line in block.split("\n")] for block in blocks]


def spans(sentence):
    return [f"{tag[2:]}: {word}" for word, tag in sentence if tag.startswith("B-")]


def wikiann(sentences, language):
    return Dataset.from_dict({
        "tokens": [[word for word, _ in sentence] for sentence in sentences],
        "ner_tags": [[NAMES.index(tag) for _, tag in sentence] for sentence in sentences],
        "langs": [[language] * len(sentence) for sentence in sentences],
        "spans": [spans(sentence) for sentence in sentences],
    }, features=WIKIANN)


def write_wikiann(folder, out):
    for language in ["en", "hi"]:
        target = out / language
        target.mkdir(parents=True, exist_ok=True)
        for split, shards in SHARDS.items():
            data = wikiann(read_tsv(folder / language / f"{split}.tsv"), language)
            name = "validation" if split == "dev" else split
            for i in range(shards):
                data.shard(shards, i, contiguous=True).to_parquet(target / f"{name}-{i:05d}-of-{shards:05d}.parquet")


def write_forms(table, out):
    out.mkdir(exist_ok=True)
    for compression in ["none", "snappy", "gzip", "zstd"]:
        for page_version in ["1.0", "2.0"]:
            for dictionary in [True, False]:
                name = f"{compression}-{page_version}-{'dictionary' if dictionary else 'plain'}.parquet"
                pyarrow.parquet.write_table(
                    table, out / name, compression=compression, data_page_version=page_version, use_dictionary=dictionary,
                    write_page_checksum=compression == "gzip", data_page_size=300, write_batch_size=4, row_group_size=8)


def write_topics(out):
    features = Features({"text": Value("string"), "label": ClassLabel(names=["travel", "sports"])})
    rows = {"text": ["Oslo by train", "नदी के पार", "They won 3 : 1"], "label": [0, 0, 1]}
    Dataset.from_dict(rows, features=features).to_parquet(out)


def write_truths(out):
    labels = [i % 3 == 0 for i in range(21)]
    table = pyarrow.table({"text": [f"number {i}" for i in range(21)], "label": labels})
    for page_version in ["1.0", "2.0"]:
        pyarrow.parquet.write_table(table, out / f"truths-{page_version}.parquet", data_page_version=page_version)


def write_odd(out):
    texts = pyarrow.list_(pyarrow.string())
    table = pyarrow.table({
        "words": pyarrow.array([["Anne", "Frank"], ["न"]], texts),
        "required": pyarrow.array([["Anne", "Frank"], ["न"]], pyarrow.list_(pyarrow.field("element", pyarrow.string(), False))),
        "tags": pyarrow.array([["B-PER", "I-PER"], ["O"]], texts),
        "numbers": pyarrow.array([[1, 2], [0]], pyarrow.list_(pyarrow.int32())),
        "null_list": pyarrow.array([["B-PER", "I-PER"], None], texts),
        "null_element": pyarrow.array([["B-PER", None], ["O"]], texts),
        "lists": pyarrow.array([[["B-PER"], ["I-PER"]], [["O"]]], pyarrow.list_(texts)),
        "struct": pyarrow.array([{"a": "x", "b": 1}, {"a": "y", "b": 2}]),
        "fraction": pyarrow.array([0.5, 1.5]),
        "text": pyarrow.array(["Anne Frank", "न"]),
        "class": pyarrow.array([3, 4], pyarrow.int8()),
    })
    pyarrow.parquet.write_table(table, out)


def main(out):
    write_wikiann(out / "tsv", out / "wikiann")
    table = pyarrow.parquet.read_table(out / "wikiann/hi/train-00000-of-00002.parquet", columns=["tokens", "ner_tags"])
    write_forms(table, out / "forms")
    write_topics(out / "topics.parquet")
    write_truths(out)
    write_odd(out / "odd.parquet")
    versions = {"python": platform.python_version(), "pyarrow": version("pyarrow"), "datasets": version("datasets")}
    (out / "versions.json").write_text(json.dumps(versions, indent=2) + "\n", encoding="utf-8")


main(Path(sys.argv[1]))
