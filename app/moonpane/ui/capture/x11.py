"""The windows of an X11 desktop, asked of the server through libxcb; Qt knows only our own.

A connection of our own, opened for one question and closed again. A window may go at any moment: libxcb answers then
with nothing, where Xlib would end the process.
"""

import contextlib
import ctypes
import os
import struct
from collections.abc import Iterator
from ctypes import c_char_p, c_int, c_uint8, c_uint16, c_uint32, c_void_p
from dataclasses import dataclass

from PySide6.QtCore import QRect

MAX_WINDOWS = 200
MAX_TITLE_BYTES = 1_024
MAX_DEPTH = 8  # of parents between a window and the root: its frame, and a wrapper or two
_VIEWABLE = 2
_ANY_TYPE = 0
_NOT_WINDOWS = ("_NET_WM_WINDOW_TYPE_DESKTOP", "_NET_WM_WINDOW_TYPE_DOCK")
_SUBSTRUCTURE = 0x00180000  # SubstructureNotify and SubstructureRedirect: whom a window manager listens to
_CLIENT_MESSAGE = 33


@dataclass(frozen=True)
class DesktopWindow:
    """One window that can be seen."""

    id: int
    title: str
    box: QRect  # with its frame, in device pixels of the whole desktop


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Roots(ctypes.Structure):
    _fields_ = (("data", ctypes.POINTER(c_uint32)), ("rem", c_int), ("index", c_int))


def windows() -> list[DesktopWindow]:
    """All visible windows but ours, the lowest first; [] where there is no X server or no libxcb."""
    try:
        with _connection() as server:
            return list(_seen(server))
    except OSError:
        return []


def bring_to_front(window: int) -> None:
    """Asks the window manager to raise a window, as a task bar does; without one, nothing happens."""
    with contextlib.suppress(OSError), _connection() as server:
        server.send_to_root(window, "_NET_ACTIVE_WINDOW", 2)


def _seen(server: "_Server") -> Iterator[DesktopWindow]:
    listed = server.property_words(server.root, "_NET_CLIENT_LIST_STACKING")
    listed = listed or server.property_words(server.root, "_NET_CLIENT_LIST") or server.children(server.root)
    kinds = {server.atom(name) for name in _NOT_WINDOWS}
    for window in listed[:MAX_WINDOWS]:
        if not server.is_viewable(window) or kinds & set(server.property_words(window, "_NET_WM_WINDOW_TYPE")):
            continue
        if os.getpid() in server.property_words(window, "_NET_WM_PID"):
            continue
        title = server.title(window)
        box = server.box(window)
        if title and box is not None and not box.isEmpty():
            yield DesktopWindow(window, title, box)


