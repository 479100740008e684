"""Pages of the embedded model that were stopped: the rest is exactly what it would have been, and costs no more."""

from collections.abc import Iterator
from typing import Any

import pytest

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.runner import Runner
from moonpane_resources.paths import embedded_checkpoint
from tests.engine.outlined import OUTLINE
from tests.engine.scripted_chat import INSTANT
from tests.engine.served import Serving, serving
from tests.engine.test_continued import CONTINUED

TEXTS = {"Tea &amp; cake": "Café 한국어 · 🙂", 'For "you"': "¿Por qué? Zoë’s “hi”"}
MADE = OUTLINE
for before, after in TEXTS.items():
    MADE = MADE.replace(before, after)


class CountingRunner(Runner):
    """Counts what it decodes, and not what it takes back."""

    num_decoded = 0

    def decode(self, sequences: Any, token_ids: Any) -> Any:
        self.num_decoded += sum(map(len, token_ids))
        return super().decode(sequences, token_ids)

    def drop(self, sequence: Any, num_tokens: int) -> None:
        self.num_decoded -= num_tokens
        super().drop(sequence, num_tokens)


@pytest.fixture(scope="module")
def runner() -> Runner:
    return CountingRunner.load(embedded_checkpoint())


@pytest.fixture(scope="module")
def server(runner: Runner) -> Iterator[Serving]:
    with serving(embedded_checkpoint(), lambda report: runner) as server:
        yield server


def written(server: Serving, content: str = "", token_ids: list[int] | None = None) -> list[tuple[str, list[int]]]:
    """The pieces of a page with their tokens, behind what there is of it."""
    asked = {"role": "user", "content": f"write\n{MADE}"}
    begun: Any = {"role": "assistant", "content": content, "token_ids": token_ids}
    stream: Any = server.client.chat.completions.create(
        model="moonpane-tiny",
        messages=[asked, begun],  # type: ignore[list-item]
        temperature=0,
        stream=True,
        extra_body=CONTINUED | INSTANT | {"guided_outline": MADE},
    )
    parts = [chunk.choices[0] for chunk in stream if chunk.choices]
    return [(part.delta.content, part.token_ids) for part in parts if part.delta.content]


def test_a_page_goes_on_as_it_would_have(server: Serving, runner: CountingRunner) -> None:
    """At a guide's hand the model says much in other tokens than ordinary text has: they are part of the answer."""
    pieces = written(server)
    page, ids = "".join(text for text, _ in pieces), [token_id for _, ids in pieces for token_id in ids]
    tokenizer = Tokenizer.from_dir(embedded_checkpoint())
    assert tokenizer.decode(ids) == page
    assert ids != tokenizer.encode(page)
    for at in (1, *range(61, len(pieces), 97), len(pieces) - 1, len(pieces)):
        begun, begun_ids = "".join(text for text, _ in pieces[:at]), [each for _, ids in pieces[:at] for each in ids]
        runner.num_decoded = 0
        assert written(server, begun, begun_ids) == pieces[at:], f"behind {begun[-30:]!r}"
        assert runner.num_decoded == len(ids) - len(begun_ids)
