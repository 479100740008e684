"""A multipart body straight into a file: no part of it is ever held in memory or under its own name."""

import contextlib
from collections.abc import AsyncIterator

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header

from moonpane_engine.errors import BadRequest
from moonpane_engine.server.files import FileStore, Incoming, StoredFile

PURPOSES = ("assistants", "image", "user_data", "video", "vision")
_MAX_FIELD_BYTES = 1024
_MAX_NAME_CHARS = 255
_MAX_PARTS = 16


async def receive_file(store: FileStore, content_type: str, body: AsyncIterator[bytes]) -> StoredFile:
    """Stores the part `file` of a form that also has a `purpose`; other fields are ignored.

    Raises BadRequest for what is no such form, UploadRefused when there is no room.
    """
    _, options = parse_options_header(content_type)
    boundary = options.get(b"boundary", b"")
    if not 1 <= len(boundary) <= 70:  # RFC 2046
        raise BadRequest("The multipart body has no usable boundary in its Content-Type.")
    with contextlib.ExitStack() as stack:
        form = _Form(store, stack)
        parser = MultipartParser(
            boundary,
            {
                "on_part_begin": form.begin_part,
                "on_header_field": form.add_header_name,
                "on_header_value": form.add_header_value,
                "on_header_end": form.end_header,
                "on_headers_finished": form.begin_content,
                "on_part_data": form.add_content,
                "on_end": form.end,
            },
        )
        try:
            async for data in body:
                parser.write(data)  # to the page cache: shorter than handing it to a thread would take
        except MultipartParseError:
            raise BadRequest("The multipart body is malformed; send it with a client that knows forms.") from None
        return form.stored()


class _Form:
    """What the parser tells, part by part."""

    def __init__(self, store: FileStore, stack: contextlib.ExitStack) -> None:
        self._store, self._stack = store, stack
        self._incoming: Incoming | None = None
        self._filename = ""
        self._fields: dict[str, bytearray] = {}
        self._headers: dict[bytes, bytes] = {}
        self._header = (bytearray(), bytearray())
        self._target: Incoming | bytearray = bytearray()
        self._num_parts = 0
        self._is_whole = False

    def begin_part(self) -> None:
        self._num_parts += 1
        if self._num_parts > _MAX_PARTS:
            raise BadRequest(f"The form has more than {_MAX_PARTS} parts; send one file with its purpose.")
        self._headers = {}

    def add_header_name(self, data: bytes, start: int, end: int) -> None:
        self._header[0].extend(data[start:end])

    def add_header_value(self, data: bytes, start: int, end: int) -> None:
        self._header[1].extend(data[start:end])

    def end_header(self) -> None:
        self._headers[bytes(self._header[0]).lower()] = bytes(self._header[1])
        self._header = (bytearray(), bytearray())

    def begin_content(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        name = options.get(b"name", b"").decode("utf-8", "replace")
        if name != "file":
            self._target = self._fields.setdefault(name[:_MAX_NAME_CHARS], bytearray())
            return
        if self._incoming is not None:
            raise BadRequest("file: there is more than one; send each in a request of its own.", param="file")
        self._filename = options.get(b"filename", b"").decode("utf-8", "replace")[:_MAX_NAME_CHARS]
        self._target = self._incoming = self._stack.enter_context(self._store.incoming())

    def add_content(self, data: bytes, start: int, end: int) -> None:
        if isinstance(self._target, Incoming):
            self._target.write(data[start:end])
            return
        self._target.extend(data[start:end])
        if len(self._target) > _MAX_FIELD_BYTES:
            raise BadRequest(f"A field of the form is longer than {_MAX_FIELD_BYTES} bytes; only 'file' may be.")

    def end(self) -> None:
        self._is_whole = True

    def stored(self) -> StoredFile:
        if not self._is_whole:
            raise BadRequest("The multipart body ends too early; send it again.")
        if self._incoming is None:
            raise BadRequest("file: it is missing; send a form with the parts 'file' and 'purpose'.", param="file")
        if not self._incoming.num_bytes:
            raise BadRequest("file: it is empty.", param="file")
        purpose = self._fields.get("purpose", bytearray()).decode("utf-8", "replace")
        if purpose not in PURPOSES:
            raise BadRequest(f"purpose: it must be one of {', '.join(PURPOSES)}.", param="purpose")
        return self._store.keep(self._incoming, filename=self._filename or "file", purpose=purpose)
