"""Logits of checkpoints that transformers loads as they are. Argument: a file of jobs, see check.py."""
import sys

import torch
import transformers
from transformers import AutoModel, AutoModelForSequenceClassification, AutoModelForTokenClassification

from scored import lines, run, scores, versions

CLASSES = {"tokens": AutoModelForTokenClassification, "sentences": AutoModelForSequenceClassification, "hidden": AutoModel}


def do(job):
    model, loading = CLASSES[job["kind"]].from_pretrained(job["folder"], output_loading_info=True, dtype=torch.float32,
                                                              attn_implementation="eager")
    model.eval()
    sentences = [line["words"] for line in lines(job["sentences"])]
    forward = (lambda **given: model(**given).last_hidden_state) if job["kind"] == "hidden" else (lambda **given: model(**given).logits)
    # what the checkpoint lacks or has too much would show here; transformers' own BertModel has a pooler, which nothing here reads
    missing = [name for name in loading["missing_keys"] if "pooler" not in name]
    surplus = [] if job["kind"] == "hidden" else list(loading["unexpected_keys"])
    return {"scores": scores(forward, job["folder"], sentences, job["kind"] != "sentences"), "missing": missing + surplus,
            "labels": list(model.config.id2label.values()), "versions": versions(transformers)}


if __name__ == "__main__":
    run(sys.argv[1], do)
