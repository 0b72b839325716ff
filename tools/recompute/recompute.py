"""Recomputes a recorded priming run in plain PyTorch and compares every loss and every tensor at the end.

    headstart prime ... --out RUN --record-episodes
    python tools/recompute/recompute.py RUN [ENCODER] [--dtype fp32|fp64] [--verbose]

This is Algorithm 1 of "Know Where You're Going: Meta-Learning for Parameter-Efficient Fine-Tuning" (Gheini, Ma, May,
2023) as it is printed: one task after another, each on its own copy of all parameters, every inner step through the
whole encoder, padded batches, transformers' BertModel with eager attention. Nothing comes from Headstart but the files
in RUN and the encoder the run began with. README.md says what these files hold and what is compared.
Exit code 0: agrees; 1: a difference above its tolerance; 2: not a run this script can recompute.
"""
import argparse
import copy
import json
import math
import sys
from collections import defaultdict
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn.functional import cross_entropy
from transformers import BertModel, logging
from transformers.activations import ACT2FN

IGNORED = -100
DTYPES = {"fp32": torch.float32, "fp64": torch.float64}
# Losses: largest relative difference. Tensors at the end: ‖difference‖ / ‖how far the run moved the tensor‖, each.
TOLERANCES = {"outer rate": 1e-12, "query loss": 1e-4, "support loss": 1e-4, "movement": 1e-3}
LOSS_STEPS = 20     # later, rounding alone may grow beyond the tolerance: losses are printed, not judged
# Softmax ignores a constant, so the loss does not depend on the bias of the keys: its gradient is rounding, which AdamW
# scales up to steps of random sign. Only bounded by how far AdamW can go.
NOT_DETERMINED = "attention.self.key.bias"


class Adapter(nn.Module):
    """θa: bottleneck adapter on the encoder's last hidden state."""

    def __init__(self, width, form):
        super().__init__()
        self.down = nn.Linear(width, form["bottleneck"])
        self.up = nn.Linear(form["bottleneck"], width)
        self.activation = ACT2FN[form["activation"]]
        self.residual = form["residual"]

    def forward(self, hidden):
        change = self.up(self.activation(self.down(hidden)))
        return hidden + change if self.residual else change


class Model(nn.Module):
    """f_θ with θ = θp ∪ θa ∪ θh."""

    def __init__(self, bert, form):
        super().__init__()
        self.pretrained = bert
        self.adapter = Adapter(bert.config.hidden_size, form)
        self.head = None

    def take_head(self, tensors):
        """θh of one source, which has its own number of labels."""
        self.head = nn.Linear(tensors["weight"].shape[1], tensors["weight"].shape[0], dtype=self.adapter.up.weight.dtype)
        self.head.load_state_dict(tensors)

    def loss(self, sentences):
        """Cross-entropy, mean over the labels of all sentences together."""
        longest = max(len(sentence["ids"]) for sentence in sentences)

        def padded(key, filler):
            return torch.tensor([s[key] + [filler] * (longest - len(s[key])) for s in sentences])

        ids = padded("ids", -1)
        hidden = self.pretrained(input_ids=ids.clamp_min(0), attention_mask=(ids >= 0).long()).last_hidden_state
        logits = self.head(self.adapter(hidden))
        return cross_entropy(logits.flatten(0, 1), padded("labels", IGNORED).flatten(), ignore_index=IGNORED)


def read_lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").strip().split("\n")]


class Run:
    """What a run left behind."""

    def __init__(self, folder):
        self.folder = folder
        self.record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        self.config = self.record["config"]
        units = {(unit["source"], unit["unit"]): unit for unit in read_lines(folder / "units.jsonl")}
        self.trace = {(line["step"], line["task"]): line for line in read_lines(folder / "trace.jsonl")}
        self.steps = defaultdict(list)
        for episode in read_lines(folder / "episodes.jsonl"):           # in the order of step and task
            for part in ("support", "query"):
                episode[part] = [units[episode["source"], number] for number in episode[part]]
            self.steps[episode["step"]].append(episode)

    def refusal(self):
        """Why the run cannot be recomputed exactly, or None."""
        if self.config["dropout"] != "off":
            return "dropout was on: its random draws are not recorded"
        if "fp32" not in self.record["versions"]["engine"]:
            return f"not computed in fp32: {self.record['versions']['engine']}"
        if self.config["method"].get("method", "top-adapter") != "top-adapter":
            return f"primed for {self.config['method']['method']}: only the top adapter is recomputed"
        meta, inner = self.config["recipe"].get("meta", {}), self.config["recipe"]["inner"]
        if meta.get("estimator", "first-order") != "first-order" or meta.get("rate_of_rates") is not None:
            return "another meta-gradient than first order with fixed inner rates"
        if inner.get("optimizer", {}).get("name", "sgd") != "sgd" or inner.get("fresh_batches"):
            return "an inner loop other than gradient descent on the whole support set"

    def heads(self, part):
        """{source or "shared": θh} of init/ or final/; a file has @ for the slash of its source."""
        return {path.stem.removeprefix("head-").replace("@", "/"): load_file(path) for path in (self.folder / part).glob("head-*")}


