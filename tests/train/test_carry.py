"""A folder goes through pieces unharmed, and a damaged piece is named."""

from pathlib import Path

import pytest

from moonpane_engine.train.carry import PieceDamaged, cut, join


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "folder" / "within").mkdir(parents=True)
    for name, size in (("a.bin", 25), ("empty", 0), ("within/b.bin", 20)):
        (tmp_path / "folder" / name).write_bytes(bytes(range(size)))
    return tmp_path / "folder"


def test_files_are_cut_to_size_and_joined(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "pieces").mkdir()
    (tmp_path / "pieces" / "piece-77.bin").write_bytes(b"of an earlier run")
    cut(folder, tmp_path / "pieces", piece_bytes=10)
    sizes = [path.stat().st_size for path in sorted((tmp_path / "pieces").glob("*.bin"))]
    assert sizes == [10, 10, 10, 10, 5]
    join(tmp_path / "pieces", tmp_path / "joined")
    for path in folder.rglob("*"):
        joined = tmp_path / "joined" / path.relative_to(folder)
        assert path.is_dir() or joined.read_bytes() == path.read_bytes()


def test_a_changed_or_missing_piece_is_named_and_nothing_is_written(folder: Path, tmp_path: Path) -> None:
    cut(folder, tmp_path / "pieces", piece_bytes=10)
    piece = tmp_path / "pieces" / "piece-02.bin"
    piece.write_bytes(piece.read_bytes()[:-1] + b"!")
    with pytest.raises(PieceDamaged, match=r"piece-02\.bin is not what was sent"):
        join(tmp_path / "pieces", tmp_path / "joined")
    piece.unlink()
    with pytest.raises(PieceDamaged, match=r"piece-02\.bin is missing"):
        join(tmp_path / "pieces", tmp_path / "joined")
    assert not (tmp_path / "joined").exists()


def test_a_manifest_writes_nothing_outside_of_the_folder(folder: Path, tmp_path: Path) -> None:
    cut(folder, tmp_path / "pieces")
    manifest = tmp_path / "pieces" / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"a.bin"', '"../a.bin"'))
    with pytest.raises(PieceDamaged, match="outside"):
        join(tmp_path / "pieces", tmp_path / "joined")
