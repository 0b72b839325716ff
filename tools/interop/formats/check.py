"""Checks that Headstart and Python's transformers, peft and adapters read each other's models. See README.md."""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).resolve().parent
MINI = ROOT / "models/mini"
FAMILIES = ROOT / "core/src/test/resources/golden/family"
TOLERANCE = 1e-5    # relative to the largest logit, or absolute below 1: fp32 of two libraries
EFFECT = 0.01       # by which an adapter must change logits for the comparison to mean anything
LONGEST = 56        # pieces: no sentence is split, which Python does not, and a prompt still fits the small encoders
LABELS = 7          # of the generated corpus: O and three entity types
LINEAR = "query+key+value+attention.output.dense+intermediate.dense+output.dense"
ODD_LORA = f"lora:rank=3,alpha=5,rank_stabilised=true,layers=0+2,targets={LINEAR}"
PEFT = ["lora", ODD_LORA, "ia3", "ia3:targets=key+output.dense,layers=top-2", f"ia3:targets={LINEAR}", "prefix:length=5",
        "prompt:length=4"]
HUB = ["pfeiffer", "pfeiffer:bottleneck=8,activation=gelu,layers=top-2", "houlsby", "top-adapter",
       "top-adapter:bottleneck=24,activation=tanh"]
MERGED = ["lora", ODD_LORA, f"ia3:targets={LINEAR}", "bitfit", "head", "full"]
failures = []


def headstart(*arguments, fails=False):
    done = subprocess.run([ROOT / "headstart", *map(str, arguments)], capture_output=True, text=True)
    if fails:
        return done
    assert done.returncode == 0, (arguments, done.stderr)
    return done.stdout


def report(what, ok, remark):
    print(f"{'ok  ' if ok else 'FAIL'} {what}: {remark}", flush=True)
    if not ok:
        failures.append(what)


def farthest(one, other):
    """Largest difference, and the same in units of the tolerance."""
    assert [len(sentence) for sentence in one] == [len(sentence) for sentence in other], "other words"
    pairs = [(a, b) for s, t in zip(one, other) for row, column in zip(s, t) for a, b in zip(row, column, strict=True)]
    size = max(1, max(abs(a) for a, _ in pairs))
    return max(abs(a - b) for a, b in pairs), size


def agree(what, ours, theirs):
    difference, size = farthest(ours, theirs["scores"])
    effect = farthest(theirs["without"], theirs["scores"])[0] if "without" in theirs else None
    report(what, difference <= TOLERANCE * size and (effect is None or effect > EFFECT) and not theirs.get("missing"),
           f"largest difference {difference:.1e} of logits up to {size:.1f}" + (f", the adapter moves them by {effect:.2f}" if effect else "")
           + (f", MISSING {theirs['missing']}" if theirs.get("missing") else ""))


