"""Pictures among a page's files: shown, exported and kept like every other file, and no other file is reached."""

import base64
import io
import re
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from moonpane.archive import Archive
from moonpane.artifact import EditBlock, Written, apply
from moonpane.artifact.diff import diff
from moonpane.artifact.document import preview_document
from moonpane.artifact.export import export_folder, export_zip
from moonpane.artifact.growing_page import GrowingPage
from moonpane.artifact.pictures import MAX_BYTES, content_of, picture_text, picture_url, with_named
from moonpane.artifact.woven_pictures import page_alone
from moonpane.project_files import read_project
from moonpane.revise.pipeline import asked_with_files
from moonpane.session import Revision
from tests.app.archive_samples import conversation, keep


def png(color: tuple[int, int, int] = (200, 40, 40)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4), color).save(buffer, "PNG")
    return buffer.getvalue()


def text_of(path: str, data: bytes) -> str:
    text = picture_text(path, data)
    assert text is not None
    return text


PHOTO = "assets/photo-1.png"
PICTURE = text_of(PHOTO, png())
PAGE = f"""<!DOCTYPE html>
<style>.hero {{ background: url({PHOTO}) }}</style>
<img src="{PHOTO}"
  alt=""><p style='background:#fff url("{PHOTO}") center'>Hi</p>
"""
FILES = {"index.html": PAGE, PHOTO: PICTURE}


def test_a_picture_is_bytes_on_a_disk_and_text_elsewhere() -> None:
    assert content_of(PHOTO, PICTURE) == png()
    assert content_of("a.css", PICTURE) == PICTURE.encode(), "text that looks like a picture stays text"
    assert picture_text("a.css", png()) is None
    assert picture_text("a.png", b"<svg onload='x()'/>") is None, "nothing but pictures is called one"
    assert content_of("a.png", "data:image/png;base64,????") == b"data:image/png;base64,????"


def test_a_page_shows_its_pictures_without_a_request() -> None:
    document = preview_document(FILES, "html", located=True)
    assert document.count(PICTURE) == 3
    assert PHOTO not in document
    assert document.count("\n") == PAGE.count("\n"), "every line stays where it is"
    assert page_alone(PAGE, FILES).count(PICTURE) == 3


def test_a_growing_page_shows_them_too() -> None:
    page = GrowingPage("html")
    page.use({PHOTO: PICTURE})
    text = f'<img src="{PHOTO}" alt=""><p style="background:url({PHOTO})">x'
    assert "".join(page.feed(letter) for letter in text).count(PICTURE) == 2


@pytest.mark.parametrize(
    "address",
    [
        "../assets/photo-1.png",
        "//evil.example/assets/photo-1.png",
        "file:///etc/passwd",
        "assets/../../x.png",
        "/x.png",
    ],
)
def test_an_address_reaches_no_other_file(address: str) -> None:
    files = FILES | {"x.png": 'data:image/png;base64,"><script>alert(1)</script>'}
    page = f'<img src="{address}"><p style="background:url({address})">x</p>'
    assert preview_document(files | {"index.html": page}, "html") == page


def test_what_is_no_picture_never_gets_into_a_page() -> None:
    hostile = 'data:image/png;base64,AAAA"><script>alert(1)</script>'
    assert picture_url("a.png", hostile) is None
    files = {"index.html": "<style>p{background:url(a.png)}</style><img src=a.png>", "a.png": hostile}
    assert "alert" not in preview_document(files, "html")


def test_only_pictures_that_are_named_belong_to_a_page_and_no_model_writes_one() -> None:
    pictures = {PHOTO: PICTURE, "assets/icon-1.png": PICTURE}
    written = {"index.html": PAGE, PHOTO: "by a model", "assets/other.png": "by a model, too"}
    assert with_named(written, pictures) == FILES


def test_exports_hold_files(tmp_path: Path) -> None:
    folder = export_folder(FILES, "html", tmp_path / "page")
    assert (folder / PHOTO).read_bytes() == png()
    assert (folder / "index.html").read_text() == PAGE
    with zipfile.ZipFile(export_zip(FILES, "tailwind", tmp_path / "page.zip")) as archive:
        assert archive.read(f"page/{PHOTO}") == png()


