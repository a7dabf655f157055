"""What a worker may not do, whatever it runs: reach out, start programs, outlive the service, take all memory.

Linux only, without rights of root: seccomp (kernel documentation, "Seccomp BPF"), called by ctypes as Python has no
module for it. Elsewhere only the limits of POSIX hold.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import struct
import sys
from pathlib import Path
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_SECCOMP: Final = 22
_PR_SET_NO_NEW_PRIVS: Final = 38
_FILTER_MODE: Final = 2

# Source: arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h of Linux.
_FORBIDDEN: Final = {
    "x86_64": {
        "socket": 41, "connect": 42, "accept": 43, "bind": 49, "listen": 50, "socketpair": 53,
        "execve": 59, "ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311,
        "execveat": 322, "io_uring_setup": 425, "pidfd_getfd": 438,
    },
    "aarch64": {
        "ptrace": 117, "socket": 198, "socketpair": 199, "bind": 200, "listen": 201, "accept": 202, "connect": 203,
        "execve": 221, "process_vm_readv": 270, "process_vm_writev": 271, "execveat": 281, "io_uring_setup": 425,
        "pidfd_getfd": 438,
    },
}  # fmt: skip
_AUDIT: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

# Source: include/uapi/linux/bpf_common.h and seccomp.h.
_LOAD: Final = 0x20
_EQUAL: Final = 0x15
_AT_LEAST: Final = 0x35
_RETURN: Final = 0x06
_ALLOW: Final = 0x7FFF0000
_KILL: Final = 0x80000000
_DENY: Final = 0x00050000 | 13
"""The call fails with EACCES."""
_X32: Final = 0x40000000


def is_available() -> bool:
    """Whether system calls can be denied on this machine."""
    return sys.platform == "linux" and platform.machine() in _FORBIDDEN


def die_with_parent() -> None:
    """Let the kernel end this process when the one that forked it ends, even by kill -9."""
    if sys.platform == "linux":
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0)


def deny_calls() -> bool:
    """Deny sockets, connecting and starting programs to this process for good; False where that can't be done."""
    if not is_available():
        return False
    program = ctypes.create_string_buffer(_program())
    count = len(program.raw) // 8
    # struct sock_fprog: the number of instructions, then a pointer to them.
    head = ctypes.create_string_buffer(struct.pack("HxxxxxxP", count, ctypes.addressof(program)))
    _prctl(_PR_SET_NO_NEW_PRIVS, 1, 0)
    _prctl(_PR_SET_SECCOMP, _FILTER_MODE, ctypes.addressof(head))
    return True


def limit_memory(spare: int) -> None:
    """Let this process have ``spare`` bytes of address space beyond what it has now."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * os.sysconf("SC_PAGE_SIZE") + spare
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _program() -> bytes:
    """The filter: another architecture's calls kill, forbidden ones fail, all others go on."""
    machine = platform.machine()
    forbidden = sorted(_FORBIDDEN[machine].values())
    steps = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, _AUDIT[machine]), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, 0)]
    steps.append((_AT_LEAST, len(forbidden) + 1, 0, _X32))
    steps += [(_EQUAL, len(forbidden) - place, 0, number) for place, number in enumerate(forbidden)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _DENY)]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def _prctl(option: int, first: int, second: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    arguments = (option, *map(ctypes.c_ulong, (first, second, 0, 0)))
    if libc.prctl(*arguments) != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"prctl {option}: {os.strerror(error)}")
