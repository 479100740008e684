"""`/v1/files`: what is sent, found again, used in a message, refused and deleted."""

import http.client
import io
import stat
from pathlib import Path
from typing import Any

import openai
import pytest
from PIL import Image

from moonpane_engine.errors import BadRequest
from moonpane_engine.server import guard
from moonpane_engine.server.files import FileStore, Incoming, UnknownFile, UploadRefused
from tests.engine.scripted_chat import create, seeing
from tests.engine.served import KEY, ScriptedRunner, Serving, ask, says, serving
from tests.engine.test_videos import watching
from tests.vision.clips import write_clip

FORM = {"Content-Type": "multipart/form-data; boundary=xyz"}
PURPOSE = b'--xyz\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nvision\r\n'


def part(content: bytes, filename: bytes = b"a.bin") -> bytes:
    head = b'--xyz\r\nContent-Disposition: form-data; name="file"; filename="' + filename + b'"\r\n\r\n'
    return head + content + b"\r\n"


def png(size: tuple[int, int] = (168, 28)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(buffer, "png")
    return buffer.getvalue()


def test_the_official_client_sends_lists_reads_and_deletes(server: Serving) -> None:
    files = server.client.files
    content = bytes(range(256)) * 20_000  # many chunks
    sent = files.create(file=("../../étrange name.bin", content), purpose="user_data")
    assert (sent.object, sent.bytes, sent.filename) == ("file", len(content), "../../étrange name.bin")
    assert sent.id.startswith("file-")
    assert len(sent.id) == len("file-") + 32
    assert files.retrieve(sent.id) == sent
    assert [file.id for file in files.list()] == [sent.id]
    assert not list(files.list(purpose="vision"))
    assert files.content(sent.id).read() == content
    assert files.delete(sent.id).deleted
    for use in (files.retrieve, files.content, files.delete):
        with pytest.raises(openai.NotFoundError, match="not stored here"):
            use(sent.id)


@pytest.mark.parametrize("spelling", ["{}", "ms://{}"])
def test_a_stored_video_and_a_stored_picture_are_seen(
    server: Serving, runner: ScriptedRunner, tmp_path: Path, spelling: str
) -> None:
    clip = write_clip(tmp_path / "clip.mp4")
    video = server.client.files.create(file=clip, purpose="vision")
    picture = server.client.files.create(file=("a.png", png()), purpose="vision")
    create(server, messages=watching(spelling.format(video.id)) + seeing(spelling.format(picture.id)))
    assert [item.grid_thw for item in runner.prompts[-1].media] == [(4, 4, 6), (2, 4, 6), (1, 2, 12)]
    server.client.files.delete(video.id)
    server.client.files.delete(picture.id)
    with pytest.raises(openai.BadRequestError, match=r"messages\[0\]\.content\[0\]\.image_url\.url: The file"):
        create(server, messages=seeing(spelling.format(picture.id)))


def test_a_stored_file_that_is_no_picture_is_one_sentence(server: Serving) -> None:
    file = server.client.files.create(file=("a.png", b"no picture"), purpose="vision")
    with pytest.raises(openai.BadRequestError, match="not a picture"):
        create(server, messages=seeing(file.id))
    server.client.files.delete(file.id)


@pytest.mark.parametrize(
    ("body", "headers", "status", "said"),
    [
        (b"{}", {"Content-Type": "application/json"}, 415, "multipart/form-data"),
        (b"x", {"Content-Type": "multipart/form-data"}, 400, "boundary"),
        (b"x", {"Content-Type": "multipart/form-data; boundary=" + "x" * 71}, 400, "boundary"),
        (b"hello", FORM, 400, "malformed"),
        (b"", FORM, 400, "ends too early"),
        (part(b"abc") + PURPOSE, FORM, 400, "ends too early"),
        (PURPOSE + b"--xyz--\r\n", FORM, 400, "file: it is missing"),
        (PURPOSE + part(b"") + b"--xyz--\r\n", FORM, 400, "file: it is empty"),
        (part(b"abc") + b"--xyz--\r\n", FORM, 400, "purpose: it must be one of"),
        (PURPOSE + part(b"a") + part(b"b") + b"--xyz--\r\n", FORM, 400, "more than one"),
        (PURPOSE.replace(b"vision", b"v" * 2000) + part(b"a") + b"--xyz--\r\n", FORM, 400, "longer than 1024"),
        (PURPOSE * 40 + part(b"a") + b"--xyz--\r\n", FORM, 400, "more than 16 parts"),
        (PURPOSE, FORM | {"Content-Length": str(guard.MAX_UPLOAD_BYTES + 1)}, 413, "1024 MiB"),
    ],
)
def test_forms_that_are_refused(server: Serving, body: bytes, headers: dict[str, str], status: int, said: str) -> None:
    got, answer, _ = ask(server, "POST", "/v1/files", KEY | headers, body)
    assert (got, said in answer["error"]["message"]) == (status, True), answer
    assert ask(server, "GET", "/v1/files", KEY)[1]["data"] == []


@pytest.mark.parametrize("path", ["/v1/files/..%2f..%2fetc%2fpasswd", "/v1/files/file-", "/v1/files/x/content"])
def test_ids_are_no_paths(server: Serving, path: str) -> None:
    assert ask(server, "GET", path, KEY)[0] == 404
    assert ask(server, "GET", path, {})[0] == 401


def test_the_folder_is_private_and_goes_with_the_server(
    checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with serving(checkpoint, lambda report: says("x")) as server:
        assert not list(tmp_path.iterdir())
        sent = server.client.files.create(file=("evil/../name", b"abc"), purpose="vision")
        (folder,) = tmp_path.iterdir()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert [file.name for file in folder.iterdir()] == [sent.id.removeprefix("file-")]
    assert not list(tmp_path.iterdir())


def test_half_an_upload_leaves_nothing(server: Serving) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.putrequest("POST", "/v1/files")
    for name, value in (KEY | FORM | {"Content-Length": "100000"}).items():
        connection.putheader(name, value)
    connection.endheaders()
    connection.send(part(b"abc" * 100))
    connection.close()
    sent: Any = server.client.files.create(file=("a", b"abc"), purpose="vision")
    assert [file.id for file in server.client.files.list()] == [sent.id]
    server.client.files.delete(sent.id)


# --- the store -----------------------------------------------------------------------------------------------------


def put(store: FileStore, data: bytes) -> str:
    with store.incoming() as incoming:
        incoming.write(data)
        return store.keep(incoming, filename="a", purpose="vision").id


def test_limits_of_one_file_of_all_and_of_their_number() -> None:
    with FileStore(max_file_bytes=10, max_total_bytes=25, max_files=3) as store:
        first = put(store, bytes(10))
        with pytest.raises(UploadRefused, match="larger than 10 bytes"):
            put(store, bytes(11))
        put(store, bytes(10))
        with pytest.raises(UploadRefused, match="delete some first"):
            put(store, bytes(6))
        assert store.num_bytes == 20  # what was refused gives its room back
        store.delete(first)
        put(store, bytes(1))
        put(store, bytes(1))
        with pytest.raises(UploadRefused, match="delete some first"):
            put(store, bytes(1))


def test_a_file_that_is_being_written_counts_already() -> None:
    with FileStore(max_file_bytes=10, max_total_bytes=15) as store, store.incoming() as first:
        first.write(bytes(10))
        with store.incoming() as second, pytest.raises(UploadRefused):
            second.write(bytes(6))


class NearlyFull(io.BytesIO):
    """Takes only a part of what it is given, as a raw file on a nearly full disk does."""

    def write(self, data: Any) -> int:
        return super().write(data[:3])


def test_a_part_that_the_disk_did_not_take_is_not_forgotten(tmp_path: Path) -> None:
    with FileStore() as store:
        incoming = Incoming(store, tmp_path / "x", NearlyFull())
        incoming.write(b"abc")
        with pytest.raises(UploadRefused, match="disk of the server is full"):
            incoming.write(b"abcd")


def test_names_in_urls() -> None:
    with FileStore() as store:
        file_id = put(store, b"abc")
        for url in (file_id, f"ms://{file_id}"):
            stored = store.named_by(url, field="f")
            assert stored is not None
            assert stored.path.read_bytes() == b"abc"
        assert store.named_by("data:image/png;base64,", field="f") is None
        assert store.named_by("file:///etc/passwd", field="f") is None
        for url in ("file-0", "ms://x", "ms://../x"):
            with pytest.raises(BadRequest, match=r"^f: The file"):
                store.named_by(url, field="f")
        folder = store.get(file_id).path.parent
    assert not folder.exists()
    with pytest.raises(UnknownFile):
        store.get(file_id)
