"""Writes golden files of PEFT methods: a tiny random BERT and what Python peft makes of it with non-trivial weights.

    python tools/golden/peft_golden.py core/src/test/resources/golden/peft MBERT/config.json

encoder/                a BERT as transformers stores it, in fp16 to be small; it is computed in fp32. Methods whose
                        name ends in -xlm-roberta are on the one beside, ../family/xlm-roberta: it counts places otherwise
inputs.safetensors      input_ids, attention_mask, token_type_ids   int64 [sentences, longest], mask 1 = keep
NAME.safetensors        one for each of METHODS: θa under peft's names, without the adapter's, and
    last_hidden         float32 [tokens, hidden]: the encoder's output, sentence after sentence; of prompts nothing
saved/NAME/             the same θa with a head, as save_pretrained writes it; on that BERT only
counts-peft.json        trainable parameters, without a head, for the configuration of bert-base-multilingual-cased, which
                        is the second argument
versions-peft.json      versions and, per file, how far fp32 is from fp64 there: a reason for a tolerance
adapters_golden.py adds the methods of AdapterHub's adapters, after this script.
"""
import copy
import platform
import re
import sys
from pathlib import Path

import peft
import torch
import transformers
from peft import IA3Config, LoraConfig, PrefixTuningConfig, PromptTuningConfig, get_peft_model
from safetensors.torch import save_file
from transformers import AutoModelForTokenClassification, BertConfig, BertForTokenClassification, BertModel

from golden_hidden import dump, expected, one_by_one, randomise

LENGTHS = [12, 3, 40, 7]
SIZES = dict(vocab_size=60, hidden_size=32, num_hidden_layers=3, num_attention_heads=4, intermediate_size=48,
             max_position_embeddings=64, type_vocab_size=2)
PAPER_FEED_FORWARD = r".*layer\.\d+\.output\.dense"
FIRST_PIECE = 5     # a padding piece inside a sentence would not count as a place in XLM-R
TASK = "TOKEN_CLS"  # with FEATURE_EXTRACTION peft's prompt learning throws token_type_ids away
LINEAR = ["query", "key", "value", "attention.output.dense", "intermediate.dense", "output.dense"]
METHODS = {
    "lora": LoraConfig(task_type=TASK),
    "lora-all": LoraConfig(task_type=TASK, r=3, lora_alpha=5, use_rslora=True, layers_to_transform=[0, 2],
                           target_modules=LINEAR),
    "ia3": IA3Config(task_type=TASK),
    "ia3-paper": IA3Config(task_type=TASK, target_modules=r".*self\.(key|value)|" + PAPER_FEED_FORWARD,
                           feedforward_modules=PAPER_FEED_FORWARD),
    "prefix": PrefixTuningConfig(task_type=TASK, num_virtual_tokens=5),
    "prompt": PromptTuningConfig(task_type=TASK, num_virtual_tokens=4),
}
ROBERTA = {name + "-xlm-roberta": METHODS[name] for name in ("prefix", "prompt")}
COUNTED = {
    "lora": LoraConfig(task_type=TASK, r=8),
    "lora:targets=query+key+value+attention.output.dense+intermediate.dense+output.dense":
        LoraConfig(task_type=TASK, r=8, target_modules=LINEAR),
    "ia3": IA3Config(task_type=TASK, target_modules=METHODS["ia3-paper"].target_modules,
                     feedforward_modules=METHODS["ia3-paper"].feedforward_modules),
    "ia3:targets=key+value+attention.output.dense+output.dense": IA3Config(task_type=TASK),
    "prefix": PrefixTuningConfig(task_type=TASK, num_virtual_tokens=20),
    "prompt": PromptTuningConfig(task_type=TASK, num_virtual_tokens=20),
}
WITHOUT_PEFT = {"bitfit": lambda name: name.endswith(".bias"), "full": lambda name: True}