def schedule(step, steps, warmup_share):
    """Factor of the outer rate at a step counted from 0: rises to 1 during the warm-up, then falls towards 0."""
    warmup = math.floor(warmup_share * steps + 0.5)
    return (step + 1) / warmup if step < warmup else (steps - step) / (steps - warmup)


def recompute(run, bert, dtype):
    """Algorithm 1 on the recorded episodes. Yields after every step (step, lines as in trace.jsonl, θ, heads)."""
    model = Model(bert, run.config["method"])
    model.adapter.load_state_dict(load_file(run.folder / "init" / "adapter.safetensors"))
    model = model.to(dtype).eval()                                      # eval: no dropout
    heads = run.heads("init")
    meta_updated = [*model.pretrained.parameters(), *model.adapter.parameters()]
    rate, constants, steps = run.config["outer"]["rate"], run.config["outer"]["constants"], len(run.steps)
    outer = torch.optim.AdamW(meta_updated, lr=rate, betas=(constants["beta1"], constants["beta2"]),
                              eps=constants["epsilon"], weight_decay=constants["weight_decay"])
    for step in range(steps):                                           # while not converged
        lines, first_heads = [], {}
        outer.param_groups[0]["lr"] = rate * schedule(step, steps, run.config["outer"]["warmup"])
        outer.zero_grad()
        for task in run.steps[step]:                                    # line 3: for all Ti
            head_name = task["source"] if task["source"] in heads else "shared"
            theta_i = copy.deepcopy(model)                              # line 4: θi = θ
            theta_i.take_head(heads[head_name])
            support_losses = adapt(theta_i, task["support"], run.config["recipe"]["inner"])
            query_loss = theta_i.loss(task["query"])
            # Line 9, first order: the gradient at the adapted θi is applied to θ; summed over tasks.
            adapted = [*theta_i.pretrained.parameters(), *theta_i.adapter.parameters()]
            for parameter, gradient in zip(meta_updated, torch.autograd.grad(query_loss, adapted)):
                parameter.grad = gradient if parameter.grad is None else parameter.grad + gradient
            lines.append({"support_losses": support_losses, "query_loss": query_loss.item(),
                          "outer_rate": outer.param_groups[0]["lr"]})
            first_heads.setdefault(head_name, copy.deepcopy(theta_i.head.state_dict()))
        outer.step()                                                    # line 9: θp, θa
        heads = {**heads, **first_heads}                                # line 10: θh = θh of the first task
        yield step, lines, model, heads


def adapt(theta, support, inner):
    """Lines 5 to 7: S steps of SGD on θa and θh, with MAML on θp too. Returns the loss before each step."""
    rates, losses = inner["rates"], []
    groups = [{"params": list(theta.adapter.parameters()), "lr": rates["adapter"]},
              {"params": list(theta.head.parameters()), "lr": rates["head"]}]
    if inner["kind"] == "maml":
        groups.append({"params": list(theta.pretrained.parameters()), "lr": rates["pretrained"]})
    else:
        theta.pretrained.requires_grad_(False)
    sgd = torch.optim.SGD(groups)
    for _ in range(inner["steps"]):
        loss = theta.loss(support)
        sgd.zero_grad()
        loss.backward()
        sgd.step()
        losses.append(loss.item())
    theta.requires_grad_(True)                                          # the outer loop needs the gradient of θp
    return losses


