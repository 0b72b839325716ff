"""Algorithm 1 as a careful PyTorch user would write it, on the episodes of a recorded Headstart run, timed.

    headstart prime ... --record-episodes --out RUN
    python bench/peer/literal.py RUN ENCODER [--precision fp32|bf16] [--steps N] [--json]

One task after another; batches padded to their longest sentence; one pass of the encoder per inner step; no graph through
frozen parts; dropout off; torch's default threads and kernels; bf16 is torch.autocast. Also compares query losses with
the recorded ones, which in fp32 must agree.
"""
import argparse
import json
import resource
import statistics
import time
from collections import defaultdict
from contextlib import nullcontext
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn.functional import cross_entropy
from transformers import BertModel, logging
from transformers.activations import ACT2FN

IGNORED = -100


class Classifier(nn.Module):
    """θa and θh: a bottleneck adapter on the encoder's last hidden state, and the head over labels."""

    def __init__(self, width, form, labels):
        super().__init__()
        self.down = nn.Linear(width, form["bottleneck"])
        self.up = nn.Linear(form["bottleneck"], width)
        self.head = nn.Linear(width, labels)
        self.activation = ACT2FN[form["activation"]]
        self.residual = form["residual"]

    def forward(self, hidden):
        change = self.up(self.activation(self.down(hidden)))
        return self.head(hidden + change if self.residual else change)


class Batch:
    """Sentences padded to the longest."""

    def __init__(self, sentences):
        longest = max(len(sentence["ids"]) for sentence in sentences)

        def padded(key, filler):
            return torch.tensor([s[key] + [filler] * (longest - len(s[key])) for s in sentences])

        ids = padded("ids", -1)
        self.ids, self.mask, self.labels = ids.clamp_min(0), (ids >= 0).long(), padded("labels", IGNORED)

    def loss(self, bert, classifier, graph):
        """Mean cross-entropy over labelled tokens; graph: whether the encoder moves."""
        with nullcontext() if graph else torch.no_grad():
            hidden = bert(input_ids=self.ids, attention_mask=self.mask).last_hidden_state
        return cross_entropy(classifier(hidden).float().flatten(0, 1), self.labels.flatten(), ignore_index=IGNORED)


def read_lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").strip().split("\n")]


class Run:
    """Episodes and constants that `headstart prime --record-episodes` wrote down."""

    def __init__(self, folder):
        record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        self.config, self.labels = record["config"], record["labels"]
        self.units = {(unit["source"], unit["unit"]): unit for unit in read_lines(folder / "units.jsonl")}
        self.losses = {(line["step"], line["task"]): line["query_loss"] for line in read_lines(folder / "trace.jsonl")}
        self.steps = defaultdict(list)
        for episode in read_lines(folder / "episodes.jsonl"):
            self.steps[episode["step"]].append(episode)
        self.adapter = {name: tensor for name, tensor in load_file(folder / "init" / "adapter.safetensors").items()}
        self.heads = {path.stem.removeprefix("head-"): {f"head.{name}": tensor for name, tensor in load_file(path).items()}
                      for path in (folder / "init").glob("head-*")}

    def batch(self, episode, part):
        return Batch([self.units[episode["source"], number] for number in episode[part]])

    def rate(self, step):
        outer, steps = self.config["outer"], len(self.steps)
        warmup = int(outer["warmup"] * steps + 0.5)
        return outer["rate"] * ((step + 1) / warmup if step < warmup else (steps - step) / (steps - warmup))


class Literal:
    """θ and the outer optimiser."""

    def __init__(self, run, bert, precision):
        self.run, self.bert, self.heads = run, bert, run.heads
        self.autocast = lambda: torch.autocast("cpu", torch.bfloat16, enabled=precision == "bf16")
        self.classifier = Classifier(bert.config.hidden_size, run.config["method"], len(run.labels))
        self.classifier.load_state_dict({**run.adapter, **next(iter(run.heads.values()))})
        self.inner = run.config["recipe"]["inner"]
        self.maml = self.inner["kind"] == "maml"
        self.adapter = [*self.classifier.down.parameters(), *self.classifier.up.parameters()]
        self.moving = [*bert.parameters(), *self.adapter]
        constants = run.config["outer"]["constants"]
        self.outer = torch.optim.AdamW(self.moving, betas=(constants["beta1"], constants["beta2"]), eps=constants["epsilon"],
                                       weight_decay=constants["weight_decay"])

    def step(self, step):
        """One pass of the outer loop. Returns the query losses."""
        start = [parameter.detach().clone() for parameter in (self.moving if self.maml else self.adapter)]
        losses, heads, sums = [], {}, None
        for episode in self.run.steps[step]:
            name = episode["source"] if episode["source"] in self.heads else "shared"
            self.classifier.load_state_dict(self.heads[name], strict=False)
            self.adapt(self.run.batch(episode, "support"))
            query = self.run.batch(episode, "query")
            with self.autocast():
                loss = query.loss(self.bert, self.classifier, True)
            gradients = torch.autograd.grad(loss, self.moving)
            sums = gradients if sums is None else [a.add_(b) for a, b in zip(sums, gradients)]
            losses.append(loss.item())
            heads.setdefault(name, {f"head.{k}": v.clone() for k, v in self.classifier.head.state_dict().items()})
            with torch.no_grad():
                for parameter, value in zip(self.moving if self.maml else self.adapter, start):
                    parameter.copy_(value)
        for parameter, gradient in zip(self.moving, sums):
            parameter.grad = gradient
        self.outer.param_groups[0]["lr"] = self.run.rate(step)
        self.outer.step()
        self.outer.zero_grad()
        self.heads = {**self.heads, **heads}
        return losses

    def adapt(self, support):
        rates = self.inner["rates"]
        groups = [(self.adapter, rates["adapter"]), (list(self.classifier.head.parameters()), rates["head"])]
        if self.maml:
            groups.append((list(self.bert.parameters()), rates["pretrained"]))
        sgd = torch.optim.SGD([{"params": parameters, "lr": rate} for parameters, rate in groups])
        for _ in range(self.inner["steps"]):
            with self.autocast():
                loss = support.loss(self.bert, self.classifier, self.maml)
            sgd.zero_grad()
            loss.backward()
            sgd.step()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("--precision", choices=["fp32", "bf16"], default="fp32")
    parser.add_argument("--steps", type=int, help="only the first N steps")
    parser.add_argument("--warmup", type=int, default=2, help="steps that are not timed (default: 2)")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    logging.set_verbosity_error()
    run = Run(options.run)
    bert = BertModel.from_pretrained(options.encoder, add_pooling_layer=False).eval()
    literal, seconds, worst = Literal(run, bert, options.precision), [], 0.0
    for step in range(min(options.steps or len(run.steps), len(run.steps))):
        began = time.perf_counter()
        losses = literal.step(step)
        seconds.append(time.perf_counter() - began)
        for task, loss in enumerate(losses):
            worst = max(worst, abs(loss - run.losses[step, task]) / run.losses[step, task])
    result = {"name": "literal-python", "precision": options.precision, "steps": len(seconds),
              "seconds_per_step": statistics.median(seconds[options.warmup:] or seconds),
              "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
              "largest_relative_loss_difference": worst, "torch": torch.__version__}
    print(json.dumps(result) if options.json else "\n".join(f"{key}: {value}" for key, value in result.items()))


if __name__ == "__main__":
    main()
