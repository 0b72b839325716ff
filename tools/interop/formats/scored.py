"""What the scripts of this folder share: jobs in, logits of words or of sentences out."""
import json
import sys
from pathlib import Path

import torch
from transformers import AutoTokenizer


def run(job_file, do):
    """Does every job of the file and writes what it returns, scores and remarks, to the job's "to"."""
    for job in json.loads(Path(job_file).read_text()):
        with torch.no_grad():
            result = do(job)
        Path(job["to"]).write_text(json.dumps(result))


def lines(path):
    return [json.loads(line) for line in Path(path).read_text().splitlines()]


def scores(forward, encoder, sentences, by_word=True, lead=0):
    """
    forward    of a batch to logits, [1, places, labels], or [1, labels] of a whole sentence
    sentences  words as Headstart cut them
    lead       places in front that are not the text's
    """
    tokenizer = AutoTokenizer.from_pretrained(encoder, add_prefix_space=True)    # which words need in RoBERTa's, and others ignore
    result = []
    for words in sentences:
        given = tokenizer(words, is_split_into_words=True, return_tensors="pt")
        logits = forward(**given)[0]
        if by_word:
            ids = given.word_ids(0)
            logits = logits[lead:][[ids.index(word) for word in range(len(words))]]
        else:
            logits = logits.reshape(1, -1)
        result.append(logits.tolist())
    return result


def randomise(parameters, seed, around=lambda name: 0):
    """Twice as large, and a network of all linear maps adapted is so steep that fp32 differs from fp64 in the fourth digit."""
    generator = torch.Generator().manual_seed(seed)
    for name, parameter in parameters:
        parameter.data = around(name) + 0.1 * torch.randn(parameter.shape, generator=generator)


def versions(*modules):
    return ", ".join(f"{module.__name__} {module.__version__}" for module in (torch, *modules)) + f", Python {sys.version.split()[0]}"