class _Server:
    """One connection. Every question waits for its answer: some tens of microseconds each."""

    def __init__(self, xcb: ctypes.CDLL, connection: int, root: int) -> None:
        self._xcb = xcb
        self._connection = c_void_p(connection)
        self.root = root
        self._atoms: dict[str, int] = {}
        self._free = ctypes.CDLL(None).free
        self._free.argtypes = (c_void_p,)

    def atom(self, name: str) -> int:
        if name not in self._atoms:
            text = name.encode()
            answer = self._ask("intern_atom", c_uint8(0), c_uint16(len(text)), c_char_p(text))
            self._atoms[name] = struct.unpack_from("<I", answer, 8)[0] if answer else 0
        return self._atoms[name]

    def property(self, window: int, name: str, *, max_bytes: int = 4 * MAX_WINDOWS) -> tuple[int, bytes]:
        """Its format (8, 16 or 32 bits; 0 for none) and its bytes."""
        answer = self._ask(
            "get_property",
            c_uint8(0),
            c_uint32(window),
            c_uint32(self.atom(name)),
            c_uint32(_ANY_TYPE),
            c_uint32(0),
            c_uint32(max_bytes // 4),
        )
        if not answer:
            return 0, b""
        width, count = answer[1], struct.unpack_from("<I", answer, 16)[0]
        return width, answer[32 : 32 + count * width // 8]

    def property_words(self, window: int, name: str) -> list[int]:
        width, data = self.property(window, name)
        return list(struct.unpack(f"<{len(data) // 4}I", data)) if width == 32 else []

    def title(self, window: int) -> str:
        for name in ("_NET_WM_NAME", "WM_NAME"):
            width, data = self.property(window, name, max_bytes=MAX_TITLE_BYTES)
            if width == 8 and (title := " ".join(data.decode("utf-8", "replace").split())):
                return title
        return ""

    def is_viewable(self, window: int) -> bool:
        answer = self._ask("get_window_attributes", c_uint32(window))
        return bool(answer) and answer[26] == _VIEWABLE

    def children(self, window: int) -> list[int]:
        answer = self._ask("query_tree", c_uint32(window))
        if not answer:
            return []
        (count,) = struct.unpack_from("<H", answer, 16)
        return list(struct.unpack_from(f"<{count}I", answer, 32))

    def box(self, window: int) -> QRect | None:
        """Where it is on the desktop, with the frame that a window manager put round it, without its own shadow."""
        outer = window
        for _ in range(MAX_DEPTH):
            answer = self._ask("query_tree", c_uint32(outer))
            if not answer:
                return None
            (parent,) = struct.unpack_from("<I", answer, 12)
            if parent in (self.root, 0):
                break
            outer = parent
        size = self._ask("get_geometry", c_uint32(outer))
        place = self._ask("translate_coordinates", c_uint32(outer), c_uint32(self.root), c_uint16(0), c_uint16(0))
        if not size or not place:
            return None
        width, height = struct.unpack_from("<HH", size, 16)
        x, y = struct.unpack_from("<hh", place, 12)
        left, right, top, bottom = (*self.property_words(window, "_GTK_FRAME_EXTENTS"), 0, 0, 0, 0)[:4]
        return QRect(x, y, width, height).adjusted(left, top, -right, -bottom)

    def send_to_root(self, window: int, name: str, *words: int) -> None:
        """A client message about a window, for the window manager."""
        data = (*words, 0, 0, 0, 0, 0)[:5]
        event = struct.pack("<BBHII5I", _CLIENT_MESSAGE, 32, 0, window, self.atom(name), *data)
        send = self._xcb.xcb_send_event
        send.restype = _Cookie
        send(self._connection, c_uint8(0), c_uint32(self.root), c_uint32(_SUBSTRUCTURE), c_char_p(event))
        self._xcb.xcb_flush(self._connection)
        self._ask("get_geometry", c_uint32(self.root))  # answered after the message was taken

    def _ask(self, question: str, *words: object) -> bytes:
        """The whole answer; b"" for an error, as of a window that is gone."""
        ask = getattr(self._xcb, f"xcb_{question}")
        ask.restype = _Cookie
        hear = getattr(self._xcb, f"xcb_{question}_reply")
        hear.restype = c_void_p
        hear.argtypes = (c_void_p, _Cookie, c_void_p)
        answer = hear(self._connection, ask(self._connection, *words), None)
        if not answer:
            return b""
        try:
            rest = ctypes.cast(answer, ctypes.POINTER(c_uint32))[1]  # in units of four bytes, after the first 32
            return ctypes.string_at(answer, 32 + 4 * rest)
        finally:
            self._free(answer)


@contextlib.contextmanager
def _connection() -> Iterator[_Server]:
    """Raises OSError where there is no libxcb or no X server."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = c_void_p
    xcb.xcb_get_setup.restype = c_void_p
    xcb.xcb_setup_roots_iterator.restype = _Roots
    number = c_int()
    connection = xcb.xcb_connect(None, ctypes.byref(number))
    try:
        if xcb.xcb_connection_has_error(c_void_p(connection)):
            raise OSError("there is no X server")
        roots = xcb.xcb_setup_roots_iterator(c_void_p(xcb.xcb_get_setup(c_void_p(connection))))
        yield _Server(xcb, connection, roots.data[0])
    finally:
        xcb.xcb_disconnect(c_void_p(connection))
