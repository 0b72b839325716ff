"""Adds what AdapterHub's adapters make of the BERT that peft_golden.py wrote, with random adapters.

    python tools/golden/adapters_golden.py core/src/test/resources/golden/peft MBERT/config.json

saved/NAME/, as save_adapter writes it, with a tagging head beside it, and
NAME.safetensors (θa under the library's names, and last_hidden), counts-adapters.json and versions-adapters.json are as
peft_golden.py says. It needs an environment of its own: adapters demands one version of transformers.
"""
import json
import platform
import sys
from pathlib import Path

import adapters
import torch
import transformers
from adapters import AutoAdapterModel, DoubleSeqBnConfig, SeqBnConfig
from safetensors.torch import load_file, save_file
from transformers import BertConfig, BertModel

from golden_hidden import dump, expected, one_by_one, randomise

NAME = "golden"
METHODS = {
    "pfeiffer": SeqBnConfig(reduction_factor=8),
    "houlsby": DoubleSeqBnConfig(reduction_factor=8),
    "pfeiffer-top": SeqBnConfig(reduction_factor=4, non_linearity="gelu", leave_out=[0]),
}
COUNTED = {"pfeiffer": SeqBnConfig(), "houlsby": DoubleSeqBnConfig()}


def adapted(model, config):
    adapters.init(model)
    model.add_adapter(NAME, config=config)
    model.train_adapter(NAME)
    return model.eval()


def trained(model):
    return {name: parameter for name, parameter in model.named_parameters() if parameter.requires_grad}


def write(root, name, config, given, seed):
    encoder = BertModel.from_pretrained(root / "encoder", add_pooling_layer=False, dtype=torch.float32,
                                        attn_implementation="eager").eval()
    plain = one_by_one(encoder, given)
    model = adapted(encoder, config)
    randomise(trained(model).items(), seed)
    adapter = {key: tensor.detach().clone() for key, tensor in trained(model).items()}
    hidden, error = expected(name, model, given, plain)
    save_file(dict(adapter, last_hidden=hidden), root / f"{name}.safetensors")
    torch.manual_seed(seed)     # the head's
    save(root / "saved" / name, root / "encoder", config, adapter)
    return {name: error}


def save(folder, encoder, config, adapter):
    """The library saves heads with a class of its own, so the same θa goes into one."""
    model = AutoAdapterModel.from_pretrained(encoder, dtype=torch.float32)
    model.config.name_or_path = "encoder"
    model.add_adapter(NAME, config=config)
    model.add_tagging_head(NAME, num_labels=3, layers=1)
    model.load_state_dict({f"bert.{name}": tensor for name, tensor in adapter.items()}, strict=False)
    model.save_adapter(folder, NAME, use_safetensors=True)


def count(config, mbert):
    """The library draws an adapter on the processor even around a model without values, so that has values here."""
    return sum(p.numel() for p in trained(adapted(BertModel(mbert, add_pooling_layer=False), config)).values())


def main(root, mbert):
    given = load_file(root / "inputs.safetensors")
    errors = {}
    for number, (name, config) in enumerate(METHODS.items()):
        errors |= write(root, name, config, given, seed=20 + number)
    config = BertConfig.from_json_file(mbert)
    dump(root / "counts-adapters.json", {name: count(method, config) for name, method in COUNTED.items()})
    dump(root / "versions-adapters.json", {"python": platform.python_version(), "torch": torch.__version__, "transformers":
         transformers.__version__, "adapters": adapters.__version__, "fp32_error": errors})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