def sentences(seed):
    """Random pieces, padded; the second half of every second sentence is a second segment."""
    generator = torch.Generator().manual_seed(seed)
    ids, mask, types = (torch.zeros((len(LENGTHS), max(LENGTHS)), dtype=torch.int64) for _ in range(3))
    for row, length in enumerate(LENGTHS):
        ids[row, :length] = torch.randint(FIRST_PIECE, SIZES["vocab_size"], (length,), generator=generator)
        mask[row, :length] = 1
        types[row, length // 2:length] = row % 2
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}


class LastHidden:
    """The encoder's output behind a model with a head, called as the encoder would be."""

    def __init__(self, model, encoder):
        self.model = model
        encoder.register_forward_hook(self.keep)

    def keep(self, module, given, output):
        self.last_hidden_state = output.last_hidden_state

    def __call__(self, **given):
        self.model(**given)
        return self

    def double(self):
        self.model.double()
        return self


def without_head(named):
    return [(name, tensor) for name, tensor in named if "classifier" not in name]


def trained(model):
    return without_head((name, p) for name, p in model.named_parameters() if p.requires_grad)


def write(target, folder, config, given, seed):
    torch.manual_seed(seed)     # the head's
    base = AutoModelForTokenClassification.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval()
    hidden = LastHidden(base, base.base_model)
    plain = one_by_one(hidden, given)
    hidden.model = get_peft_model(base, copy.deepcopy(config)).eval()
    randomise(trained(hidden.model), seed, around=lambda name: 1 if "ia3" in name else 0)
    adapter = {name: tensor.clone() for name, tensor in without_head(peft.get_peft_model_state_dict(hidden.model).items())}
    output, error = expected(target.stem, hidden, given, plain)
    save_file(dict(adapter, last_hidden=output), target)
    if folder.name == "encoder":
        save(hidden.model.float(), target.parent / "saved" / target.stem)
    return {target.stem: error}


def save(model, folder):
    model.peft_config["default"].base_model_name_or_path = "encoder"
    model.save_pretrained(folder)
    (folder / "README.md").unlink()


def count(config, mbert):
    with torch.device("meta"):
        model = get_peft_model(BertForTokenClassification(mbert), copy.deepcopy(config))
    return sum(p.numel() for _, p in trained(model))


def count_of_encoder(wanted, mbert):
    with torch.device("meta"):
        model = BertModel(mbert, add_pooling_layer=False)
    return sum(p.numel() for name, p in model.named_parameters() if wanted(name))


def write_encoder(root):
    model = BertModel(BertConfig(**SIZES), add_pooling_layer=False)
    randomise(model.named_parameters(), seed=1, around=lambda n: 1 if re.search(r"LayerNorm\.weight", n) else 0)
    model.half().save_pretrained(root / "encoder")


def main(root, mbert):
    root.mkdir(parents=True, exist_ok=True)
    write_encoder(root)
    given = sentences(seed=2)
    save_file(given, root / "inputs.safetensors")
    errors = {}
    for number, (name, config) in enumerate(METHODS.items()):
        errors |= write(root / f"{name}.safetensors", root / "encoder", config, given, seed=10 + number)
    one_type = dict(given, token_type_ids=torch.zeros_like(given["token_type_ids"]))
    for number, (name, config) in enumerate(ROBERTA.items()):
        errors |= write(root / f"{name}.safetensors", root.parent / "family" / "xlm-roberta", config, one_type, seed=30 + number)
    config = BertConfig.from_json_file(mbert)
    counts = {name: count(method, config) for name, method in COUNTED.items()}
    counts |= {name: count_of_encoder(wanted, config) for name, wanted in WITHOUT_PEFT.items()}
    dump(root / "counts-peft.json", counts)
    dump(root / "versions-peft.json", {"python": platform.python_version(), "torch": torch.__version__, "transformers":
         transformers.__version__, "peft": peft.__version__, "fp32_error": errors})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
