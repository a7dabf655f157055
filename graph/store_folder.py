"""The folder that a store lies in: its marker file, its database, and what opening it can run into."""

from __future__ import annotations

import json
import os
import re
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph

from accord.graph.errors import InputError, StoreDamaged, StoreError, StoreInUse
from accord.graph.identifiers import DEFAULT_BASE, Namespace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMAT: Final = 1
"""Version of the folder's layout and of the graphs in it; a store of another one must be loaded anew."""

_PAUSE: Final = 0.05
_MARKER: Final = "accord-store.json"
_POINTER: Final = "current-database"
"""The file that names the database that counts; without it that is ``database``."""
_HELD: Final = (
    "IO error: While lock file",
    "IO error: lock hold by current process",
    "IO error: Failed to create lock",
)


@dataclass(frozen=True, slots=True)
class StoreFolder:
    """Where the parts of a store lie. ``base``: what the IRIs of its things begin with."""

    path: Path
    base: str

    @property
    def database(self) -> Path:
        """The folder of RocksDB that counts; another one after a rebuild."""
        try:
            name = (self.path / _POINTER).read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return self.path / "database"
        except (OSError, ValueError) as error:
            raise StoreError(f"{self.path / _POINTER}: can't be read ({error})") from error
        if not re.fullmatch(r"database-[0-9a-f]+", name):
            raise StoreDamaged(f"{self.path / _POINTER}: names no database; load the articles into a new store")
        return self.path / name

    @property
    def readers(self) -> Path:
        """The folder of the copies that readers look at."""
        return self.path / "readers"

    @property
    def copy(self) -> Path:
        """The folder for the copy that the engine for Cypher keeps."""
        return self.path.with_name(f"{self.path.name}.cypher")

    @property
    def brief(self) -> Path:
        """The file that is locked by who writes for a moment only."""
        return self.path / "brief.lock"

    @property
    def namespace(self) -> Namespace:
        """Makes the IRIs of this store."""
        return Namespace(self.base)

    def holds_data(self) -> bool:
        """Whether a writer ever opened the database."""
        return (self.database / "CURRENT").exists()


def find(path: Path, base: str | None = None) -> StoreFolder:
    """The store at ``path``; StoreError when there is none, StoreDamaged when it is no store of this version."""
    marker = path / _MARKER
    try:
        told = json.loads(marker.read_text(encoding="utf-8"))
        layout, kept = told["accord store"], Namespace(told["base"]).base
    except FileNotFoundError:
        if path.is_dir() and any(path.iterdir()):
            raise StoreDamaged(f"{path}: this folder isn't an accord store; name another with --store") from None
        raise StoreError(
            f"{path}: there is no store here; make one with accord load, or name it with --store"
        ) from None
    except NotADirectoryError:
        raise StoreError(f"{path}: a store is a folder, not a file; name another with --store") from None
    except (ValueError, TypeError, KeyError, InputError) as error:
        raise StoreDamaged(f"{marker}: can't be read ({error}); load the articles into a new store") from error
    except OSError as error:
        raise StoreError(f"{path}: can't be read ({error.strerror})") from error
    if layout != FORMAT:
        raise StoreDamaged(f"{path}: a store of version {layout}, not {FORMAT}; load the articles into a new store")
    if base is not None and base != kept:
        raise StoreError(f"{path}: the IRIs of this store begin with {kept}, not {base}; use another store")
    return StoreFolder(path, kept)


def find_or_make(path: Path, base: str | None = None) -> StoreFolder:
    """The store at ``path``, made with all folders above it when there is none; errors as ``find``."""
    try:
        return find(path, base)
    except StoreDamaged:
        raise
    except StoreError:
        if path.exists() and (not path.is_dir() or (path / _MARKER).exists()):
            raise
    folder = StoreFolder(path, Namespace(base or DEFAULT_BASE).base)
    try:
        path.mkdir(parents=True, exist_ok=True)
        _mark(folder)
    except OSError as error:
        raise StoreError(f"{path}: can't make a store here ({error.strerror})") from error
    return folder


def _mark(folder: StoreFolder) -> None:
    """Write the marker whole or not at all, and outside the folder first: a folder with half a marker isn't a store."""
    draft = folder.path.with_name(f".{folder.path.name}.{os.getpid()}.json")
    draft.write_text(json.dumps({"accord store": FORMAT, "base": folder.base}) + "\n", encoding="utf-8")
    draft.replace(folder.path / _MARKER)


def point_to(folder: StoreFolder, database: Path) -> None:
    """Let this database be the one that counts from now on, even if the machine stops in the next moment."""
    draft = folder.path / f"{_POINTER}.new"
    draft.write_text(f"{database.name}\n", encoding="ascii")
    settle(draft)
    draft.replace(folder.path / _POINTER)
    settle(folder.path)


def settle(path: Path) -> None:
    """Wait until what was written to a file, or which files a folder has, is on the disk."""
    if path.is_dir() and os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


PATIENCE: Final = 60.0
"""Seconds that a writer waits for a service to keep its clients' changes."""


def open_to_write(folder: StoreFolder, patience: float = 0.0) -> pyoxigraph.Store:
    """Open the database; StoreInUse when another process writes to it, StoreDamaged when it can't be read.

    For up to ``patience`` seconds it waits for a service that is just keeping a change, which is soon done.
    """
    until = time.monotonic() + patience
    refusals = 0
    while True:
        path = folder.database
        try:
            opened = pyoxigraph.Store(str(path))
            # While it was opened, a rebuild may have ended with another one.
            if folder.database == path:
                return opened
            del opened
        except (OSError, RuntimeError) as error:
            if not str(error).startswith(_HELD) or "ermission denied" in str(error):
                raise unreadable(folder, error) from error
            # It may have let go between the attempt and the look: only a second refusal tells.
            refusals = 0 if _is_brief(folder) else refusals + 1
            if time.monotonic() >= until or refusals > 1:
                told = f"{folder.path}: another process writes to this store; wait until it is done"
                raise StoreInUse(told) from error
            time.sleep(_PAUSE)


@contextmanager
def briefly(folder: StoreFolder) -> Iterator[None]:
    """Tell other writers, while the block runs, that this process writes for a moment only: they may wait."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with folder.brief.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _is_brief(folder: StoreFolder) -> bool:
    """Whether whoever writes does so for a moment only, or has just ended."""
    try:
        import fcntl

        with folder.brief.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return False
    except BlockingIOError:
        return True
    except (ImportError, OSError):
        return False


def open_copy(folder: StoreFolder, copy: Path) -> pyoxigraph.Store:
    """Open a reader's copy of the database; StoreDamaged when it can't be read."""
    try:
        return pyoxigraph.Store.read_only(str(copy))
    except (OSError, RuntimeError) as error:
        raise unreadable(folder, error) from error


def unreadable(folder: StoreFolder, error: Exception) -> StoreError:
    """What to tell of an error of the database."""
    if "ermission denied" in str(error) or "Read-only file system" in str(error):
        return StoreError(f"{folder.path}: can't be written ({error}); name another store with --store")
    return StoreDamaged(f"{folder.path}: the database can't be read ({error}); load the articles into a new store")
