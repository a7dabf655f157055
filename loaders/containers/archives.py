"""The members of ZIP and tar archives, in their order; nothing is written to disk under a member's name."""

from __future__ import annotations

import struct
import tarfile
import zipfile
import zlib
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Final

from accord.graph.errors import InputError, OversizedSource, UnreadableSource
from accord.loaders.containers.limits import Unpacked
from accord.loaders.containers.member import Opened
from accord.loaders.sources import hidden

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from accord.loaders.containers.limits import Limits
    from accord.loaders.sources import Source

_LONGEST_HEADER: Final = 1 << 20
_END: Final = struct.Struct("<4s4H2LH")
_ZIP64: Final = struct.Struct("<4sQ2H2L4Q")
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)


def read_zip(opened: Opened) -> Iterator[Source]:
    """The members of a ZIP archive, whose stream must be seekable."""
    try:
        _refuse_large_directory(opened.stream, opened.budget.limits, opened.name)
        archive = zipfile.ZipFile(opened.stream)
    except _DAMAGE as error:
        raise _damaged(opened.name, "ZIP archive", error) from error
    with archive:
        for member in archive.infolist():
            opened.budget.member()
            if not member.is_dir():
                yield from _zipped(opened, archive, member)


def _zipped(opened: Opened, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[Source]:
    name, _ = opened.names(member.filename)
    if (left := _left_out(opened, member.filename)) is not None:
        yield from left
        return
    if member.flag_bits & 1:
        yield opened.refused(UnreadableSource(f"{name}: is encrypted; unpack it yourself"), member.filename)
        return
    try:
        with archive.open(member) as stream:
            yield from opened.inside(_member(opened, member.filename, stream))
    except InputError:
        raise
    except _DAMAGE as error:
        yield opened.refused(_damaged(name, "member", error), member.filename)


def _refuse_large_directory(stream: IO[bytes], limits: Limits, name: str) -> None:
    """ZipFile reads the whole directory at once, however long the archive's end says that it is."""
    size = stream.seek(0, 2)
    start = stream.seek(max(0, size - 65_535 - _END.size - 76))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise zipfile.BadZipFile(f"no end of an archive from byte {start} on")
    directory = _END.unpack_from(tail, at)[5]
    wide = tail.rfind(b"PK\x06\x06", 0, at)
    if wide >= 0 and len(tail) - wide >= _ZIP64.size:
        directory = max(directory if directory != 0xFFFFFFFF else 0, _ZIP64.unpack_from(tail, wide)[8])
    if directory > limits.directory:
        raise OversizedSource(f"{name}: its directory takes more than {limits.directory >> 20} MiB")


class _Header(tarfile.TarInfo):
    """A header whose sizes can be trusted: none negative, and none of the archive's own records large."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Header:
        made = super().frombuf(buf, encoding, errors)
        if made.size < 0 or (not made.isreg() and made.size > _LONGEST_HEADER):
            raise OversizedSource("a header with an impossible size")
        return made


def read_tar(opened: Opened) -> Iterator[Source]:
    """The files of a tar archive, read forward only; links and devices are left out."""
    try:
        with tarfile.open(fileobj=opened.stream, mode="r|", tarinfo=_Header, errorlevel=1) as archive:
            while (member := archive.next()) is not None:
                archive.members.clear()  # type: ignore[attr-defined]  # else it keeps them all
                opened.budget.member()
                if member.isreg():
                    yield from _tarred(opened, archive, member)
    except InputError:
        raise
    except (tarfile.TarError, *_DAMAGE) as error:
        raise _damaged(opened.name, "tar archive", error) from error


def _tarred(opened: Opened, archive: tarfile.TarFile, member: tarfile.TarInfo) -> Iterator[Source]:
    if (left := _left_out(opened, member.name)) is not None:
        yield from left
        return
    stream = archive.extractfile(member)
    if stream is not None:
        yield from opened.inside(_member(opened, member.name, stream))


def _left_out(opened: Opened, member: str) -> list[Source] | None:
    """What stands for a member that isn't read: nothing for what is hidden; None for all others."""
    parts = PurePosixPath(member.replace("\\", "/")).parts
    if ".." in parts:
        name, _ = opened.names(member)
        return [opened.refused(UnreadableSource(f"{name}: its path leads out of the archive; it isn't read"), member)]
    return [] if not parts or hidden(parts) else None


def _member(opened: Opened, member: str, stream: IO[bytes]) -> Opened:
    import io

    name, place = opened.names(member)
    called = PurePosixPath(member).stem
    counted: io.BufferedReader = io.BufferedReader(Unpacked(stream, opened.budget))
    return replace(opened, name=name, place=place, called=called, stream=counted, depth=opened.depth + 1)


def _damaged(name: str, what: str, error: Exception) -> InputError:
    if isinstance(error, InputError):
        return error
    return UnreadableSource(f"{name}: is a damaged {what} ({error or type(error).__name__})")