def test_a_component_imports_its_pictures_where_it_is_built_too(tmp_path: Path) -> None:
    app = 'import photo from "./assets/photo-1.png";\nexport default () => <img src={photo} alt="" />;\n'
    folder = export_folder({"src/App.jsx": app, f"src/{PHOTO}": PICTURE}, "react", tmp_path / "page")
    assert (folder / "src" / PHOTO).read_bytes() == png()
    assert PICTURE in (folder / "preview.html").read_text()


def test_a_folder_is_read_with_the_pictures_that_it_names(tmp_path: Path) -> None:
    folder = export_folder(FILES | {"assets/unused.png": PICTURE}, "html", tmp_path / "page")
    (folder / "assets" / "photo-2.png").write_bytes(b"no picture")
    assert read_project(folder).files == FILES


def test_what_is_not_read_of_a_folder_is_told_if_something_names_it(tmp_path: Path) -> None:
    names = ("a b.png", "large.png", "old.bmp", "jpeg.png", "x&y.png", "link.png")
    page = "".join(f'<img src="{name}">' for name in names).replace("a b", "a%20b")
    (tmp_path / "index.html").write_text(page)
    for name in (*names[:-1], "unused.png", "unused.bmp"):
        (tmp_path / name).write_bytes(png())
    (tmp_path / "large.png").write_bytes(png() + bytes(MAX_BYTES))
    (tmp_path / "jpeg.png").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "link.png").symlink_to("a b.png")
    read = read_project(tmp_path)
    assert list(read.files) == ["index.html", "a b.png"]
    assert read.left_out == (
        "jpeg.png is left out: it is no file of the kind that its name says.",
        "large.png is left out: it is larger than 16 MB.",
        "link.png is left out: it is a link to another file.",
        "old.bmp is left out: files of its kind are not taken along.",
        "x&y.png is left out: its name is not safe on every system; rename it.",
    )
    assert read_project(tmp_path / "index.html") == read._replace(named="index.html")


OTHERS = {
    "favicon.ico": b"\0\0\1\0",
    "photo.avif": b"\0\0\0\x20ftypavif",
    "a.woff": b"wOFF",
    "fonts/b.woff2": b"wOF2",
    "c.ttf": b"\0\1\0\0",
    "d.otf": b"OTTO",
}


def test_icons_and_fonts_are_taken_along_byte_by_byte(tmp_path: Path, archive: Archive) -> None:
    """Whatever is in them: nobody here reads further than to the sign that they begin with."""
    folder = tmp_path / "page"
    (folder / "fonts").mkdir(parents=True)
    contents = {name: sign + bytes(range(256)) for name, sign in OTHERS.items()}
    faces = "".join(f"@font-face {{ font-family: f; src: url({name}) }}" for name in list(OTHERS)[2:])
    page = f'<link rel=icon href="favicon.ico"><style>{faces}</style><img src="photo.avif">'
    (folder / "index.html").write_text(page)
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    read = read_project(folder)
    assert read.left_out == ()
    assert set(read.files) == {"index.html", *OTHERS}
    exported = export_folder(read.files, "html", tmp_path / "exported")
    assert {name: (exported / name).read_bytes() for name in OTHERS} == contents
    alone = page_alone(page, read.files)
    assert sorted(re.findall(r"data:([\w/-]+);", alone)) == sorted(
        ["image/x-icon", "image/avif", "font/woff", "font/woff2", "font/ttf", "font/otf"]
    )
    session = conversation()
    session.add_revision(Revision(read.files))
    keep(archive, session)
    assert archive.load(session.id).revisions[session.shown or ""].files == read.files
    archive.export_session(session.id, target := tmp_path / "session.zip")
    again = archive.load(archive.import_session(target))
    assert [each.files for each in again.revisions.values()][-1] == read.files


