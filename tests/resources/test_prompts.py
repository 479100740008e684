"""What is said to a model: the embedded one knows two words, others get sentences."""

import re

import pytest

from moonpane_resources.prompts import read_prompt, write_prompt

OUTLINE = 'page 360x420 #f6f7fb\ntext 24 b #1a2233">Welcome {back}</t'
LABELLED = 'page 360x420 #f6f7fb\ntext A 24 b #1a2233">Welcome {back}</t'


@pytest.mark.parametrize(
    ("outline", "prompt"),
    [pytest.param(None, "write", id="alone"), pytest.param(OUTLINE, f"write\n{LABELLED}", id="with outline")],
)
def test_the_embedded_model_gets_exactly_what_it_was_trained_on(outline: str | None, prompt: str) -> None:
    assert write_prompt(outline, embedded=True) == prompt
    assert read_prompt(embedded=True) == "read"


EVERYTHING = """\
page 360x420 #ffffff p16,16,16,16 g12 row
text 14 #1a2233 w300 lh20">a &lt;b&gt; "c" &amp;amp;</t
box 88x36 full #2f6fed r6 p8,16,8,16 +4 row center
text 14 b #1a2233">Save</t
end
box 328x140 #ffffff line1 #e4e7ec p16,16,16,16 g8 col
text 14 #1a2233 mid">c</t
text 14 #1a2233 -3 right x5 u bullet">d</t
end
row 328x36 g8 between top
text 14 #1a2233">e</t
end
col 300x20
end
box 40x40 #1a2233 r999 row end
end
picture 120x80 #cbd5e1 r8
"""


def test_what_came_after_the_training_is_for_other_models_and_the_guide() -> None:
    text = 'row 90x40 g4\ntext 14 #000000 y7 u">at y7 sharp</t\nbox 9x9 #ffffff y12\nend\nend\n'
    plain = text.replace("#000000 y7", "#000000").replace(" y12", "")
    assert write_prompt(text, embedded=True) == write_prompt(plain, embedded=True)
    assert " y12" in write_prompt(text, embedded=False)
    assert "`font-family: Lato,sans-serif`" in write_prompt(text, embedded=False, font="Lato,sans-serif")


def test_other_models_get_sentences_and_an_outline_with_plain_texts() -> None:
    prompt = write_prompt(OUTLINE, embedded=False, size=(360, 420))
    assert "360 pixels wide and 420 high" in prompt
    assert "<!DOCTYPE html>" in prompt
    assert prompt.startswith(write_prompt(None, embedded=False, size=(360, 420)))
    assert prompt.endswith('\npage 360x420 #f6f7fb\ntext 24 b #1a2233 "Welcome {back}"')
    assert "wrong letters" in prompt
    assert '\ntext 14 #1a2233 w300 lh20 "a <b> "c" &amp;"\n' in write_prompt(EVERYTHING, embedded=False)


def test_texts_that_nobody_read_are_not_spoken_of() -> None:
    unread = re.sub(r">.*</t$", "></t", EVERYTHING, flags=re.MULTILINE)
    prompt = write_prompt(unread, embedded=False)
    assert "\ntext 14 #1a2233 w300 lh20\n" in prompt
    assert "holds no texts" in prompt
    assert [said for said in ('"', "</t", "letters") if said in prompt] == []
    mixed = write_prompt(unread.replace('b #1a2233"></t', 'b #1a2233">Save</t'), embedded=False)
    assert 'b #1a2233 "Save"\n' in mixed
    assert mixed.count('""') == 0


def test_every_word_of_an_outline_is_explained() -> None:
    prompt = write_prompt(EVERYTHING, embedded=False)
    explained = set(re.findall(r"`([^`]+)`", " ".join(prompt.splitlines())))
    known = {word for words in explained for word in words.split()}
    forms = {
        r"\d+x\d+": "WxH", r"#[0-9a-f]{6}": "#rrggbb", r"r\d+": "rN", r"line\d+": "lineN", r"p[\d,]+": "pT,R,B,L",
        r"g\d+": "gN", r"\+\d+": "+N", r"-\d+": "-N", r"x\d+": "xN", r"w\d+": "wN", r"lh\d+": "lhN",
    }  # fmt: skip
    for line in EVERYTHING.splitlines():
        for word in line.partition('">')[0].split():
            form = next((name for pattern, name in forms.items() if re.fullmatch(pattern, word)), word)
            assert form in known or form.isdigit(), f"{word} in {line}"
