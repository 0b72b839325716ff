"""What peft_golden.py and adapters_golden.py share: random weights, and hidden states fit to compare with."""
import json
import sys

import torch

WEIGHT_STD = 0.2    # ten times BERT's own: at 0.02 a wrong layer hardly shows in the output


def randomise(named, seed, around=lambda name: 0):
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in named:
            parameter.copy_(torch.randn(parameter.shape, generator=generator) * WEIGHT_STD + around(name))


def one_by_one(model, given):
    """The last hidden states, [tokens, hidden], of every sentence alone, without padding."""
    hidden = []
    with torch.no_grad():
        for row, length in enumerate(given["attention_mask"].sum(1).tolist()):
            alone = {name: tensor[row:row + 1, :length] for name, tensor in given.items()}
            hidden.append(model(**alone).last_hidden_state[0, -length:])
    return torch.cat(hidden)


def padded(model, given):
    with torch.no_grad():
        hidden = model(**given).last_hidden_state[:, -given["input_ids"].shape[1]:]
    return hidden[given["attention_mask"].bool()]


def expected(name, model, given, plain):
    """The hidden states to store, and the largest distance to the same computed in fp64, which the model is turned to."""
    hidden = one_by_one(model, given)
    if (hidden - padded(model, given)).abs().max() > 1e-5:
        sys.exit(f"{name}: sentences give something else in a batch than alone")
    if (hidden - plain).abs().mean() < 0.05:
        sys.exit(f"{name}: the adapter hardly changes the output, so a comparison would show little")
    exact = one_by_one(model.double(), given)
    return hidden.contiguous(), (hidden.double() - exact).abs().max().item()


def dump(path, record):
    path.write_text(json.dumps(record, indent=2) + "\n")
    print(json.dumps(record, indent=2))
