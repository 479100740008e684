"""Damaged and hostile checkpoints: each is a small change to a good folder, with words its refusal must contain.

`CASES` maps a case's name to (change, words). A change takes the folder and edits it in place.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from moonpane_engine.checkpoints.shards import INDEX_FILE

Change = Callable[[Path], None]
FIRST, SECOND = "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"
LM_HEAD, NORM = "language_model.lm_head.weight", "language_model.model.norm.weight"
PACKED = "language_model.model.layers.1.mlp.experts.0.gate_proj.weight_packed"
SCALE = PACKED.replace("packed", "scale")
CASES: dict[str, tuple[Change, str]] = {}


def case(name: str, words: str) -> Callable[[Change], Change]:
    def register(change: Change) -> Change:
        assert name not in CASES
        CASES[name] = (change, words)
        return change

    return register


def read_shard(path: Path) -> tuple[dict[str, Any], bytes]:
    data = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    return json.loads(data[8 : 8 + length]), data[8 + length :]


def write_shard(path: Path, header: dict[str, Any] | bytes, data: bytes) -> None:
    raw = header if isinstance(header, bytes) else json.dumps(header).encode()
    path.write_bytes(len(raw).to_bytes(8, "little") + raw + data)


def shard_of(folder: Path, tensor: str) -> Path:
    return folder / json.loads((folder / INDEX_FILE).read_text())["weight_map"][tensor]


def edit_json(path: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    value = json.loads(path.read_text())
    edit(value)
    path.write_text(json.dumps(value))


# -- headers: what `edit` does to the header of the first shard, or to one tensor's entry ------------------------


def _header(name: str, words: str, edit: Callable[[dict[str, Any]], object]) -> None:
    def change(folder: Path) -> None:
        header, data = read_shard(folder / FIRST)
        edit(header)
        write_shard(folder / FIRST, header, data)

    CASES[name] = (change, words)


def _entry(name: str, words: str, edit: Callable[[dict[str, Any]], object]) -> None:
    _header(name, words, lambda header: edit(header[first_tensor(header)]))


def first_tensor(header: dict[str, Any]) -> str:
    names = [name for name in header if name != "__metadata__"]
    return min(names, key=lambda name: header[name]["data_offsets"])


def _bytes(name: str, words: str, edit: Callable[[bytes], bytes]) -> None:
    def change(folder: Path) -> None:
        (folder / FIRST).write_bytes(edit((folder / FIRST).read_bytes()))

    CASES[name] = (change, f"{FIRST}.*{words}")


def _raw_header(name: str, words: str, edit: Callable[[bytes], bytes]) -> None:
    def rewrite(data: bytes) -> bytes:
        length = int.from_bytes(data[:8], "little")
        raw = edit(data[8 : 8 + length])
        return len(raw).to_bytes(8, "little") + raw + data[8 + length :]

    _bytes(name, words, rewrite)


_bytes("empty-file", "no header", lambda _: b"")
_bytes("seven-bytes", "no header", lambda data: data[:7])
_bytes("zero-length-header", "no header", lambda data: bytes(8) + data[8:])
_bytes("huge-header", "limit is 100000000", lambda data: (2**63).to_bytes(8, "little") + data[8:])
_bytes("header-over-100-MB", "limit is 100000000", lambda data: (100_000_001).to_bytes(8, "little") + data[8:])
_bytes("header-longer-than-file", "the file has", lambda data: (90_000_000).to_bytes(8, "little") + data[8:])
_bytes("truncated-header", "the file has", lambda data: data[:100])
_bytes("truncated-data", "is truncated", lambda data: data[: len(data) // 2])
_bytes("one-byte-short", "is truncated", lambda data: data[:-1])
_bytes("trailing-data", "no tensor owns", lambda data: data + b"MZ payload")
_bytes("a-pickle-named-safetensors", "damaged", lambda _: b"\x80\x04cos\nsystem\n(S'touch canary'\ntR." + bytes(64))
_bytes("html-error-page", "damaged", lambda _: b"<!DOCTYPE html><html>404 not found</html>")
_raw_header("header-begins-with-space", "does not begin with", lambda raw: b" " + raw)
_raw_header("header-is-a-list", "does not begin with", lambda _: b"[1, 2, 3]")
_raw_header("header-cut-in-the-middle", "not JSON", lambda raw: raw[: len(raw) // 2])
_raw_header("header-not-utf8", "not JSON", lambda raw: b'{"\xff\xfe": 1, ' + raw[1:])
_raw_header("header-100000-deep", "not JSON", lambda _: b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}")
_raw_header("nan-in-header", "'x' is nan", lambda raw: b'{"x": NaN, ' + raw[1:])
_raw_header("number-of-10000-digits", "not JSON", lambda raw: b'{"x": ' + b"9" * 10_000 + b", " + raw[1:])
_raw_header("duplicate-key", "appears twice", lambda raw: raw[:-1].rstrip(b" }") + b"}," + raw[1:])
_EMPTY = b'{"dtype":"U8","shape":[0],"data_offsets":[0,0]}'
_MANY = b",".join(b'"%d":%b' % (number, _EMPTY) for number in range(300_000))
_raw_header("300000-tensors", "more than 200000", lambda _: b"{" + _MANY + b"}")
_raw_header("ten-million-empty-lists", "more than 2500000 values", lambda _: b'{"x":[' + b"[]," * 10_000_000 + b"[]]}")
_header("metadata-not-a-map", "__metadata__", lambda header: header.update(__metadata__=[1]))
_header("metadata-holds-numbers", "__metadata__", lambda header: header.update(__metadata__={"a": 1}))
for _name, _bad in {
    "name-is-a-path": "../../etc/passwd", "name-empty": "", "name-too-long": "a" * 257, "name-with-newline": "a\nb",
    "name-with-nul": "a\0b", "name-not-ascii": "pоids",
}.items():  # fmt: skip
    _header(_name, "tensor name", lambda header, bad=_bad: header.update({bad: header.pop(first_tensor(header))}))
_header("entry-is-a-number", "not described", lambda header: header.update(x=1))
_entry("entry-without-dtype", "not described", lambda entry: entry.pop("dtype"))
_entry("entry-with-a-fourth-key", "not described", lambda entry: entry.update(code="x"))
_entry("unknown-dtype", "unknown dtype 'F7'", lambda entry: entry.update(dtype="F7"))
_entry("dtype-is-a-list", "unknown dtype", lambda entry: entry.update(dtype=["BF16"]))
_entry("negative-size", "shape", lambda entry: entry.update(shape=[-1, 4]))
_entry("fractional-size", "shape", lambda entry: entry.update(shape=[1.5]))
_entry("size-is-true", "shape", lambda entry: entry.update(shape=[True]))
_entry("shape-is-text", "shape", lambda entry: entry.update(shape="12"))
_entry("nine-dimensions", "shape", lambda entry: entry.update(shape=[1] * 9))
_entry("sizes-overflow-64-bits", "takes", lambda entry: entry.update(shape=[2**62, 4]))
_entry("shape-larger-than-data", "say otherwise", lambda entry: entry.update(shape=[*entry["shape"], 2]))
_entry("negative-offset", "data_offsets", lambda entry: entry.update(data_offsets=[-8, 0]))
_entry("offsets-reversed", "data_offsets", lambda entry: entry.update(data_offsets=entry["data_offsets"][::-1]))
_entry("three-offsets", "data_offsets", lambda entry: entry.update(data_offsets=[0, 1, 2]))
_entry("offset-is-a-float", "data_offsets", lambda entry: entry.update(data_offsets=[0, 1e300]))
_header("hole-in-the-data", "hole", lambda header: header.pop(first_tensor(header)))
_header(
    "overlapping-tensors", "overlaps", lambda header: header.update(x=header[first_tensor(header)] | {}),
)  # fmt: skip


# -- index and files ---------------------------------------------------------------------------------------------


def _index(name: str, words: str, edit: Callable[[dict[str, Any]], object]) -> None:
    CASES[name] = (lambda folder: edit_json(folder / INDEX_FILE, edit), words)


for _name, _target in {
    "index-up": "../outside.safetensors", "index-absolute": "/etc/hostname", "index-sub-folder": "sub/x.safetensors",
    "index-dot-dot": "..", "index-backslash": "..\\outside.safetensors", "index-nul": "a\0.safetensors",
    "index-names-a-pickle": "pytorch_model.bin", "index-empty-name": "",
}.items():  # fmt: skip
    _index(_name, "outside the folder", lambda index, target=_target: index["weight_map"].update({LM_HEAD: target}))
_index("index-names-a-number", "names no file", lambda index: index["weight_map"].update({LM_HEAD: 5}))
_index("index-without-map", "no weight_map", lambda index: index.pop("weight_map"))
_index("index-empty-map", "no weight_map", lambda index: index.update(weight_map={}))
_index("index-map-is-a-list", "no weight_map", lambda index: index.update(weight_map=[FIRST]))
_index(
    "index-missing-shard", "nowhere.safetensors is missing", lambda i: i["weight_map"].update(x="nowhere.safetensors")
)
_index("index-promises-a-tensor", "1 tensor missing", lambda i: i["weight_map"].update({"extra.weight": FIRST}))
_index("index-hides-a-tensor", "1 tensor not in the index", lambda index: index["weight_map"].pop(NORM))
_index("index-swaps-shards", "another shard", lambda i: i["weight_map"].update({NORM: FIRST, LM_HEAD: SECOND}))


@case("index-not-json", f"{INDEX_FILE} cannot be read as JSON")
def _(folder: Path) -> None:
    (folder / INDEX_FILE).write_text("{")


@case("index-key-twice", "appears twice")
def _(folder: Path) -> None:
    (folder / INDEX_FILE).write_text('{"weight_map": {"a": "x.safetensors", "a": "y.safetensors"}}')


@case("index-over-64-MB", "larger than 64 MiB")
def _(folder: Path) -> None:
    with (folder / INDEX_FILE).open("r+b") as file:
        file.truncate(65 * 2**20)


@case("tensor-in-two-shards", "1 tensor in two shards")
def _(folder: Path) -> None:
    path = shard_of(folder, NORM)
    header, data = read_shard(path)
    begin, end = header[NORM]["data_offsets"]
    other = folder / (FIRST if path.name == SECOND else SECOND)
    twin, twin_data = read_shard(other)
    twin[NORM] = header[NORM] | {"data_offsets": [len(twin_data), len(twin_data) + end - begin]}
    write_shard(other, twin, twin_data + data[begin:end])


@case("20000-tensors-in-two-shards", "20000 tensors in two shards")
def _(folder: Path) -> None:
    for name in (FIRST, SECOND):
        header, data = read_shard(folder / name)
        empty = {"dtype": "U8", "shape": [0], "data_offsets": [len(data), len(data)]}
        write_shard(folder / name, header | {f"x{number}": empty for number in range(20_000)}, data)
    names = {f"x{number}": FIRST for number in range(20_000)}
    edit_json(folder / INDEX_FILE, lambda index: index["weight_map"].update(names))


@case("no-shards", "neither")
def _(folder: Path) -> None:
    (folder / INDEX_FILE).unlink()


@case("shard-missing", f"{SECOND} is missing")
def _(folder: Path) -> None:
    (folder / SECOND).unlink()


@case("shard-is-a-folder", f"{FIRST} is not a regular file")
def _(folder: Path) -> None:
    (folder / FIRST).unlink()
    (folder / FIRST).mkdir()


@case("shard-is-a-pipe", f"{FIRST} is not a regular file")
def _(folder: Path) -> None:
    (folder / FIRST).unlink()
    os.mkfifo(folder / FIRST)


def _link(name: str, file: str, words: str = "outside the folder") -> None:
    def change(folder: Path) -> None:
        outside = folder.parent / "outside" / file
        outside.parent.mkdir()
        (folder / file).rename(outside)
        (folder / file).symlink_to(outside)

    CASES[name] = (change, f"{file}.*{words}")


for _file in (FIRST, INDEX_FILE, "config.json", "tiktoken.model", "tokenizer_config.json", "generation_config.json"):
    _link(f"link-out-{_file}", _file)


@case("link-to-itself", FIRST)
def _(folder: Path) -> None:
    (folder / FIRST).unlink()
    (folder / FIRST).symlink_to(FIRST)


@case("link-to-nowhere", FIRST)
def _(folder: Path) -> None:
    (folder / FIRST).unlink()
    (folder / FIRST).symlink_to(folder / "gone.safetensors")


@case("link-to-a-sibling", f"{FIRST} is a link")
def _(folder: Path) -> None:
    (folder / FIRST).unlink()
    (folder / FIRST).symlink_to(SECOND)


# -- tensors that do not fit the architecture --------------------------------------------------------------------


def _tensor(name: str, words: str, tensor: str, edit: Callable[[dict[str, Any]], object]) -> None:
    def change(folder: Path) -> None:
        path = shard_of(folder, tensor)
        header, data = read_shard(path)
        edit(header[tensor])
        write_shard(path, header, data)

    CASES[name] = (change, words)


_tensor("wrong-dtype", f"{NORM} is I16", NORM, lambda entry: entry.update(dtype="I16"))
_tensor("scale-is-integers", f"{SCALE} is I16", SCALE, lambda entry: entry.update(dtype="I16"))
_tensor("packed-is-float", f"{PACKED} is F32", PACKED, lambda entry: entry.update(dtype="F32"))
_tensor("shape-transposed", "lm_head.weight is BF16", LM_HEAD, lambda entry: entry["shape"].reverse())
_tensor("shape-flattened", "lm_head.weight is BF16", LM_HEAD, lambda entry: entry.update(shape=[64 * 512]))


def _renamed(name: str, words: str, tensor: str, new: str) -> None:
    def change(folder: Path) -> None:
        path = shard_of(folder, tensor)
        header, data = read_shard(path)
        header[new] = header.pop(tensor)
        write_shard(path, header, data)
        edit_json(folder / INDEX_FILE, lambda index: index["weight_map"].update({new: index["weight_map"].pop(tensor)}))

    CASES[name] = (change, words)


_renamed("missing-scale", f"missing, the first is {SCALE}", SCALE, "unknown.scale")
_renamed("missing-packed", "missing, the first is .*gate_proj.weight", PACKED, "unknown.packed")
_renamed("missing-norm", f"1 tensor missing, the first is {NORM}.*1 tensor not part", NORM, "unknown.weight")
_renamed("one-name-in-two-spellings", "two spellings", NORM, "model.embed_tokens.weight")
