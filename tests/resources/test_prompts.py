"""What is said to a model: the embedded one knows two words, others get sentences."""

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


def test_other_models_get_sentences_and_the_same_outline() -> None:
    prompt = write_prompt(OUTLINE, embedded=False, size=(360, 420))
    assert "360 pixels wide and 420 high" in prompt
    assert prompt.endswith(OUTLINE)
    assert prompt.startswith(write_prompt(None, embedded=False, size=(360, 420)))
    assert "<!DOCTYPE html>" in prompt
