"""Checks that Headstart and huggingface_hub read each other's cache. See README.md."""

import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
MODEL, DATA = "someone/mini", "someone/words"
FILES = ["config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json", "vocab.txt"]
LARGE = 400_000_000

PYTHON = """
import sys, json
import huggingface_hub as hub
repo, kind, patterns, local = json.loads(sys.argv[1])
print(hub.snapshot_download(repo, repo_type=kind, allow_patterns=patterns, local_files_only=local))
"""
SCAN = """
import huggingface_hub as hub
found = hub.scan_cache_dir()
print(len(found.warnings), sorted(repo.repo_id for repo in found.repos))
"""


def serve(folder: Path) -> tuple[subprocess.Popen, str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    path = ":".join([str(ROOT / "core/target/test-classes"), str(ROOT / "core/target/classes"), str(ROOT / "cli/target/lib/*")])
    server = subprocess.Popen(["java", "-Xmx3g", "-cp", path, "dev.headstart.hub.HubServer", str(folder), str(port)],
                              stdout=subprocess.PIPE, text=True)
    address = server.stdout.readline().strip()
    assert server.stdout.readline().strip() == "serving"
    return server, address


def lay_out(folder: Path) -> None:
    shutil.copytree(ROOT / "models/mini", folder / "models" / MODEL)
    large = folder / "models/someone/large"
    large.mkdir(parents=True)
    (large / "config.json").write_text("{}")
    (large / "model.safetensors").write_bytes(os.urandom(1_000_000) * (LARGE // 1_000_000))
    for language, place in {"en": "in London", "nl": "naar Utrecht"}.items():
        for split, count in {"train": 60, "dev": 20, "test": 20}.items():
            words = place.split()
            sentence = f"Ada{{}}\tB-PER\n{words[0]}\tO\n{words[1]}\tB-LOC\n\n"
            file = folder / "datasets" / DATA / language / f"{split}.tsv"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("".join(sentence.format(i) for i in range(count)))


class Clients:
    """Both programs, on one cache."""

    def __init__(self, cache: Path, address: str):
        self.cache, self.address = cache, address

    def environment(self, **more: str) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if not name.upper().startswith("HF_")
                 and name.upper() not in ("HTTP_PROXY", "HTTPS_PROXY")}
        return clean | {"HF_ENDPOINT": self.address, "HF_HUB_CACHE": str(self.cache), "HF_HUB_DISABLE_PROGRESS_BARS": "1"} | more

    def start(self, *command: str, **more: str) -> subprocess.Popen:
        return subprocess.Popen(command, env=self.environment(**more), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def headstart(self, *arguments: str, **more: str) -> str:
        return result(self.start(str(ROOT / "headstart"), *arguments, **more))

    def python(self, repo: str, kind: str, patterns: list[str] | None, local: bool, **more: str) -> Path:
        return Path(result(self.start(sys.executable, "-c", PYTHON, json.dumps([repo, kind, patterns, local]), **more)))


def result(process: subprocess.Popen) -> str:
    out, err = process.communicate()
    if process.returncode != 0:
        raise SystemExit(f"{process.args}: {process.returncode}\n{err}")
    return out.strip()


def check(what: str, holds: bool) -> None:
    print(("ok    " if holds else "WRONG ") + what, flush=True)
    if not holds:
        raise SystemExit(1)


def equal(snapshot: Path, files: list[str]) -> bool:
    return all((snapshot / name).read_bytes() == (ROOT / "models/mini" / name).read_bytes() for name in files)


def blobs(cache: Path) -> dict[str, tuple[int, int]]:
    return {file.name: (file.stat().st_ino, file.stat().st_mtime_ns) for file in cache.glob("*/blobs/*")}


def headstart_first(clients: Clients) -> None:
    path = Path(clients.headstart("fetch", MODEL).splitlines()[0])
    found = clients.python(MODEL, "model", None, True)
    check("Python finds offline what Headstart fetched, with the same content", found == path and equal(found, FILES))
    check("scan_cache_dir has no complaint", result(clients.start(sys.executable, "-c", SCAN)) == f"0 ['{MODEL}']")
    before = blobs(clients.cache)
    clients.python(MODEL, "model", None, False)
    after = blobs(clients.cache)
    check("Python completes the snapshot and fetches no file again",
          all(after[name] == stamp for name, stamp in before.items()) and len(after) == len(before) + 1)
    check("nothing is damaged", "all as they should be" in clients.headstart("cache", "verify"))
    data = Path(clients.headstart("fetch", DATA, "--type", "dataset", "--languages", "nl").splitlines()[0])
    check("the same for a data set", clients.python(DATA, "dataset", ["nl/*"], True) == data)
    shown = clients.headstart("cache", "list")
    check("cache list shows both", MODEL in shown and DATA in shown)


def python_first(clients: Clients) -> None:
    path = clients.python(MODEL, "model", None, False)
    before = blobs(clients.cache)
    offline = {"HF_HUB_OFFLINE": "1", "HF_ENDPOINT": "http://127.0.0.1:9"}
    check("Headstart finds offline what Python fetched", Path(clients.headstart("fetch", MODEL, **offline).splitlines()[0]) == path)
    check("and reads it", json.loads(clients.headstart("info", "--model", MODEL, "--json", **offline))["model"]["tensors"] == 69)
    clients.headstart("fetch", MODEL)
    check("online it fetches no file again", blobs(clients.cache) == before)
    data = clients.python(DATA, "dataset", ["nl/*"], False)
    check("the same for a data set", Path(clients.headstart("fetch", DATA, "--type", "dataset", "--languages", "nl", **offline)
                                          .splitlines()[0]) == data)


def by_name(clients: Clients, out: Path) -> None:
    clients.headstart("finetune", "--model", MODEL, "--data", DATA, "--language", "nl", "--limit", "50", "--epochs", "1",
                      "--no-cache", "--out", str(out))
    recorded = json.loads((out / "run.json").read_text())["repositories"]
    check(f"finetune by name records {', '.join(recorded.values())}",
          sorted(value.split("@")[0] for value in recorded.values()) == [MODEL, DATA])


def all_at_once(clients: Clients) -> None:
    command = [str(ROOT / "headstart"), "fetch", "someone/large"]
    at_work = [clients.start(*command), clients.start(*command),
               clients.start(sys.executable, "-c", PYTHON, json.dumps(["someone/large", "model", None, False]))]
    check("two of Headstart and one of Python fetch the same at once", len({result(one).splitlines()[0] for one in at_work}) == 1)
    check("nothing is damaged", "all as they should be" in clients.headstart("cache", "verify"))
    check("nothing is left over", not [name for name in blobs(clients.cache) if "." in name])


def size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def killed(clients: Clients) -> None:
    process = clients.start(str(ROOT / "headstart"), "fetch", "someone/large")
    parts: list[Path] = []
    while process.poll() is None and not any(size(part) > LARGE // 10 for part in parts):
        parts = list(clients.cache.glob(f"*/blobs/{'?' * 64}.headstart"))
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    left = parts[0].stat().st_size
    inode = parts[0].stat().st_ino
    check(f"killed after {left:,} of {LARGE:,} bytes, no file is shown", not list(clients.cache.glob("*/snapshots/*/*.safetensors")))
    path = Path(clients.headstart("fetch", "someone/large").splitlines()[0])
    weights = (path / "model.safetensors").resolve()
    check("the next run goes on with what there is", weights.stat().st_ino == inode)
    with weights.open("rb") as content:
        check("and ends with the right content", hashlib.file_digest(content, "sha256").hexdigest() == weights.name)


def main() -> None:
    import huggingface_hub
    print(f"Python {sys.version.split()[0]}, huggingface_hub {huggingface_hub.__version__}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder / "hub")
        server, address = serve(folder / "hub")
        try:
            headstart_first(Clients(folder / "a", address))
            python_first(Clients(folder / "b", address))
            by_name(Clients(folder / "a", address), folder / "out")
            all_at_once(Clients(folder / "c", address))
            killed(Clients(folder / "d", address))
        finally:
            server.kill()
    print("They agree.")


if __name__ == "__main__":
    main()
