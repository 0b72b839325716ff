"""Checks the files of a recorded priming run against the corpus, with transformers' tokenizer; no training.

    python tools/recompute/check_record.py RUN [--data DIR] [--tokenizer DIR]

Rebuilds the units (sentences, or parts of sentences that were too long) from DIR/LANG/train.tsv and checks that
units.jsonl holds the same ids and labels in the same order; that every episode names units that exist, of the sizes
in run.json, with support and query disjoint by sentence text; that episodes.jsonl, trace.jsonl, init/ and final/ fit
together; and that run.json has every constant that a recomputation needs. Exit code 0: all true, 1: not.
"""
import argparse
import json
import sys
from pathlib import Path

from safetensors.torch import load_file
from transformers import AutoTokenizer

IGNORED = -100
CONSTANTS = """algorithm labels config.sources config.seed config.dropout
    config.method.bottleneck config.method.activation config.method.residual config.method.initialisation
    config.recipe.inner.steps config.recipe.inner.kind config.recipe.inner.rates.pretrained
    config.recipe.inner.rates.adapter config.recipe.inner.rates.head
    config.recipe.shape.tasks config.recipe.shape.support config.recipe.shape.query config.recipe.heads config.recipe.sampling.draw
    config.outer.rate config.outer.warmup config.outer.constants.beta1 config.outer.constants.beta2
    config.outer.constants.epsilon config.outer.constants.weight_decay""".split()
KEYS = {"units": {"source", "unit", "ids", "labels"}, "episodes": {"step", "task", "source", "support", "query"},
        "trace": {"step", "task", "support_losses", "query_loss", "outer_rate"}}


def sentences(path, language, limit):
    """WikiAnn: `lang:token TAB tag` lines, an empty line after every sentence. Yields [(token, tag)]."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    for block in [block for block in blocks if block.strip()][:limit]:
        pairs = [line.split("\t") for line in block.strip("\n").split("\n")]
        yield [(token.removeprefix(language + ":"), tag) for token, tag in pairs]


def classified(path, limit):
    """SIB-200: a header, then index TAB category TAB text. Yields (words, label)."""
    header, *rows = [line.split("\t") for line in path.read_text(encoding="utf-8").strip("\n").split("\n")]
    for row in rows[:limit]:
        cells = dict(zip(header, row))
        yield cells["text"].split(), cells["category"]


def classified_units(data, language, tokenizer, labels):
    """Yields (text, ids, labels): the label belongs to the special token in front; long texts are cut off."""
    for words, label in classified(Path(data["directory"]) / language / "train.tsv", data["limit"]):
        ids = tokenizer(words, is_split_into_words=True, truncation=True, max_length=data["max_length"])["input_ids"]
        yield " ".join(words), ids, [labels.index(label)] + [IGNORED] * (len(ids) - 1)


def tagged_units(data, language, tokenizer, labels):
    """Yields (text, ids, labels): the first piece of a word carries its label."""
    for sentence in sentences(Path(data["directory"]) / language / "train.tsv", language, data["limit"]):
        for part in parts(sentence, tokenizer, data["max_length"]):
            yield " ".join(token for token, _ in sentence), *unit(part, tokenizer, labels)


def parts(sentence, tokenizer, longest):
    """XTREME's split of long sentences: a new part begins at the word that no longer fits."""
    part, used = [], 0
    for token, tag in sentence:
        pieces = len(tokenizer.tokenize(token))
        if pieces == 0:
            continue
        if used + pieces > longest - tokenizer.num_special_tokens_to_add():
            yield part
            part, used = [], 0
        part.append((token, tag))
        used += pieces
    yield part


def unit(part, tokenizer, labels):
    """ids and labels of one unit: the first piece of a word carries its label."""
    encoding = tokenizer([token for token, _ in part], is_split_into_words=True)
    words = encoding.word_ids()
    first = [word is not None and (place == 0 or words[place - 1] != word) for place, word in enumerate(words)]
    return encoding["input_ids"], [labels.index(part[word][1]) if is_first else IGNORED
                                   for word, is_first in zip(words, first)]


