"""A disk that fails when it is told to: SQLite's own writes and those of the blobs, counted together.

SQLite lets its calls of the operating system be replaced one by one; ctypes reaches the library that Python uses.
"""

import contextlib
import ctypes
import ctypes.util
import os
import sqlite3
from collections.abc import Iterator

import pytest

_CALLS = (b"write", b"pwrite", b"pwrite64", b"ftruncate")
_POINTERS_BEFORE = 12  # methods of sqlite3_vfs before xCurrentTimeInt64, xSetSystemCall, xGetSystemCall


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("max_path", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        ("methods", ctypes.c_void_p * _POINTERS_BEFORE),
        ("current_time", ctypes.c_void_p),
        ("set_system_call", ctypes.c_void_p),
        ("get_system_call", ctypes.c_void_p),
    )


_SHAPES = {
    b"write": (ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t),
    b"pwrite": (ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64),
    b"pwrite64": (ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64),
    b"ftruncate": (ctypes.c_int, ctypes.c_int, ctypes.c_int64),
}


class FailingDisk:
    """Fails writes number `first` to `last`, counted from 1, with `errno`; 0 fails none."""

    def __init__(self) -> None:
        self.writes = 0
        self.failed = 0
        self.first = self.last = 0
        self.errno = 0

    def fail(self, first: int, last: int, errno: int) -> None:
        self.writes = self.failed = 0
        self.first, self.last, self.errno = first, last, errno

    def is_due(self) -> bool:
        """Counts one write."""
        self.writes += 1
        if not self.first <= self.writes <= self.last:
            return False
        self.failed += 1
        return True


@contextlib.contextmanager
def failing_disk() -> Iterator[FailingDisk]:
    """Skips the test where Python has an SQLite of its own inside."""
    disk = FailingDisk()
    try:
        library = ctypes.CDLL("libsqlite3.so.0", use_errno=True)
    except OSError:
        # The faults are put into the library that Python's sqlite3 calls, which has to be a shared one.
        pytest.skip("no SQLite library that could be reached")
    find = library.sqlite3_vfs_find
    find.restype, find.argtypes = ctypes.POINTER(_Vfs), (ctypes.c_char_p,)
    vfs = find(None)
    pointer = ctypes.c_void_p
    put = ctypes.CFUNCTYPE(ctypes.c_int, pointer, ctypes.c_char_p, pointer)(vfs.contents.set_system_call)
    get = ctypes.CFUNCTYPE(pointer, pointer, ctypes.c_char_p)(vfs.contents.get_system_call)
    kept: list[object] = []

    def replace(name: bytes) -> None:
        shape = ctypes.CFUNCTYPE(*_SHAPES[name], use_errno=True)
        original = shape(get(vfs, name))

        def call(*arguments: int) -> int:
            if disk.is_due():
                ctypes.set_errno(disk.errno)
                return -1
            return original(*arguments)

        kept.append(replacement := shape(call))
        put(vfs, name, ctypes.cast(replacement, pointer))

    write = os.write

    def write_or_fail(handle: int, data: bytes) -> int:
        if disk.is_due():
            raise OSError(disk.errno, os.strerror(disk.errno))
        return write(handle, data)

    for name in _CALLS:
        if get(vfs, name):
            replace(name)
    os.write = write_or_fail
    try:
        with contextlib.closing(sqlite3.connect(":memory:")) as db:
            db.execute("SELECT 1")
        yield disk
    finally:
        os.write = write
        put(vfs, None, None)  # all as they were
