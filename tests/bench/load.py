"""Loading a corpus (``corpus.py``) by one and by two workers, beside the bare extractor and bare spaCy on its texts.

python tests/bench/load.py [ARTICLES] [--rounds N] [--steps step …]

The bare sides have all texts read and cleaned in memory, half of them in each of two processes at once, and no store.
Prints wall seconds and processor seconds of the process and its children, the most memory of the whole tree in each
quarter of the load, and whether the stores are the same byte for byte.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import os
import resource
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import write
from processor import ACCORD, TEMPORARY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accord.graph.document import Document

STEPS = ("spacy", "extraction", "one", "two", "serial")
"""One and two workers; serial: none beside the process."""


class Memory(threading.Thread):
    """Samples the memory of a process and its children, in MiB: what is theirs, and a share of what they share."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._over = threading.Event()
        self.samples: list[float] = []

    def run(self) -> None:
        while not self._over.wait(1.0):
            self.samples.append(sum(map(_share, _tree(self._process))) / 1024)

    def quarters(self) -> list[int]:
        """The most in each quarter of the time."""
        self._over.set()
        self.join()
        size = max(1, -(-len(self.samples) // 4))
        return [int(max(self.samples[at : at + size])) for at in range(0, len(self.samples), size)]


def _tree(process: int) -> list[int]:
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:
        return [process]
    return [process, *(each for child in children for each in _tree(int(child)))]


def _share(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def documents(folder: Path) -> list[Document]:
    """The articles as the bare sides get them: read, cleaned, without those that are refused or there already."""
    from accord.graph.errors import InputError
    from accord.loaders.reading.source import read_source

    found: dict[str, Document] = {}
    for path in sorted(folder.rglob("*.txt")):
        try:
            document = read_source(path.read_bytes(), name=path.name).document
        except InputError:
            continue
        found.setdefault(document.text, document)
    return list(found.values())


def bare(kind: str, told: Sequence[Document], ready: object, begin: object) -> None:
    """Parse or extract all documents, once both processes have their models."""
    from accord.loaders.extraction.extractor import RuleExtractor
    from accord.loaders.extraction.language_model import load_model

    if kind == "spacy":
        nlp = load_model()
        texts = [" ".join(document.text[start:end] for start, end in document.body) for document in told]
        list(nlp.pipe(texts[:2]))
        ready.release()  # type: ignore[attr-defined]
        begin.wait()  # type: ignore[attr-defined]
        for _ in nlp.pipe(texts, batch_size=32):
            pass
        return
    extractor = RuleExtractor()
    list(extractor.extract_all(told[:2]))
    ready.release()  # type: ignore[attr-defined]
    begin.wait()  # type: ignore[attr-defined]
    for _ in extractor.extract_all(told):
        pass


def run_bare(kind: str, told: list[Document]) -> None:
    """Two processes at once, each with half of the documents."""
    context = multiprocessing.get_context("spawn")
    ready, begin = context.Semaphore(0), context.Event()
    halves = [context.Process(target=bare, args=(kind, told[n::2], ready, begin)) for n in range(2)]
    for half in halves:
        half.start()
    for _ in halves:
        ready.acquire()
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    begin.set()
    for half in halves:
        half.join()
    wall, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    del before, after  # those of the models' loading too, so that only the wall is told
    print(f"bare {kind}, two processes: {wall:.1f} s wall, {len(told) / wall:.1f} articles a second", flush=True)


def run_load(workers: int, folder: Path, store: Path, count: int) -> None:
    """One load into a new store."""
    shutil.rmtree(store, ignore_errors=True)
    command = [*ACCORD, "load", "-q", str(folder), "--store", str(store), "--workers", str(workers)]
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    memory = Memory(process.pid)
    memory.start()
    while not os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        time.sleep(0.05)
    wall, quarters = time.monotonic() - started, memory.quarters()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 3, f"a load with refused files ended with {process.returncode}"
    told = f"{wall:.1f} s wall, {used.ru_utime + used.ru_stime:.1f} s CPU, {count / wall:.1f} files a second"
    print(f"load, {workers} workers: {told}, MiB by quarters {quarters}", flush=True)


def digest(store: Path) -> str:
    """What tells a store from another: the SHA-256 of its N-Quads, in the order of lines."""
    from accord.graph.store import Store

    with Store.open(store, read_only=True) as opened:
        return hashlib.sha256(opened.dump()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--steps", nargs="+", choices=STEPS, default=STEPS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix=TEMPORARY) as place:
        folder = Path(place) / "corpus"
        size = sum(path.stat().st_size for path in write(folder, options.articles))
        told = documents(folder)
        print(
            f"{options.articles} files, {size / 1e6:.1f} MB, {len(told)} articles with a text of their own", flush=True
        )
        digests: dict[str, str] = {}
        for _ in range(options.rounds):
            for step in options.steps:
                if step in ("spacy", "extraction"):
                    run_bare(step, told)
                else:
                    store = Path(place) / step
                    run_load({"one": 1, "two": 2, "serial": 0}[step], folder, store, options.articles)
                    digests[step] = digest(store)
                    shutil.rmtree(store)
        print(f"stores: {'all the same' if len(set(digests.values())) < 2 else digests}")


if __name__ == "__main__":
    main()
