"""Logits of peft's adapters that Headstart wrote, or adapters with random weights for it to read. Argument: a file of jobs."""
import sys

import peft
import torch
import transformers
from peft import IA3Config, LoraConfig, PeftModel, PrefixTuningConfig, PromptTuningConfig, get_peft_model
from transformers import AutoModelForSequenceClassification, AutoModelForTokenClassification

from scored import lines, randomise, run, scores, versions

CLASSES = {"tokens": AutoModelForTokenClassification, "sentences": AutoModelForSequenceClassification}
TASK = "TOKEN_CLS"
LINEAR = ["query", "key", "value", "attention.output.dense", "intermediate.dense", "output.dense"]
CONFIGS = {
    "lora": LoraConfig(task_type=TASK),
    "lora, all maps of two layers, rank-stabilised": LoraConfig(task_type=TASK, r=3, lora_alpha=5, use_rslora=True,
                                                                layers_to_transform=[0, 2], target_modules=LINEAR),
    "ia3": IA3Config(task_type=TASK),
    "prefix": PrefixTuningConfig(task_type=TASK, num_virtual_tokens=5),
    "prefix, with a network": PrefixTuningConfig(task_type=TASK, num_virtual_tokens=5, prefix_projection=True, encoder_hidden_size=32),
    "prompt": PromptTuningConfig(task_type=TASK, num_virtual_tokens=4),
}
HOSTILE = {
    "DoRA": LoraConfig(task_type=TASK, use_dora=True),
    "biases": LoraConfig(task_type=TASK, bias="lora_only"),
    "ranks by layer": LoraConfig(task_type=TASK, rank_pattern={"layer.0.attention.self.query": 2}),
    "the embeddings too": LoraConfig(task_type=TASK, target_modules=["query", "word_embeddings"]),
    "PiSSA": LoraConfig(task_type=TASK, init_lora_weights="pissa"),
    "inputs of keys": IA3Config(task_type=TASK, target_modules=["key"], feedforward_modules=["key"]),
}


def base(job):
    return CLASSES[job["kind"]].from_pretrained(job["encoder"], num_labels=job["labels"], dtype=torch.float32,
                                                 attn_implementation="eager").eval()


def lead(model):
    config = model.active_peft_config
    return config.num_virtual_tokens if config.peft_type == "PROMPT_TUNING" else 0


def neutral(model):
    """The same head on the encoder as it was; peft's own disable_adapter takes the head away too."""
    for name, parameter in model.named_parameters():
        if "lora_B" in name or "ia3_l" in name:
            parameter.data.fill_(1 if "ia3_l" in name else 0)
    bare = model.get_base_model() if model.active_peft_config.is_prompt_learning else model
    return lambda **given: bare(**given).logits


def result(model, job, sentences):
    forward = lambda **given: model(**given).logits
    by_word = job["kind"] == "tokens"
    adapted = scores(forward, job["encoder"], sentences, by_word, lead(model))
    plain = scores(neutral(model), job["encoder"], sentences, by_word)
    return {"scores": adapted, "without": plain, "versions": versions(transformers, peft)}


def do(job):
    sentences = [line["words"] for line in lines(job["sentences"])]
    if "write" not in job:
        return result(PeftModel.from_pretrained(base(job), job["folder"]).eval(), job, sentences)
    model = get_peft_model(base(job), (CONFIGS | HOSTILE)[job["write"]]).eval()
    if job["write"] not in HOSTILE:
        trained = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
        randomise(trained, job["seed"], around=lambda name: 1 if "ia3" in name else 0)
    model.save_pretrained(job["folder"])
    return {} if job["write"] in HOSTILE else result(PeftModel.from_pretrained(base(job), job["folder"]).eval(), job, sentences)


if __name__ == "__main__":
    run(sys.argv[1], do)
