"""Private copies of a database's files, for readers who look while another process writes.

RocksDB may delete or append to its files at any time, and opening them under a writer is undefined (pyoxigraph's
``Store.read_only``). So a reader copies them at a moment when nothing changes: data files, which are never changed, as
hard links, the short log and manifest as bytes. Source: RocksDB wiki, "How to backup RocksDB" and "Checkpoints".
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, TypeAlias

from accord.graph.errors import StoreInUse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accord.graph.store_folder import StoreFolder

_State: TypeAlias = dict[str, tuple[int, int]]

_ATTEMPTS: Final = 400
_PAUSE: Final = 0.005
"""Seconds between attempts; with _ATTEMPTS about two seconds of writing without a pause."""


@contextmanager
def snapshot(store: StoreFolder) -> Iterator[Path]:
    """A folder with a copy of the store's database as last committed, removed at the end.

    It lies in the store's folder for readers; in the system's folder for temporary files when that can't be written.
    StoreInUse when the database changes too fast to copy.
    """
    sweep(store.readers)
    with _folder(store.readers) as folder:
        _take(store, folder)
        yield folder


def sweep(readers: Path) -> None:
    """Remove what readers that were killed left behind."""
    for lock in sorted(readers.glob("*.lock")):
        with suppress(OSError), lock.open("r+b") as held:
            if _locked(held):
                shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
                lock.unlink()


@contextmanager
def _folder(readers: Path) -> Iterator[Path]:
    """A new folder whose lock file says that its reader lives."""
    held = _new_lock(readers)
    if held is None:
        with tempfile.TemporaryDirectory(prefix="accord-") as elsewhere:
            yield Path(elsewhere) / "database"
        return
    lock = Path(held.name)
    try:
        yield lock.with_suffix("")
    finally:
        shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
        lock.unlink(missing_ok=True)
        held.close()


def _new_lock(readers: Path) -> IO[bytes] | None:
    """An open, locked lock file; None when the folder can't be written."""
    while True:
        try:
            readers.mkdir(exist_ok=True)
            descriptor, name = tempfile.mkstemp(suffix=".lock", dir=readers)
        except OSError:
            return None
        os.close(descriptor)
        # A sweep may take the file between its making and its locking: then make another one.
        with suppress(FileNotFoundError):
            held = Path(name).open("r+b")  # noqa: SIM115 - it stays open while the reader lives
            if _locked(held) and Path(name).exists():
                return held
            held.close()


def _locked(file: IO[bytes]) -> bool:
    """Lock ``file`` for this process; False when another holds it, or on a system without such locks."""
    try:
        import fcntl
    except ImportError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _take(store: StoreFolder, folder: Path) -> None:
    for _ in range(_ATTEMPTS):
        # Another one after a rebuild has ended, which removes the one before.
        database = store.database
        with suppress(FileNotFoundError):
            before = _state(database)
            _copy(database, folder, before)
            # Nothing changed meanwhile, so the manifest, the log and the data files belong together.
            if _state(database) == before:
                return
        shutil.rmtree(folder, ignore_errors=True)
        time.sleep(_PAUSE)
    raise StoreInUse(f"{store.path}: another process writes to the store without a pause; try again")


def state(store: StoreFolder) -> str:
    """What the files of a store's database are like now: equal when nothing was written in between."""
    for _ in range(_ATTEMPTS):
        database = store.database
        with suppress(FileNotFoundError):
            return repr((database.name, sorted(_state(database).items())))
    raise StoreInUse(f"{store.path}: another process is rebuilding the store; try again")


def _state(database: Path) -> _State:
    """Size and time of change of each file that belongs to the data."""
    found: _State = {}
    for file in database.iterdir():
        if file.name.startswith(("LOG", "LOCK")):
            continue
        with suppress(FileNotFoundError):
            told = file.stat()
            found[file.name] = (told.st_size, told.st_mtime_ns)
    return found


def _copy(database: Path, folder: Path, names: _State) -> None:
    folder.mkdir(parents=True)
    for name in names:
        source, target = database / name, folder / name
        if name.endswith((".sst", ".blob")):
            try:
                os.link(source, target)
                continue
            except FileNotFoundError:
                raise
            except OSError:  # another file system, or one without hard links
                pass
        shutil.copyfile(source, target)
