"""Where parts lie: a folder, or an object store that fsspec knows. Files appear whole or not at all."""

from __future__ import annotations

import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from accord.graph.errors import InputError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = ("://", "::")


class Place(Protocol):
    """Named files in one place."""

    def read(self, name: str) -> bytes | None:
        """A file's bytes; None when there is no such file. StoreError when it can't be read."""
        ...

    def write(self, name: str, told: bytes) -> None:
        """Put a file there, in the place of one that is there; StoreError when it can't be written."""
        ...

    def create(self, name: str, told: bytes) -> bool:
        """Put a file there unless there is one; False when there is."""
        ...

    def age(self, name: str) -> float | None:
        """Seconds since a file was written; None when there is none."""
        ...

    def remove(self, name: str) -> None:
        """Take a file away; nothing when there is none."""
        ...


def find_place(name: str) -> Place:
    """The place that ``name`` names; InputError when fsspec, or what it needs for that kind, isn't installed."""
    if not any(kind in name for kind in _KINDS):
        return Folder(Path(name).expanduser())
    try:
        import fsspec
    except ImportError as error:
        raise InputError(f"{name}: fsspec isn't installed; run: pip install 'accord[parts]'") from error
    try:
        files, path = fsspec.core.url_to_fs(name)
    except (ImportError, ValueError) as error:
        raise InputError(f"{name}: can't be used ({error})") from error
    return Bucket(files, path.rstrip("/"), name)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of this machine, or of a network file system."""

    path: Path

    def read(self, name: str) -> bytes | None:
        """A file's bytes; None when there is no such file."""
        try:
            return (self.path / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(f"{self.path / name}: can't be read ({error.strerror})") from error

    def write(self, name: str, told: bytes) -> None:
        """Put a file there: under a temporary name first, on the disk before it has its own."""
        draft = self._draft(name, told)
        try:
            draft.replace(self.path / name)
            _settle(self.path / name)
        except OSError as error:
            raise StoreError(f"{self.path / name}: can't be written ({error.strerror})") from error

    def create(self, name: str, told: bytes) -> bool:
        """Put a file there unless there is one."""
        draft = self._draft(name, told)
        try:
            # A link, unlike a renaming, fails where there is a file already.
            os.link(draft, self.path / name)
        except FileExistsError:
            return False
        except OSError as error:
            raise StoreError(f"{self.path / name}: can't be written ({error.strerror})") from error
        finally:
            draft.unlink(missing_ok=True)
        return True

    def age(self, name: str) -> float | None:
        """Seconds since a file was written."""
        try:
            return max(0.0, time.time() - (self.path / name).stat().st_mtime)
        except FileNotFoundError:
            return None

    def remove(self, name: str) -> None:
        """Take a file away."""
        (self.path / name).unlink(missing_ok=True)

    def _draft(self, name: str, told: bytes) -> Path:
        draft = self.path / f".{name.replace('/', '-')}.{secrets.token_hex(6)}.tmp"
        try:
            (self.path / name).parent.mkdir(parents=True, exist_ok=True)
            with draft.open("xb") as file:
                file.write(told)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise StoreError(f"{self.path / name}: can't be written ({error.strerror})") from error
        return draft


def _settle(file: Path) -> None:
    """Have the file's name on the disk as well, where the system knows that."""
    if os.name != "posix":
        return
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@dataclass(frozen=True, slots=True)
class Bucket:
    """What fsspec reaches: an object store makes a file whole or not at all. ``name``: as errors call it."""

    files: Any
    path: str
    name: str

    def read(self, name: str) -> bytes | None:
        """A file's bytes; None when there is no such file."""
        try:
            told: bytes = self.files.cat_file(f"{self.path}/{name}")
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(f"{self.name}/{name}: can't be read ({error})") from error
        return told

    def write(self, name: str, told: bytes) -> None:
        """Put a file there."""
        try:
            for parent in _parents(f"{self.path}/{name}"):
                self.files.makedirs(parent, exist_ok=True)
            self.files.pipe_file(f"{self.path}/{name}", told)
        except OSError as error:
            raise StoreError(f"{self.name}/{name}: can't be written ({error})") from error

    def create(self, name: str, told: bytes) -> bool:
        """Put a file there unless there is one; two who do so in the same moment may both succeed."""
        if self.files.exists(f"{self.path}/{name}"):
            return False
        self.write(name, told)
        return True

    def age(self, name: str) -> float | None:
        """Seconds since a file was written; 0 where the store doesn't tell."""
        if not self.files.exists(f"{self.path}/{name}"):
            return None
        try:
            written: float = self.files.modified(f"{self.path}/{name}").timestamp()
        except (NotImplementedError, AttributeError):
            return 0.0
        return max(0.0, time.time() - written)

    def remove(self, name: str) -> None:
        """Take a file away."""
        if self.files.exists(f"{self.path}/{name}"):
            self.files.rm_file(f"{self.path}/{name}")


def _parents(path: str) -> Iterator[str]:
    if "/" in path:
        yield path.rsplit("/", 1)[0]
