"""Writes the golden file of SpanScorerGoldenTest: random label sequences and what seqeval makes of them.

    python tools/golden/seqeval_golden.py core/src/test/resources/golden/seqeval.jsonl.gz

First line: {"python", "seqeval", "numpy", "cases"}. Every other line is a case:
    gold, predicted   one string per sentence, labels joined by blanks ("" is a sentence without words)
    accuracy          repr() of seqeval's token accuracy
    default, strict   {"micro": score, "types": {type: score}} with score = "precision recall f1 support",
                      the floats as Python's repr() prints them; or {"raises": exception} where seqeval refuses
"""
import gzip
import io
import json
import platform
import random
import sys
import warnings
from importlib.metadata import version

from seqeval.metrics import accuracy_score
from seqeval.metrics import sequence_labeling as default_mode
from seqeval.metrics import v1 as strict_mode
from seqeval.scheme import IOB2, Entities

CASES = 1000
SEED = 20230707
TYPES = ["PER", "ORG", "LOC", "MISC", "GPE", "DATE-TIME"]
ODD = ["B", "I", "E", "S", "O-", "O-PER", "O-LOC", "B-", "I-", "B--PER", "I-PER-", "I-PER-X", "B-PER-X", "BPER",
       "I_LOC", "E-PER", "S-PER", "E-LOC", "S-LOC", "U-LOC", "L-LOC", "X", "X-PER", ".", ".-PER", "o", "b-PER",
       "-", "--", "-PER", "\u00c9-PER", "I-\u00e9", "B-\u540d", "\U0001f600-PER", "\U0001f600"]
ODD_IOB2 = ["B", "I", "O-", "O-PER", "B-", "I-", "B--PER", "I-PER-", "I-PER-X", "BPER", "I_LOC", "I---",
            "B-\u540d"]


def well_formed(rng, words, types):
    labels = []
    while len(labels) < words:
        if rng.random() < 0.55:
            labels.append("O")
        else:
            kind = rng.choice(types)
            labels += ["B-" + kind] + ["I-" + kind] * rng.choice([0, 0, 1, 1, 2, 3])
    return labels[:words]


def random_label(rng, types, odd):
    if odd and rng.random() < 0.3:
        return rng.choice(odd)
    return rng.choice(["O", "B-" + rng.choice(types), "I-" + rng.choice(types)])


def disturbed(rng, labels, rate, types, odd):
    return [random_label(rng, types, odd) if rng.random() < rate else label for label in labels]


def case(rng, index):
    types = rng.sample(TYPES, rng.randint(1, len(TYPES)))
    odd = [[], [], ODD_IOB2, ODD][index % 4]
    longest = rng.choice([3, 8, 16])
    lengths = [rng.randint(0 if rng.random() < 0.1 else 1, longest) for _ in range(rng.choice([1, 2, 3, 6, 12]))]
    lengths[0] = max(lengths[0], 1)
    gold = [well_formed(rng, n, types) for n in lengths]
    if rng.random() < 0.6:
        gold = [disturbed(rng, s, 0.3, types, odd) for s in gold]
    style = rng.random()
    if style < 0.06:
        predicted = [["O"] * n for n in lengths]
    elif style < 0.2:
        predicted = [[random_label(rng, types, odd) for _ in range(n)] for n in lengths]
    else:
        predicted = [disturbed(rng, s, rng.choice([0.0, 0.1, 0.3]), types, odd) for s in gold]
    if rng.random() < 0.04:
        gold = [["O"] * n for n in lengths]
    return gold, predicted


def score(p, r, f, support):
    return "%r %r %r %d" % (float(p), float(r), float(f), int(support))


def scores(module, names, gold, predicted, **scheme):
    rows = zip(names, *module.precision_recall_fscore_support(gold, predicted, average=None, **scheme))
    micro = module.precision_recall_fscore_support(gold, predicted, average="micro", **scheme)
    return {"micro": score(*micro), "types": {name: score(*row) for name, *row in rows}}


def default(gold, predicted):
    names = {span[0] for labels in (gold, predicted) for span in default_mode.get_entities(labels)}
    return scores(default_mode, sorted(names), gold, predicted)


def strict(gold, predicted):
    try:
        names = Entities(gold, IOB2).unique_tags | Entities(predicted, IOB2).unique_tags
        return scores(strict_mode, sorted(names), gold, predicted, scheme=IOB2)
    except (ValueError, KeyError) as refusal:
        return {"raises": type(refusal).__name__}


def lines():
    yield {"python": platform.python_version(), "seqeval": version("seqeval"), "numpy": version("numpy"),
           "cases": CASES}
    rng = random.Random(SEED)
    for index in range(CASES):
        gold, predicted = case(rng, index)
        yield {"gold": [" ".join(s) for s in gold], "predicted": [" ".join(s) for s in predicted],
               "accuracy": repr(accuracy_score(gold, predicted)),
               "default": default(gold, predicted), "strict": strict(gold, predicted)}


def main(path):
    warnings.simplefilter("ignore")
    text = io.StringIO()
    for line in lines():
        text.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    with open(path, "wb") as file, gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
        packed.write(text.getvalue().encode("utf-8"))


if __name__ == "__main__":
    main(sys.argv[1])