class Check:
    def __init__(self, work, pythons):
        self.work, self.pythons, self.jobs = work, pythons, {name: [] for name in pythons}
        self.after, self.count = {name: [] for name in pythons}, 0

    def folder(self, name):
        self.count += 1
        return self.work / f"{self.count:02d}-{name}"

    def words(self, kind):
        return self.work / f"words-of-{kind}.jsonl"

    def logits(self, model, kind):
        text = headstart("predict", "--model", model, "--input", self.sentences, "--logits")
        self.words(kind).write_text(text)
        return [json.loads(line)["logits"] for line in text.splitlines()]

    def add(self, library, what, then, **job):
        to = self.folder("answer").with_suffix(".json")
        self.jobs[library].append({key: str(value) if isinstance(value, Path) else value for key, value in job.items()}
                                  | {"to": str(to), "sentences": str(self.words(job["kind"]))})
        self.after[library].append(lambda: then(what, json.loads(to.read_text())))

    def ask_python(self):
        for library, jobs in self.jobs.items():
            file = self.work / f"jobs-{library}.json"
            file.write_text(json.dumps(jobs))
            done = subprocess.run([self.pythons[library], HERE / f"with_{library}.py", file], capture_output=True, text=True)
            assert done.returncode == 0, done.stderr[-3000:]
            print(json.loads(Path(jobs[0]["to"]).read_text())["versions"], flush=True)
            for step in self.after[library]:
                step()

    def data(self):
        """A generated corpus, a primed encoder, and sentences of one label: what the first entity is."""
        headstart("quickstart", "--sentences", 60, "--out", self.work / "quick")
        self.corpus, self.primed, self.topics = self.work / "quick/data", self.work / "quick/primed", self.work / "topics"
        (self.topics / "nl").mkdir(parents=True)
        short = []
        for split in ("train", "dev", "test"):
            blocks = (self.corpus / "nl" / f"{split}.tsv").read_text().strip().split("\n\n")
            sentences = [[line.split("\t") for line in block.splitlines()] for block in blocks]
            rows = [(" ".join(word for word, _ in s), next((tag[2:] for _, tag in s if tag != "O"), "NONE")) for s in sentences]
            (self.topics / "nl" / f"{split}.jsonl").write_text("".join(json.dumps({"text": t, "label": l}) + "\n" for t, l in rows))
            short += [text for text, _ in rows if len(text.split()) <= 8] if split == "test" else []
        self.sentences = self.work / "sentences.txt"
        self.sentences.write_text("\n".join(short[:12]) + "\n")

    def tune(self, method, model=MINI, kind="tokens"):
        out = self.folder("tuned")
        data = [self.topics, "--task", "sentences"] if kind == "sentences" else [self.corpus]
        tuning = ["--tuning", method] if method in ("head", "full") else ["--method", method]
        headstart("finetune", "--model", model, "--data", *data, "--language", "nl", "--out", out, "--steps", 30, *tuning,
                  "--rate", 5e-4 if method == "full" else 2e-2, "--max-length", LONGEST, "--no-cache")
        return out

    def export(self, to, library, methods, model=MINI, kind="tokens", where=""):
        for method in methods:
            run, out = self.tune(method, model, kind), self.folder(to)
            printed = json.loads(headstart("export", run, "--to", to, "--out", out, "--json"))
            ours = self.logits(run, kind)
            note = f" (merging: {printed['difference']:.1e})" if to == "merged" else ""
            self.add(library, f"export to {to}{where}, {method}, {kind}{note}", lambda what, theirs, ours=ours: agree(what, ours, theirs),
                     folder=out, encoder=model, labels=len(ours[0][0]), kind=kind)

    def read(self, library, names, kind="tokens", model=MINI, where=""):
        for seed, name in enumerate(names):
            folder = self.folder(library)

            def then(what, theirs, folder=folder):
                run = self.folder("imported")
                headstart("import", folder, "--model", model, "--out", run, "--labels", ",".join(f"L{i}" for i in range(LABELS)))
                agree(what, self.logits(run, kind), theirs)

            self.add(library, f"import from {library}{where}, {name}, {kind}", then, folder=folder, encoder=model, labels=LABELS,
                     kind=kind, write=name, seed=seed)

    def refuse(self, library, names):
        for name in names:
            folder = self.folder(library)

            def then(what, _, folder=folder):
                done = headstart("import", folder, "--model", MINI, "--out", self.folder("refused"), "--without-head", fails=True)
                report(what, done.returncode != 0 and len(done.stderr.strip().splitlines()) == 1,
                       done.stderr.strip().replace(str(self.work), "…"))

            self.add(library, f"refused from {library}: {name}", then, folder=folder, encoder=MINI, labels=LABELS, kind="tokens",
                     write=name, seed=0)

    def hidden(self, encoder, what):
        """Hidden states of a folder that transformers loads unchanged: Headstart's, read off by a head that copies them."""
        size = json.loads((encoder / "config.json").read_text())["hidden_size"]
        folder, run = self.folder("identity"), self.folder("imported")
        subprocess.run([self.pythons["transformers"], HERE / "identity_head.py", folder, str(size)], check=True)
        headstart("import", folder, "--model", encoder, "--out", run, "--labels", ",".join(f"H{i}" for i in range(size)))
        ours = self.logits(run, "hidden")
        self.add("transformers", what, lambda what, theirs: agree(what, ours, theirs), folder=encoder, kind="hidden")


def main():
    parser = argparse.ArgumentParser()
    for library in ("transformers", "peft", "adapters"):
        parser.add_argument(f"--{library}", required=True, help="python of an environment with this library")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        check = Check(Path(work), vars(given))
        check.data()
        check.hidden(check.primed, "a primed encoder in transformers, hidden states")
        check.export("merged", "transformers", MERGED)
        check.export("merged", "transformers", ["lora", "full"], kind="sentences")
        check.export("peft", "peft", PEFT)
        check.export("peft", "peft", ["lora"], model=check.primed, where=" on a primed encoder")
        check.export("peft", "peft", ["lora", "prefix:length=5"], kind="sentences")
        check.export("adapterhub", "adapters", HUB)
        check.export("adapterhub", "adapters", ["pfeiffer:bottleneck=8", "top-adapter"], kind="sentences")
        for family in ("xlm-roberta", "roberta", "distilbert", "electra"):
            folder = FAMILIES / family
            check.export("merged", "transformers", ["lora", "bitfit"], model=folder, where=f" on {family}")
            prefix = [] if family == "distilbert" else ["prefix:length=5"]   # whose class takes no keys and values from outside
            check.export("peft", "peft", ["lora", "ia3", "prompt:length=4", *prefix], model=folder, where=f" on {family}")
            check.export("adapterhub", "adapters", ["pfeiffer:bottleneck=8", "houlsby:bottleneck=8"], model=folder, where=f" on {family}")
        check.export("merged", "transformers", ["lora"], model=FAMILIES / "xlm-roberta", kind="sentences", where=" on xlm-roberta")
        check.export("peft", "peft", ["lora"], model=FAMILIES / "xlm-roberta", kind="sentences", where=" on xlm-roberta")
        check.read("peft", ["lora", "lora, all maps of two layers, rank-stabilised", "ia3", "prefix", "prefix, with a network", "prompt"])
        check.read("adapters", ["seq_bn", "double_seq_bn", "pfeiffer, some layers", "of a class"])
        check.read("adapters", ["seq_bn"], kind="sentences")
        check.refuse("peft", ["DoRA", "biases", "ranks by layer", "the embeddings too", "PiSSA", "inputs of keys"])
        check.refuse("adapters", ["scaled", "parallel", "invertible", "AdapterPlus"])
        check.ask_python()
    print(f"{len(failures)} failed" if failures else "all agree")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
