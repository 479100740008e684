"""An exported conversation from somebody else: every name, size and number in it may be meant to do harm.

Nothing of it is written to a place that it names. It is read piece by piece within limits, compared with what it says
of itself, and given new ids; pictures are put together again from their pixels alone.
"""

import contextlib
import hashlib
import re
import struct
import tempfile
import uuid
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pydantic

from moonpane.archive.blobs import PIECE_BYTES
from moonpane.archive.bundle_form import (
    AttachmentForm,
    ExchangeForm,
    FiguresForm,
    RevisionForm,
    SessionForm,
    TurnForm,
    VideoForm,
)
from moonpane.archive.plain_png import PlainPng, plain_png
from moonpane.artifact.names import is_harmless
from moonpane.artifact.pictures import picture_text, type_of
from moonpane.course import Course
from moonpane.errors import BundleRefused
from moonpane.session import NEW_TITLE, Attachment, Exchange, Revision, Session, Turn, Video

MAX_FILE_BYTES = 2 << 30
MAX_MEMBERS = 20_000
MAX_LIST_BYTES = 8 << 20  # the zip file's own list of what it holds, which is read at once
MAX_JSON_BYTES = 64 << 20
MAX_PICTURE_BYTES = 64 << 20
MAX_PAGE_BYTES = 16 << 20
MAX_UNPACKED_BYTES = 2 << 30  # all together
_END = b"PK\5\6"
_END_BYTES = 22 + 65_535
_ENCRYPTED = 0x1


@contextlib.contextmanager
def read_bundle(path: Path, scratch: Path) -> Iterator[tuple[Session, dict[str, bytes]]]:
    """The conversation, and pictures of its pages by the new ids of their versions.

    Recordings lie in a folder below `scratch` until the block ends. Raises BundleRefused.
    """
    with tempfile.TemporaryDirectory(prefix="import-", dir=scratch) as folder:
        yield _read(path, Path(folder))


def _read(path: Path, folder: Path) -> tuple[Session, dict[str, bytes]]:
    try:
        _check_list(path)
        with zipfile.ZipFile(path) as archive:
            return _Reader(archive, folder).read()
    except _Refusal as refusal:
        raise BundleRefused(f"{path.name} cannot be imported: {refusal}.") from refusal
    # What zipfile raises on a damaged file; NotImplementedError: a compression or version that it does not know.
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, struct.error, RuntimeError):
        raise BundleRefused(f"{path.name} is not an exported conversation, or it is damaged.") from None
    except OSError as error:
        raise BundleRefused(f"{path.name} cannot be read: {error.strerror or error}.") from error


class _Refusal(Exception):
    """Half a sentence: what is wrong with the file."""


def _check_list(path: Path) -> None:
    """Before zipfile reads the list of members as a whole: how long is it?"""
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise _Refusal(f"it is larger than {MAX_FILE_BYTES >> 30} GB")
    with path.open("rb") as file:
        file.seek(max(0, size - _END_BYTES))
        end = file.read()
    if (place := end.rfind(_END)) < 0 or place + 22 > len(end):
        raise zipfile.BadZipFile
    num_members, list_bytes = struct.unpack_from("<HI", end, place + 10)
    if num_members > MAX_MEMBERS or list_bytes > MAX_LIST_BYTES:
        raise _Refusal(f"it holds more than {MAX_MEMBERS:,} files")


def _is_harmless_member(name: str) -> bool:
    """By the same rule as the files of a page, which lie behind folders of their own."""
    behind = re.sub(r"^pages/[0-9]{1,6}/(?=.)", "", name)
    return is_harmless(f"{behind}a.txt" if behind.endswith("/") else behind)


