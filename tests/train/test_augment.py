"""Other words and other colours: changed alike in the outline and in the HTML."""

import random
import re

from moonpane_engine.train.data.augment import with_other_colors, with_other_texts
from moonpane_engine.train.data.texts import Texts

OUTLINE = '<t x=1 c=#102030">Sign in now</t\n<t x=2 c=#fafafa">lonely line</t'
HTML = '<p style="color:#112131">Sign in now</p><input placeholder="Sign in now"><p style="color:#800000">Other</p>'


def test_a_text_changes_in_both_and_one_that_the_html_does_not_have_stays() -> None:
    rng = random.Random(1)
    outline, html = with_other_texts(OUTLINE, HTML, Texts(rng), rng)
    new = re.search('">(.*)</t', outline)
    assert new is not None
    assert new[1] != "Sign in now"
    assert len(new[1].split()) == 3
    assert f">{new[1]}<" in html
    assert f'"{new[1]}"' in html
    assert "lonely line" in outline
    assert ">Other<" in html


def test_a_measured_colour_keeps_its_distance_and_a_strange_one_stays() -> None:
    outline, html = with_other_colors(OUTLINE, HTML, random.Random(2))
    true, other = re.findall("#[0-9a-f]{6}", html)
    measured, strange = re.findall("#[0-9a-f]{6}", outline)
    assert true != "#112131"
    assert other != "#800000"
    pairs = zip(bytes.fromhex(measured[1:]), bytes.fromhex(true[1:]), strict=True)
    assert all(m in (t - 1, 0) for m, t in pairs)
    assert strange == "#fafafa"
