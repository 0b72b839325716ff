"""Logits of AdapterHub's adapters that Headstart wrote, or adapters with random weights for it to read. Argument: a file of jobs."""
import sys

import adapters
import transformers
from adapters import AdapterPlusConfig, AutoAdapterModel, DoubleSeqBnConfig, ParBnConfig, SeqBnConfig, SeqBnInvConfig
from transformers import AutoModelForTokenClassification

from scored import lines, randomise, run, scores, versions

CONFIGS = {
    "seq_bn": SeqBnConfig(),
    "double_seq_bn": DoubleSeqBnConfig(reduction_factor=8),
    "pfeiffer, some layers": SeqBnConfig(reduction_factor=5, non_linearity="gelu", leave_out=[0]),
}
HOSTILE = {"scaled": SeqBnConfig(scaling="learned"), "parallel": ParBnConfig(), "invertible": SeqBnInvConfig(),
           "AdapterPlus": AdapterPlusConfig(stochastic_depth=0.0)}    # which would want torchvision
NAME = "theirs"


def activated(model, name):
    model.set_active_adapters(name)
    model.active_head = name
    return model.eval()


def result(model, job, sentences):
    forward = lambda **given: model(**given).logits
    by_word = job["kind"] == "tokens"
    adapted = scores(forward, job["encoder"], sentences, by_word)
    model.set_active_adapters(None)
    return {"scores": adapted, "without": scores(forward, job["encoder"], sentences, by_word),
            "labels": list(model.get_labels()), "versions": versions(transformers, adapters)}


def write(job):
    model = AutoAdapterModel.from_pretrained(job["encoder"], attn_implementation="eager")
    model.add_adapter(NAME, config=(CONFIGS | HOSTILE)[job["write"]])
    if job["kind"] == "tokens":
        model.add_tagging_head(NAME, num_labels=job["labels"], layers=1)
    else:
        model.add_classification_head(NAME, num_labels=job["labels"], layers=1, use_pooler=False)
    model.train_adapter(NAME)
    randomise([(name, p) for name, p in model.named_parameters() if p.requires_grad], job["seed"])
    model.save_adapter(job["folder"], NAME, use_safetensors=True)


def of_class(job):
    """An adapter under transformers' own class, whose head has no name."""
    model = AutoModelForTokenClassification.from_pretrained(job["encoder"], num_labels=job["labels"], attn_implementation="eager")
    adapters.init(model)
    model.add_adapter(NAME, config="seq_bn")
    model.train_adapter(NAME)
    randomise([(name, p) for name, p in model.named_parameters() if p.requires_grad], job["seed"])
    model.save_adapter(job["folder"], NAME, use_safetensors=True)
    sentences = [line["words"] for line in lines(job["sentences"])]
    return {"scores": scores(lambda **given: model.eval()(**given).logits, job["encoder"], sentences)}


def do(job):
    if job.get("write") == "of a class":
        return of_class(job)
    if "write" in job:
        write(job)
        if job["write"] in HOSTILE:
            return {}
    model = AutoAdapterModel.from_pretrained(job["encoder"], attn_implementation="eager")
    name = model.load_adapter(job["folder"], use_safetensors=True)
    return result(activated(model, name), job, [line["words"] for line in lines(job["sentences"])])


if __name__ == "__main__":
    run(sys.argv[1], do)