def test_a_font_that_is_none_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<style>@font-face { src: url(a.woff2) }</style>")
    (tmp_path / "a.woff2").write_bytes(b"<script>")
    assert read_project(tmp_path).left_out == ("a.woff2 is left out: it is no file of the kind that its name says.",)


def test_only_pictures_that_are_named_count_towards_the_most_that_are_read(tmp_path: Path) -> None:
    names = [f"{number}.png" for number in range(5)]
    (tmp_path / "index.html").write_text("".join(f'<img src="{name}">' for name in names))
    for name in ("0-unused.png", *names):
        (tmp_path / name).write_bytes(png() + bytes(15 << 20))
    read = read_project(tmp_path)
    assert list(read.files) == ["index.html", *names[:4]]
    assert read.left_out == (
        "4.png is left out: without it there are 500 pictures and fonts or 64 MB of them already.",
    )


def test_pictures_of_other_pages_do_not_come_with_one(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<img src="a.png">')
    (tmp_path / "b.html").write_text('<img src="b.png">')
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(png())
    assert list(read_project(tmp_path / "a.html").files) == ["a.html", "a.png"]


def test_a_model_is_told_their_names_and_cannot_change_them() -> None:
    message = asked_with_files({"role": "user", "content": "Larger."}, FILES, "html")
    assert PHOTO in message["content"]
    assert base64.b64encode(png()).decode()[:40] not in message["content"]
    line = PAGE.splitlines(keepends=True)[-1]
    changes = [
        EditBlock("", line, line.replace("Hi", "Ho")),
        EditBlock(PHOTO, "data\n", "x\n"),
        Written(f"./{PHOTO}", "x", is_whole=True),
    ]
    applied = apply(FILES, changes)
    assert applied.files == FILES | {"index.html": PAGE.replace("Hi", "Ho")}, "a block without a path means the page"
    assert [each.reason for each in applied.failed] == [
        f"{path} is a picture or a font, which cannot be written as text." for path in (PHOTO, f"./{PHOTO}")
    ]


def test_a_difference_tells_a_picture_in_a_line() -> None:
    other = FILES | {PHOTO: text_of(PHOTO, png((1, 2, 3)))}
    first, text = diff(FILES, other).files
    (row,) = first.rows
    assert (first.path, row.kind) == (PHOTO, "changed")
    assert row.left_text.startswith("image/png, ")
    assert len(row.left_text) < 60
    assert row.left_text != row.right_text
    assert (text.path, text.status) == ("index.html", "equal")


def test_a_difference_leaves_out_the_pictures_that_are_the_same() -> None:
    same = {"assets/same.png": PICTURE}
    added = diff(FILES | same, FILES | same | {"assets/new.png": PICTURE, "index.html": PAGE + "<hr>"})
    assert [(file.path, file.status) for file in added.files] == [
        ("index.html", "changed"),
        ("assets/new.png", "added"),
    ]
    assert diff(same, same).files == ()


def test_the_archive_keeps_a_picture_once_and_looks_for_nothing_in_it(archive: Archive, tmp_path: Path) -> None:
    session = conversation()
    session.add_revision(Revision(FILES))
    session.add_revision(Revision(FILES | {"index.html": PAGE.replace("Hi", "Ho")}))
    keep(archive, session)
    loaded = archive.load(session.id)
    one, other = [each for each in loaded.revisions.values() if PHOTO in each.files]
    assert one.files == FILES
    assert one.files[PHOTO] is other.files[PHOTO], "once in memory, too"
    assert archive.search("Ho</p>").hits
    assert not archive.search(base64.b64encode(png()).decode()[8:20]).hits

    archive.export_session(session.id, target := tmp_path / "session.zip")
    with zipfile.ZipFile(target) as bundle:
        members = [name for name in bundle.namelist() if name.endswith(PHOTO)]
        assert len(members) == 1
        assert bundle.read(members[0]) == png()
    again = archive.load(archive.import_session(target))
    assert [dict(each.files) for each in again.revisions.values()] == [
        dict(each.files) for each in session.revisions.values()
    ]