def lookup(record, dotted):
    for key in dotted.split("."):
        record = record[key] if isinstance(record, dict) and key in record else KeyError
    return record


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("run", type=Path)
    arguments.add_argument("--data", type=Path, help="default: as in run.json")
    arguments.add_argument("--tokenizer", type=Path, help="default: the run's own")
    options = arguments.parse_args()
    record = json.loads((options.run / "run.json").read_text(encoding="utf-8"))
    config = record["config"]
    tokenizer = AutoTokenizer.from_pretrained(options.tokenizer or options.run)
    problems = [f"run.json lacks {name}" for name in CONSTANTS if lookup(record, name) is KeyError]

    lines = {}
    for name, keys in KEYS.items():
        lines[name] = [json.loads(line) for line in (options.run / f"{name}.jsonl").read_text("utf-8").splitlines()]
        problems += [f"{name}.jsonl line {number}: keys {sorted(line)}"
                     for number, line in enumerate(lines[name], 1) if line.keys() != keys]

    texts, position = {}, 0
    sources = list(record["tasks"])                                     # in the order of data sets and languages
    places = [(chosen["data"], language) for chosen in config["sources"] for language in chosen["languages"]]
    for source, (data, language) in zip(sources, places, strict=True):
        data = {**data, "directory": options.data or data["directory"]}
        names = record["labels"] if isinstance(record["labels"], list) else record["labels"][source]
        units = classified_units if data["task"] == "sentences" else tagged_units
        for number, (text, ids, labels) in enumerate(units(data, language, tokenizer, names)):
            expected = {"source": source, "unit": number, "ids": ids, "labels": labels}
            if position >= len(lines["units"]) or lines["units"][position] != expected:
                problems.append(f"units.jsonl line {position + 1} is not unit {number} of {source}")
            texts[source, number] = text
            position += 1
    if position != len(lines["units"]):
        problems.append(f"units.jsonl has {len(lines['units'])} lines, the corpus {position} units")

    shape, steps = config["recipe"]["shape"], record["result"]["steps"]
    where = [(line["step"], line["task"]) for line in lines["episodes"]]
    if where != [(step, task) for step in range(steps) for task in range(shape["tasks"])]:
        problems.append("episodes.jsonl does not go through all steps and tasks in order")
    if where != [(line["step"], line["task"]) for line in lines["trace"]]:
        problems.append("trace.jsonl and episodes.jsonl differ in steps and tasks")
    problems += [f"trace.jsonl line {number}: not {config['recipe']['inner']['steps']} support losses"
                 for number, line in enumerate(lines["trace"], 1)
                 if len(line["support_losses"]) != config["recipe"]["inner"]["steps"]]
    repeated = 0
    for line in lines["episodes"]:
        support, query = ([(line["source"], number) for number in line[part]] for part in ("support", "query"))
        full = len(set(support)) == shape["support"] or config["recipe"]["sampling"]["shots"] is not None
        if not full or len(set(query)) != shape["query"]:
            problems.append(f"step {line['step']} task {line['task']}: {len(set(support))} + {len(set(query))} units")
        if {texts[place] for place in support} & {texts[place] for place in query}:
            problems.append(f"step {line['step']} task {line['task']}: support and query share a text")
        repeated += len(query) - len({texts[place] for place in query})
    shapes = [{path.name: {name: tuple(tensor.shape) for name, tensor in load_file(path).items()}
               for path in (options.run / part).iterdir()} for part in ("init", "final")]
    heads = [f"head-{source.replace('/', '@')}" for source in sources]
    expected = {f"{name}.safetensors" for name in
                ["adapter", *(heads if config["recipe"]["heads"] == "per-language" else ["head-shared"])]}
    if shapes[0] != shapes[1] or set(shapes[0]) != expected:
        problems.append(f"init/ and final/ do not both hold {sorted(expected)} in equal shapes")

    print("\n".join(problems[:20]))
    print(f"{position} units, {len(texts) - len(set(texts.values()))} of repeated text, {len(where)} episodes "
          f"({repeated} repeated texts inside query sets): {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
