"""Bundles from strangers: refused with one sentence that says why, or harmless."""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from moonpane.archive import Archive, foreign
from moonpane.archive.plain_png import plain_png
from moonpane.errors import BundleRefused
from tests.app.archive_samples import png


def changed(path: Path, change: Callable[[dict[str, bytes]], object], name: str = "changed.zip") -> Path:
    """A copy with other members."""
    with zipfile.ZipFile(path) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    change(members)
    with zipfile.ZipFile(path.with_name(name), "w", zipfile.ZIP_DEFLATED) as archive:
        for each, data in members.items():
            archive.writestr(each, data)
    return path.with_name(name)


def told_otherwise(path: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    def change_form(members: dict[str, bytes]) -> None:
        form = json.loads(members["session.json"])
        change(form)
        members["session.json"] = json.dumps(form).encode()

    return changed(path, change_form)


def set_(*path: object, to: object) -> Callable[[Any], None]:
    def change(form: Any) -> None:
        for step in path[:-1]:
            form = form[step]
        form[path[-1]] = to

    return change


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        pytest.param(set_("version", to=2), "exported by a newer version of Moonpane; update", id="newer"),
        pytest.param(lambda form: form.update(version=2, exchanges=7), "by a newer version", id="newer and otherwise"),
        pytest.param(set_("version", to=0), "session.json is wrong at version", id="no version"),
        pytest.param(set_("format", to="other"), "wrong at format", id="another format"),
        pytest.param(set_("exchanges", 0, "id", to="../x"), "wrong at exchanges.0.id", id="an id that is a path"),
        pytest.param(set_("exchanges", 1, "id", to="a" * 32), "the same id", id="one id twice"),
        pytest.param(set_("exchanges", 0, "created_at", to="soon"), "wrong at exchanges.0.created_at", id="no number"),
        pytest.param(set_("exchanges", 0, "asked", "num_tokens", to=10**400), "wrong at", id="a number without end"),
        pytest.param(set_("exchanges", to=[{}] * 10_001), "wrong at exchanges", id="too many exchanges"),
        pytest.param(
            set_("exchanges", 0, "asked", "attachments", 0, "picture", to="../../etc/passwd"),
            "wrong at exchanges.0.asked.attachments.0.picture",
            id="a picture from elsewhere",
        ),
        pytest.param(
            set_("exchanges", 0, "asked", "attachments", 0, "picture", to=f"pictures/{'0' * 64}.png"),
            "is missing in it",
            id="a picture that is not there",
        ),
        pytest.param(
            set_("revisions", 0, "files", to={"../../.bashrc": "pages/001/index.html"}), "unsafe name", id="traversal"
        ),
        pytest.param(
            set_("revisions", 0, "files", to={"/etc/x": "pages/001/index.html"}), "unsafe name", id="absolute"
        ),
        *(
            pytest.param(
                set_("revisions", 0, "files", to={name: "pages/001/index.html"}), "unsafe name", id=f"a page {name}"
            )
            for name in (".git/hooks/post-checkout", "con.html", "node_modules/x/index.js", "a//b.js", "a.js.")
        ),
        pytest.param(set_("revisions", 0, "files", to={"a": "session.json"}), "wrong at", id="a page from elsewhere"),
    ],
)
def test_what_a_form_may_not_say(
    archive: Archive, exported: Path, change: Callable[[Any], None], sentence: str
) -> None:
    def with_known_ids(form: dict[str, Any]) -> None:
        form["exchanges"][0]["id"] = "a" * 32
        change(form)

    refused(archive, told_otherwise(exported, with_known_ids), sentence)


def refused(archive: Archive, path: Path, sentence: str) -> None:
    before = len(archive.sessions())
    with pytest.raises(BundleRefused, match=sentence) as caught:
        archive.import_session(path)
    assert str(caught.value).startswith(path.name)
    assert str(caught.value).endswith(".")
    assert len(archive.sessions()) == before
    assert not list(archive.folder.glob("import-*"))


def with_picture(data: bytes) -> Callable[[dict[str, bytes]], None]:
    """The first picture replaced by another, in name and form, too."""

    def change(members: dict[str, bytes]) -> None:
        old = next(name for name in members if name.startswith("pictures/"))
        new = f"pictures/{hashlib.sha256(data).hexdigest()}.png"
        members["session.json"] = members["session.json"].replace(old.encode(), new.encode())
        members[new] = data
        del members[old]

    return change


def with_shown(data: bytes) -> Callable[[dict[str, bytes]], None]:
    """A picture that a page shows."""

    def change(members: dict[str, bytes]) -> None:
        form = json.loads(members["session.json"])
        form["revisions"][0]["files"]["assets/photo-1.png"] = "pages/001/assets/photo-1.png"
        members["session.json"] = json.dumps(form).encode()
        members["pages/001/assets/photo-1.png"] = data

    return change


