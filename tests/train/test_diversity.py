"""Features of drawn pages and the distance of their distributions."""

from pathlib import Path

import numpy as np
import pytest

from moonpane_engine.train.data.diversity import print_table, total_variation
from moonpane_engine.train.data.features import HAS, features_of

STYLE = {
    "color": "rgb(0, 0, 0)", "background-color": "rgba(0, 0, 0, 0)", "text-align": "start", "display": "block",
    "row-gap": "normal", "border-top-left-radius": "0px", "background-image": "none", "box-shadow": "none",
    "border-top-width": "0px", "border-bottom-width": "0px", "border-left-width": "0px",
}  # fmt: skip
LAYOUT = {
    "width": 390,
    "height": 844,
    "elements": [
        {"parent": -1, "tag": "body", "style": STYLE | {"background-color": "rgb(9, 9, 9)"}},
        {"parent": 0, "tag": "table", "style": STYLE | {"box-shadow": "0 1px 2px", "border-top-left-radius": "8px"}},
        {"parent": 1, "tag": "td", "style": STYLE | {"display": "grid", "row-gap": "10px"}},
    ],
    "blocks": [
        {"text": said, "font_size": 14, "font_weight": 400} for said in ("$4.99", "12 %", "Sign in", "It is done.")
    ],
    "boxes": [{"background_image": False}],
}


def test_features_are_counted() -> None:
    pixels = np.zeros((30, 30, 3), np.uint8)
    pixels[:15] = 255
    found = features_of('<html lang="de">', LAYOUT, np.concatenate([pixels, np.zeros_like(pixels)]))
    assert found["tags"] == {"body": 1, "table": 1, "td": 1}
    assert found["depth of elements"] == {"0": 1, "1": 1, "2": 1}
    assert found["text kinds"] == {"price": 1, "number": 1, "phrase": 1, "sentence": 1}
    assert found["words a text"] == {"01": 1, "02": 2, "03": 1}
    assert found["languages"] == {"de": 1}
    assert found["distances"] == {"0008": 1}
    assert found["pixel colours"] == {"000": 750, "215": 250}
    assert {name for name in HAS if found[f"has {name}"]["True"]} == {"shadow", "radius", "table", "dark", "grid"}


def test_distance_is_none_for_the_same_and_one_for_nothing_in_common() -> None:
    assert total_variation({"a": 0.5, "b": 0.5}, {"a": 0.5, "b": 0.5}) == 0
    assert total_variation({"a": 1.0}, {"b": 1.0}) == 1
    assert total_variation({"a": 0.75, "b": 0.25}, {"a": 0.25, "b": 0.75}) == pytest.approx(0.5)


@pytest.mark.timeout(120)
def test_a_set_is_as_far_from_itself_as_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, words in (("one", ("first", "second")), ("other", ("3.50", "7", "12 %"))):
        (tmp_path / name).mkdir()
        for place, word in enumerate(words):
            page = f"<!-- viewport: 320x200 --><html><body><p>{word}</p></body></html>"
            (tmp_path / name / f"{place}.html").write_text(page)
    print_table([tmp_path / "one", tmp_path / "other", tmp_path / "one"], tmp_path / "no fonts")
    lines = {line.split(" | ")[0].strip("| "): line.split(" | ") for line in capsys.readouterr().out.splitlines()}
    assert [cell.strip(" |") for cell in lines["text kinds"][-2:]] == ["0.00", "1.00"]
    assert [cell.strip(" |") for cell in lines["tags"][-2:]] == ["0.00", "0.00"]
