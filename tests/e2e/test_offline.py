"""That the other tests of this folder have no network, which is what makes them say something about privacy."""

import errno
import os
import socket
import subprocess
import sys

import pytest

LOOK = "import os; print(sorted(os.listdir('/sys/class/net')), end=' '); print(os.readlink('/proc/self/ns/net'))"


def test_there_is_loopback_and_nothing_else(network_namespace: str) -> None:
    if not network_namespace:  # Linux gives a namespace without network to root only; CI is root
        pytest.skip("a namespace without network needs root")
    assert [name for _, name in socket.if_nameindex()] == ["lo"]
    with socket.socket() as outside, pytest.raises(OSError) as refused:
        outside.connect(("192.0.2.1", 80))
    assert refused.value.errno == errno.ENETUNREACH
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass


def test_child_processes_have_none_either(network_namespace: str) -> None:
    if not network_namespace:  # Linux gives a namespace without network to root only; CI is root
        pytest.skip("a namespace without network needs root")
    ours = os.readlink("/proc/thread-self/ns/net")
    assert ours != network_namespace
    seen = subprocess.run([sys.executable, "-c", LOOK], check=True, capture_output=True, text=True).stdout
    assert seen.strip().endswith(ours)
