"""Reads every file of a folder as loading does; each that takes ten seconds of processor time ends the process."""

from __future__ import annotations

import json
import resource
import signal
import sys
from pathlib import Path

from accord.loaders.containers.expansion import Expansion
from accord.loaders.corpus.tasks import Reader
from accord.loaders.sources import find_sources

if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 31, 1 << 31))
    names = sorted(path.name for path in Path(sys.argv[1]).iterdir())
    for name in names:
        print(json.dumps({"file": name}), flush=True)
        signal.setitimer(signal.ITIMER_PROF, 10.0)
        for source in Expansion().articles(find_sources([str(Path(sys.argv[1]) / name)])):
            read = Reader().read(source)
            told = {"file": name, "source": source.name, "error": str(read.error) if read.error else None}
            print(json.dumps(told), flush=True)
        signal.setitimer(signal.ITIMER_PROF, 0)
    print(json.dumps({"mebibytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}), flush=True)
