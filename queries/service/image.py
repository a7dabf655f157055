"""The data's memory as an image that processes share, so that what reading copies of it can be given back.

pyoxigraph counts references inside the data, so that a process that reads them writes to each page that it comes by,
and gets a copy of its own: half a million rows cost 160 MB. But when the reading is past a page, the counts in it are
what they were. So the data lie in a file in memory (memfd_create) of which each process has a private view: a page
whose copy is equal to the file's again can be dropped by madvise(MADV_DONTNEED), and the file's page shows again.

The data are loaded in a thread, for which glibc's malloc has heaps of its own (malloc/arena.c: 64 MB each, aligned to
that size, each with a header). Once the thread has ended nothing writes there until a worker reads; should something
all the same, while the heap is being replaced and so can't be written, the kernel ends the process, and the store is
loaded again without an image. Linux with glibc only; elsewhere there is no image, and reading costs memory.
"""

from __future__ import annotations

import ctypes
import os
import platform
import re
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

_HEAP: Final = 64 << 20
"""Size and alignment of a heap: HEAP_MAX_SIZE of glibc on 64-bit machines."""
_PAGE: Final = 4096
_READ, _WRITE = 1, 2
_SHARED, _PRIVATE, _FIXED, _POPULATE = 0x01, 0x02, 0x10, 0x8000
_DONTNEED: Final = 4
_FAILED: Final = ctypes.c_void_p(-1).value
_COPIED: Final = re.compile(rb"[\x80\x81]+")
"""Pages that are there and aren't the file's, by the highest byte of their entry.
Source: Documentation/admin-guide/mm/pagemap.rst of Linux (bits 63, 61 and 56)."""
_GROWTH: Final = (16 << 20) // _PAGE
"""Pages that a process may copy before it looks for those to give back."""
_MAPPING: Final = re.compile(r"([0-9a-f]+)-([0-9a-f]+) rw-p 0+ 00:00 0\s*$")


@dataclass(frozen=True, slots=True)
class _Heap:
    """A heap: where it lies in memory and in the file."""

    address: int
    size: int
    offset: int


class Image:
    """The heaps of the data, and the file that they show."""

    def __init__(self, heaps: tuple[_Heap, ...], shown: int) -> None:
        self._heaps = heaps
        self._shown = shown
        self._statm: int | None = None
        self._before = 0

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(heap.size for heap in self._heaps)

    def begin(self) -> None:
        """Reading begins, in a child process."""
        if self._statm is None:
            self._statm = os.open("/proc/self/statm", os.O_RDONLY)
        self._before = self._copied()

    def tidy(self) -> None:
        """Give back what was copied since reading began, when it has become much; between two steps of reading."""
        if self._copied() - self._before > _GROWTH:
            self.give_back()
            self._before = self._copied()

    def give_back(self) -> int:
        """Drop all copies of pages that are equal to the image's; how many pages those were."""
        with open("/proc/self/pagemap", "rb", buffering=0) as entries:  # noqa: PTH123
            return sum(self._give_back(heap, entries) for heap in self._heaps)

    def _give_back(self, heap: _Heap, entries: Any) -> int:
        entries.seek(heap.address // _PAGE * 8)
        flags = entries.read(heap.size // _PAGE * 8)[7::8]
        given = 0
        for run in _COPIED.finditer(flags):
            waiting = [run.span()]
            while waiting:
                first, last = waiting.pop()
                if self._is_unchanged(heap, first, last):
                    _libc().madvise(heap.address + first * _PAGE, (last - first) * _PAGE, _DONTNEED)
                    given += last - first
                elif last - first > 1:
                    middle = (first + last) // 2
                    waiting += [(first, middle), (middle, last)]
        return given

    def _is_unchanged(self, heap: _Heap, first: int, last: int) -> bool:
        shown = self._shown + heap.offset + first * _PAGE
        same: int = _libc().memcmp(heap.address + first * _PAGE, shown, (last - first) * _PAGE)
        return same == 0

    def _copied(self) -> int:
        """Pages of this process that are no file's."""
        assert self._statm is not None
        fields = os.pread(self._statm, 128, 0).split()
        return int(fields[1]) - int(fields[2])


def make_image() -> Image | None:
    """Replace the heaps of threads that have ended by views of a file with the same content.

    None where that can't be done. To be called once, in a process without other threads.
    """
    if sys.platform != "linux" or platform.libc_ver()[0] != "glibc" or os.sysconf("SC_PAGE_SIZE") != _PAGE:
        return None
    heaps = _heaps()
    if not heaps:
        return None
    size = heaps[-1].offset + heaps[-1].size
    file = os.memfd_create("accord")
    try:
        os.ftruncate(file, size)
        for heap in heaps:
            _replace(heap, file)
        shown = _libc().mmap(None, size, _READ, _SHARED | _POPULATE, file, 0)
    except OSError:
        # Each heap is whole, in the one way or the other.
        return None
    finally:
        os.close(file)
    return None if shown == _FAILED else Image(heaps, shown)


def _replace(heap: _Heap, file: int) -> None:
    libc = _libc()
    if libc.mprotect(heap.address, heap.size, _READ) != 0:
        raise OSError(ctypes.get_errno(), "mprotect")
    done = 0
    while done < heap.size:
        written = libc.pwrite(file, heap.address + done, heap.size - done, heap.offset + done)
        if written <= 0:
            libc.mprotect(heap.address, heap.size, _READ | _WRITE)
            raise OSError(ctypes.get_errno(), "pwrite")
        done += written
    if libc.mmap(heap.address, heap.size, _READ | _WRITE, _PRIVATE | _FIXED, file, heap.offset) == _FAILED:
        libc.mprotect(heap.address, heap.size, _READ | _WRITE)
        raise OSError(ctypes.get_errno(), "mmap")


def _heaps() -> tuple[_Heap, ...]:
    """The heaps of all arenas but the main one, which Python goes on using."""
    found: list[_Heap] = []
    offset = 0
    for line in Path("/proc/self/maps").read_text(encoding="ascii", errors="replace").splitlines():
        mapping = _MAPPING.match(line)
        if mapping is None:
            continue
        start, end = (int(part, 16) for part in mapping.groups())
        for address in range(-(-start // _HEAP) * _HEAP, end, _HEAP):
            size = min(_HEAP, end - address)
            if _is_heap(address, size):
                found.append(_Heap(address, size, offset))
                offset += size
    return tuple(found)


def _is_heap(address: int, size: int) -> bool:
    """Whether the header of a heap lies there: its arena, the heap before it, and its size (struct heap_info)."""
    arena, before, told = (ctypes.c_uint64 * 3).from_address(address)
    in_arena = 0 < arena % _HEAP < _PAGE and arena // _HEAP > 0
    return in_arena and before % _HEAP == 0 and _PAGE <= told <= size <= _HEAP and told % _PAGE == 0


@lru_cache(maxsize=1)
def _libc() -> Any:
    libc = ctypes.CDLL(None, use_errno=True)
    pointer, size, number = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int
    libc.mmap.restype = pointer
    libc.mmap.argtypes = (pointer, size, number, number, number, ctypes.c_long)
    libc.mprotect.argtypes = (pointer, size, number)
    libc.pwrite.restype = ctypes.c_ssize_t
    libc.pwrite.argtypes = (number, pointer, size, ctypes.c_long)
    libc.memcmp.argtypes = (pointer, pointer, size)
    libc.madvise.argtypes = (pointer, size, number)
    return libc