def bomb(width: int, height: int, num_bytes: int) -> bytes:
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(num_bytes), 9)), (b"IEND", b"")]
    body = b"".join(len(d).to_bytes(4, "big") + k + d + zlib.crc32(k + d).to_bytes(4, "big") for k, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        pytest.param(lambda m: m.pop("session.json"), "holds no session.json", id="no form"),
        pytest.param(set_("session.json", to=b"{"), "wrong at", id="no JSON"),
        pytest.param(set_("session.json", to=b"[" * 100_000), "wrong at", id="deep JSON"),
        pytest.param(set_("../evil", to=b"x"), "unsafe name", id="a member above"),
        pytest.param(set_("/evil", to=b"x"), "unsafe name", id="an absolute member"),
        pytest.param(set_("C:\\evil", to=b"x"), "unsafe name", id="a drive"),
        pytest.param(set_("pages/001/.git/hooks/post-checkout", to=b"x"), "unsafe name", id="a hook"),
        pytest.param(set_("pages/aux.html", to=b"x"), "unsafe name", id="a device"),
        pytest.param(set_("pages/002/index.html", to=b"\xff\xfe"), "index.html in .* not text", id="a page of bytes"),
        pytest.param(with_shown(b"MZ\x90\0"), "assets/photo-1.png in .* is no file of the kind", id="a program"),
        pytest.param(
            with_shown(b"\xff\xd8\xff\xe0"), "assets/photo-1.png in .* no file of the kind", id="a JPEG called PNG"
        ),
        pytest.param(set_("pages/002/index.html", to=bytes(17 << 20)), "more than is allowed", id="a page of zeros"),
        pytest.param(lambda m: m.update({f"x{i}": b"" for i in range(20_001)}), "more than 20,000", id="many"),
        pytest.param(
            lambda m: m.update({next(n for n in m if n.startswith("pictures/")): png(99)}),
            "not what its name says",
            id="another picture",
        ),
        pytest.param(with_picture(b"GIF89a"), "is not a PNG", id="no PNG"),
        pytest.param(with_picture(png()[:-20]), "is cut off", id="half a PNG"),
        pytest.param(with_picture(png().replace(b"IDAT", b"JDAT")), "is damaged", id="a wrong sum"),
        pytest.param(with_picture(bomb(100_000, 100_000, 9)), "megapixels", id="pixels without end"),
        pytest.param(with_picture(bomb(10, 10, 50 << 20)), "is damaged", id="more pixels than are said"),
        pytest.param(with_picture(bomb(100, 100, 9)), "is damaged", id="fewer pixels than are said"),
    ],
)
def test_what_a_bundle_may_not_hold(
    archive: Archive, exported: Path, change: Callable[[dict[str, bytes]], object], sentence: str
) -> None:
    refused(archive, changed(exported, change), sentence)


def test_what_is_no_bundle_at_all(archive: Archive, exported: Path, tmp_path: Path) -> None:
    data = exported.read_bytes()
    files = {"empty.zip": b"", "text.zip": b"hello" * 100, "half.zip": data[: len(data) // 2], "end.zip": data[:-30]}
    # A list of members that is said to be gigabytes long is not read.
    end = data.rfind(b"PK\5\6")
    files["list.zip"] = data[: end + 12] + (0xFFFFFFFF).to_bytes(4, "little") + data[end + 16 :]
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        refused(archive, tmp_path / name, "not an exported conversation|more than 20,000")
    refused(archive, tmp_path / "nowhere.zip", "cannot be read: No such file")


def test_damage_anywhere_is_refused_or_harmless(archive: Archive, exported: Path) -> None:
    """Every byte of a bundle flipped, one in each copy, every few bytes."""
    data = exported.read_bytes()
    refusals = 0
    for place in range(0, len(data), max(1, len(data) // 150)):
        flipped = exported.with_name("flipped.zip")
        flipped.write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
        try:
            archive.load(archive.import_session(flipped))
        except BundleRefused:
            refusals += 1
    assert refusals > 50


def test_what_is_encrypted_or_packed_otherwise_is_refused(archive: Archive, exported: Path) -> None:
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        other = exported.with_name("other.zip")
        with zipfile.ZipFile(other, "w", method) as archive_:
            archive_.writestr("session.json", "{}")
        refused(archive, other, "compressed in a way")
    data = bytearray(exported.read_bytes())
    data[data.find(b"PK\1\2") + 8] |= 1
    exported.write_bytes(data)
    refused(archive, exported, "encrypted")


def test_all_members_together_are_limited(archive: Archive, exported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "MAX_UNPACKED_BYTES", 3_000)
    refused(archive, exported, "more than is allowed")


def test_figures_that_no_measure_gives_are_left_out(archive: Archive, exported: Path) -> None:
    other = told_otherwise(exported, set_("revisions", 1, "figures", "tiles", to="<script>"))
    revisions = archive.load(archive.import_session(other)).revisions.values()
    assert [each.figures for each in revisions] == [None, None]


def test_a_parent_comes_before_its_children(archive: Archive, exported: Path) -> None:
    def circle(form: dict[str, Any]) -> None:
        ids = [each["id"] for each in form["exchanges"]]
        for each, parent in zip(form["exchanges"], ids[1:] + ids[:1], strict=True):
            each["parent"] = parent

    session = archive.load(archive.import_session(told_otherwise(exported, circle)))
    assert [len(session.branch(each)) for each in session.exchanges] == [1, 1, 2]


def test_a_picture_is_put_together_from_its_pixels() -> None:
    from PIL import Image, PngImagePlugin

    info = PngImagePlugin.PngInfo()
    info.add_text("secret", "where it was made")
    buffer = io.BytesIO()
    image = Image.effect_noise((90, 70), 60).convert("RGB")
    image.save(buffer, "PNG", pnginfo=info, dpi=(72, 72))
    plain = plain_png(buffer.getvalue())
    assert (plain.width, plain.height) == (90, 70)
    assert b"secret" not in plain.data
    assert Image.open(io.BytesIO(plain.data)).tobytes() == image.tobytes()
    assert plain_png(plain.data).data == plain.data
