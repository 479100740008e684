"""Pages that try to get out, in a stock view (they do) and in the preview (they do not), and by each layer alone."""

from pathlib import Path

import pytest

from tests.preview.hostile.pages import CONTROLS, ESCAPE_CONTROLS, ESCAPES, NETWORK, STORAGE_LOOK
from tests.preview.hostile.parade import Parade, parade

pytestmark = pytest.mark.alone

WEBRTC = {"udp", "raw-tcp"}
BODY = "<!DOCTYPE html><body>"


# A few pages are shown at a time: what the first has stored is looked for by the last, long after, and beside one that
# stores it again. A stock view was once seen to have forgotten what a closed page stored, so that the control failed.
ALL = (
    {"storage-writes": ESCAPES["storage-writes"][0]}
    | NETWORK
    | {name: html for name, (html, _) in ESCAPES.items()}
    | {"storage-writes-again": ESCAPES["storage-writes"][0]}
    | {"storage-look": STORAGE_LOOK}
)
ALL = {name: BODY + html for name, html in ALL.items()}


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Parade:
    return parade("hard", tmp_path_factory.mktemp("hard"), ALL)


@pytest.fixture(scope="module")
def weak(tmp_path_factory: pytest.TempPathFactory) -> Parade:
    return parade("weak", tmp_path_factory.mktemp("weak"), ALL)


def test_the_pages_do_get_out_of_a_stock_view(weak: Parade) -> None:
    assert set(CONTROLS) - weak.heard == set()
    assert len(CONTROLS) >= 26


def test_no_page_gets_out_of_the_preview(hard: Parade) -> None:
    assert hard.heard == frozenset()


@pytest.mark.parametrize("name", ESCAPES)
def test_no_page_gets_at_anything(hard: Parade, name: str) -> None:
    assert (hard.words[name], hard.protocols[name]) == (ESCAPES[name][1], "preview:")


@pytest.mark.parametrize("name", sorted(ESCAPE_CONTROLS))
def test_a_stock_view_lets_them(weak: Parade, name: str) -> None:
    assert (weak.words[name], weak.protocols[name]) not in [(ESCAPES[name][1], kind) for kind in ("http:", "preview:")]


def test_a_page_does_not_see_what_another_stored(hard: Parade, weak: Parade) -> None:
    assert weak.words["storage-look"] == "kept"
    assert hard.words["storage-look"] == "undefined"


def test_nothing_is_written(hard: Parade) -> None:
    written = [path for path in hard.home.rglob("*") if path.is_file() and "fontconfig" not in path.parts]
    assert written == []


@pytest.mark.parametrize(
    ("mode", "may_leak"),
    [
        pytest.param("flags", set(), id="Chromium flags alone stop all"),
        pytest.param("interceptor", WEBRTC, id="the interceptor alone misses WebRTC"),
        pytest.param(
            "policy",
            WEBRTC | {"location", "meta-refresh", "speculation", "mdns", "favicon.ico"},
            id="the content policy alone misses navigation and WebRTC",
        ),
    ],
)
def test_each_layer_alone_holds_what_it_promises(mode: str, may_leak: set[str], tmp_path: Path) -> None:
    heard = parade(mode, tmp_path, {name: BODY + html for name, html in NETWORK.items()}).heard
    assert heard <= may_leak | ({"mdns"} if mode == "interceptor" else set())