class Comparison:
    """Prints differences and counts those above their tolerance."""

    def __init__(self, verbose):
        self.verbose, self.failures = verbose, 0

    def check(self, what, difference, tolerance):
        failed = not difference <= tolerance                            # NaN fails
        self.failures += failed
        print(f"{what:<56} {difference:.1e}  (at most {tolerance:.0e}){'  TOO LARGE' if failed else ''}")

    def losses(self, trace, recomputed):
        """recomputed: {(step, task): trace line}"""
        worst = defaultdict(float)
        for (step, task), ours in sorted(recomputed.items()):
            theirs = trace[step, task]
            when = "" if step < LOSS_STEPS else " later"
            pairs = [("outer rate", theirs["outer_rate"], ours["outer_rate"]),
                     ("query loss" + when, theirs["query_loss"], ours["query_loss"])]
            both = zip(theirs["support_losses"], ours["support_losses"], strict=True)
            for name, recorded, here in pairs + [("support loss" + when, *pair) for pair in both]:
                worst[name] = max(worst[name], abs(here - recorded) / abs(recorded))
        for name, difference in worst.items():
            self.check(f"{name}, largest relative difference", difference, TOLERANCES.get(name, math.inf))

    def tensors(self, what, recorded, theta, start, way):
        """Compares the tensors of theta with those of equal names. start: before the run; way: sum of outer rates."""
        worst = defaultdict(float)
        for name in sorted(theta):
            theirs, ours = recorded[name].double(), theta[name].double()
            moved, apart = (theirs - start[name].double()).norm().item(), (ours - theirs).norm().item()
            relative, absolute = apart / (theirs.norm().item() or 1), (ours - theirs).abs().max().item()
            of_movement = apart / moved if moved else 0.0 if apart == 0 else math.inf
            if self.verbose:
                print(f"  {name:<64} abs {absolute:.1e}  relative {relative:.1e}  of movement {of_movement:.1e}")
            found = {"absolute": absolute, "relative": relative, "of_movement": of_movement}
            for key, value in ({NOT_DETERMINED: absolute} if name.endswith(NOT_DETERMINED) else found).items():
                worst[key] = max(worst[key], value)
        print(f"{what}: {len(theta)} tensors, max abs {worst['absolute']:.1e}, relative norm {worst['relative']:.1e}")
        self.check(f"{what}, relative to the movement", worst["of_movement"], TOLERANCES["movement"])
        if NOT_DETERMINED in worst:
            self.check(f"{what}, {NOT_DETERMINED}, max abs", worst[NOT_DETERMINED], 2 * way)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("run", type=Path)
    arguments.add_argument("encoder", type=Path, nargs="?", help="where the run began (default: as in run.json)")
    arguments.add_argument("--dtype", choices=DTYPES, default="fp64")
    arguments.add_argument("--verbose", action="store_true", help="a line for every tensor")
    options = arguments.parse_args()
    torch.set_num_threads(1)
    logging.set_verbosity_error()                                       # surplus tensors of the encoder are no news
    logging.disable_progress_bar()
    if not (options.run / "episodes.jsonl").exists():
        arguments.error(f"{options.run}: no episodes.jsonl; prime with --record-episodes, by algorithm-1 or maml")
    run = Run(options.run)
    if refusal := run.refusal():
        print(f"{options.run}: {refusal}", file=sys.stderr)
        return 2
    dtype, encoder = DTYPES[options.dtype], options.encoder or run.config["encoder"]
    bert = BertModel.from_pretrained(encoder, add_pooling_layer=False, attn_implementation="eager", dtype=dtype)
    before = {name: tensor.clone() for name, tensor in bert.state_dict().items()}

    recomputed, way, final = {}, 0.0, None
    for step, lines, model, heads in recompute(run, bert, dtype):
        recomputed.update({(step, task): line for task, line in enumerate(lines)})
        way += lines[0]["outer_rate"]
        final = (copy.deepcopy(model), heads) if step + 1 == run.record["result"]["kept_step"] else final
    model, heads = final or (model, heads)
    print(f"{len(run.steps)} steps, {len(recomputed)} tasks in {options.dtype}")

    comparison = Comparison(options.verbose)
    comparison.losses(run.trace, recomputed)
    primed = load_file(run.folder / "model.safetensors")
    primed = {name.removeprefix("bert."): tensor for name, tensor in primed.items()}
    comparison.tensors("θp*", primed, model.pretrained.state_dict(), before, way)
    for folder in ("adapter", "final"):
        init, theta_a = (load_file(run.folder / part / "adapter.safetensors") for part in ("init", folder))
        comparison.tensors(f"θa* in {folder}/", theta_a, model.adapter.state_dict(), init, way)
    for name in sorted(heads):
        comparison.tensors(f"θh {name}", run.heads("final")[name], heads[name], run.heads("init")[name], way)
    print("agrees" if comparison.failures == 0 else f"{comparison.failures} differences above tolerance")
    return 1 if comparison.failures else 0


if __name__ == "__main__":
    sys.exit(main())