class _Reader:
    def __init__(self, archive: zipfile.ZipFile, folder: Path) -> None:
        self._archive = archive
        self._folder = folder
        self._left = MAX_UNPACKED_BYTES
        self._pictures: dict[str, PlainPng] = {}
        self._shown: dict[tuple[str, str], str] = {}  # (path, member) → text, of pictures that pages show
        self._videos: dict[str, Path] = {}
        self._members = self._checked_members()

    def read(self) -> tuple[Session, dict[str, bytes]]:
        form = self._form()
        exchanges = _new_ids([each.id for each in form.exchanges])
        revisions = _new_ids([each.id for each in form.revisions])
        session = Session(title=form.title.strip() or NEW_TITLE, created_at=form.created_at, updated_at=form.updated_at)
        for each in form.exchanges:
            exchange = self._exchange(each, session, exchanges, revisions)
            session.exchanges[exchange.id] = exchange
        renders: dict[str, bytes] = {}
        for each in form.revisions:
            revision = self._revision(each, session, exchanges, revisions)
            session.revisions[revision.id] = revision
            if each.render:
                renders[revision.id] = self._picture(each.render).data
        session.head = exchanges.get(form.head or "") or next(reversed(session.exchanges), None)
        session.shown = revisions.get(form.shown or "") or next(reversed(session.revisions), None)
        return session, renders

    def _checked_members(self) -> dict[str, zipfile.ZipInfo]:
        members: dict[str, zipfile.ZipInfo] = {}
        for each in self._archive.infolist():
            if each.filename in members:
                raise _Refusal(f"it holds two files called {_short(each.filename)}")
            if each.flag_bits & _ENCRYPTED:
                raise _Refusal("it is encrypted")
            if each.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise _Refusal("it is compressed in a way that Moonpane does not use")
            if not _is_harmless_member(each.filename):
                raise _Refusal(f"it holds a file with an unsafe name, {_short(each.filename)}")
            members[each.filename] = each
        return members

    def _form(self) -> SessionForm:
        if "session.json" not in self._members:
            raise _Refusal("it holds no session.json")
        try:
            return SessionForm.model_validate_json(self._bytes("session.json", MAX_JSON_BYTES))
        except pydantic.ValidationError as error:
            errors = error.errors(include_url=False, include_input=False)
            if any((each["loc"], each["type"]) == (("version",), "less_than_equal") for each in errors):
                raise _Refusal("it was exported by a newer version of Moonpane; update Moonpane to read it") from None
            first = errors[0]
            where = ".".join(str(part) for part in first["loc"]) or "as a whole"
            raise _Refusal(f"its session.json is wrong at {_short(where)}: {first['msg']}") from None

    def _exchange(
        self, form: ExchangeForm, session: Session, exchanges: dict[str, str], revisions: dict[str, str]
    ) -> Exchange:
        return Exchange(
            form.kind,
            self._turn("user", form.asked),
            self._turn("assistant", form.answer),
            exchanges[form.id],
            parent=_earlier(exchanges.get(form.parent or ""), session.exchanges),
            base=revisions.get(form.base or ""),
            stack=form.stack,
            thinking=form.thinking,
            model=form.model,
            created_at=form.created_at,
            remarks=tuple(form.remarks),
            course=Course.of(form.course.model_dump()),
        )

    def _revision(
        self, form: RevisionForm, session: Session, exchanges: dict[str, str], revisions: dict[str, str]
    ) -> Revision:
        for path in form.files:
            if not is_harmless(path):
                raise _Refusal(f"one of its pages has a file with an unsafe name, {_short(path)}")
        files = {path: self._file(path, name) for path, name in form.files.items()}
        figures = None
        if form.figures is not None:
            with contextlib.suppress(pydantic.ValidationError):
                figures = FiguresForm.model_validate(form.figures).model_dump(mode="json")
        return Revision(
            files,
            revisions[form.id],
            exchanges.get(form.exchange or ""),
            _earlier(revisions.get(form.parent or ""), session.revisions),
            form.origin,
            form.stack,
            form.is_complete,
            figures,
            form.created_at,
        )

    def _file(self, path: str, name: str) -> str:
        """Its text; of a picture that which stands for it, once for all versions."""
        if (path, name) in self._shown:
            return self._shown[path, name]
        data = self._bytes(name, MAX_PAGE_BYTES)
        picture = picture_text(path, data)
        if picture is not None:
            self._shown[path, name] = picture
        try:
            return picture or data.decode("utf-8")
        except UnicodeDecodeError:
            if type_of(path) is None:
                raise _Refusal(f"{_short(path)} in one of its pages is not text") from None
            raise _Refusal(f"{_short(path)} in one of its pages is no file of the kind that its name says") from None

    def _turn(self, role: str, form: TurnForm) -> Turn:
        return Turn(
            "user" if role == "user" else "assistant",
            form.text,
            tuple(self._attachment(each) for each in form.attachments),
            form.reasoning,
            form.reasoning_s,
            form.status,
            form.error,
            form.num_tokens,
            form.prompt_tokens,
        )

    def _attachment(self, form: AttachmentForm) -> Attachment:
        picture = self._picture(form.picture)
        marked = self._picture(form.marked).data if form.marked else b""
        video = self._video(form.video) if form.video else None
        return Attachment(form.name, picture.data, picture.width, picture.height, form.notes, marked, video)

    def _picture(self, name: str) -> PlainPng:
        if name not in self._pictures:
            data = self._bytes(name, MAX_PICTURE_BYTES)
            _check_digest(name, hashlib.sha256(data).hexdigest())
            try:
                self._pictures[name] = plain_png(data)
            except ValueError as error:
                raise _Refusal(f"the picture {_short(name)} {error}") from None
        return self._pictures[name]

    def _video(self, form: VideoForm) -> Video:
        if form.file not in self._videos:
            path = self._folder / Path(form.file).name  # of a form that was checked: a digest and a suffix
            digest = hashlib.sha256()
            with path.open("xb") as file:
                for piece in self._pieces(form.file, MAX_UNPACKED_BYTES):
                    digest.update(piece)
                    file.write(piece)
            _check_digest(form.file, digest.hexdigest())
            self._videos[form.file] = path
        return Video(self._videos[form.file], form.seconds)

    def _bytes(self, name: str, limit: int) -> bytes:
        return b"".join(self._pieces(name, limit))

    def _pieces(self, name: str, limit: int) -> Iterator[bytes]:
        """Of a member, counted as they come: what the file says of their size is nothing to go by."""
        if (member := self._members.get(name)) is None:
            raise _Refusal(f"the file {_short(name)} is missing in it")
        with self._archive.open(member) as file:
            while piece := file.read(PIECE_BYTES):
                limit -= len(piece)
                self._left -= len(piece)
                if limit < 0 or self._left < 0:
                    raise _Refusal(f"it unpacks to more than is allowed, at {_short(name)}")
                yield piece


def _new_ids(old: list[str]) -> dict[str, str]:
    if len(set(old)) != len(old):
        raise _Refusal("two of its parts have the same id")
    return {each: uuid.uuid4().hex for each in old}


def _earlier(id: str | None, before: "dict[str, Exchange] | dict[str, Revision]") -> str | None:
    """A parent comes before its children, so that no circle can be said."""
    return id if id in before else None


def _check_digest(name: str, digest: str) -> None:
    if digest not in name:
        raise _Refusal(f"the file {_short(name)} is not what its name says")


def _short(text: str) -> str:
    shown = text if text.isprintable() else ascii(text)
    return shown if len(shown) <= 80 else f"{shown[:79]}…"
