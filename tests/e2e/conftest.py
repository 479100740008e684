"""Everything end to end runs where there is no network: a namespace of its own, with nothing but loopback."""

import ctypes
import fcntl
import os
import socket
import struct
from collections.abc import Iterator

import pytest

_CLONE_NEWNET = 0x40000000
_SIOCGIFFLAGS, _SIOCSIFFLAGS, _IFF_UP = 0x8913, 0x8914, 1


@pytest.fixture(scope="package", autouse=True)
def network_namespace() -> Iterator[str]:
    """Takes this thread, and all that it starts, off all networks; yields the namespace that was left.

    It needs root; an ordinary user's tests run with the network that there is, and get an empty name.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    home = os.open("/proc/self/ns/net", os.O_RDONLY) if os.path.exists("/proc/self/ns/net") else -1
    left = os.readlink("/proc/self/ns/net") if home >= 0 else ""
    if home < 0 or libc.unshare(_CLONE_NEWNET) != 0:
        yield ""
        return
    try:
        _bring_up_loopback()
        yield left
    finally:
        if libc.setns(home, _CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), "the network of the other tests could not be taken back")
        os.close(home)


def _bring_up_loopback() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        request = struct.pack("16sh14s", b"lo", 0, b"")
        flags = struct.unpack("16sh14s", fcntl.ioctl(control, _SIOCGIFFLAGS, request))[1]
        fcntl.ioctl(control, _SIOCSIFFLAGS, struct.pack("16sh14s", b"lo", flags | _IFF_UP, b""))
