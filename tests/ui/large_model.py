"""A large model whose answers are written down as rules: what the last message says decides what is answered.

Rules are JSON, so that a test hands them to the engine process; what it was asked comes back the same way.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.app.scripted_endpoint import Play, prompt_text

ASKED = "asked.jsonl"
_SHOWN_URL = 40  # characters of a data URL that are worth reading


@dataclass
class Rule:
    """The first rule whose words stand in the last message answers, and is spent unless `often`."""

    text: str = ""
    when: str = ""
    reasoning: str = ""
    finish_reason: str = "stop"
    pause_s: float = 0.002  # before each piece
    piece: int = 24
    cut_after: int | None = None
    status: int = 200
    error: str = ""
    code: str = ""
    prompt_tokens: int = 1_200
    often: bool = False


def write_script(folder: Path, rules: list[Rule]) -> Path:
    """The file that `--script` takes."""
    path = folder / "rules.json"
    path.write_text(json.dumps([asdict(rule) for rule in rules]))
    return path


def asked(script: Path) -> list[dict[str, Any]]:
    """Every request that was answered, oldest first; of pictures and recordings only how they begin."""
    log = script.with_name(ASKED)
    return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


def choose_by_rules(script: Path) -> Callable[[dict[str, Any]], Play]:
    """Answers by the rules, and writes down what was asked."""
    left = [Rule(**each) for each in json.loads(script.read_text())]

    def choose(request: dict[str, Any]) -> Play:
        with script.with_name(ASKED).open("a") as log:
            log.write(json.dumps(_abridged(request)) + "\n")
        said = prompt_text(request)
        rule = next((each for each in left if each.when in said), None)
        if rule is None:
            return Play(status=500, error=f"No rule answers: {said[-200:]}")
        if not rule.often:
            left.remove(rule)
        return _play(rule)

    return choose


def _play(rule: Rule) -> Play:
    return Play(
        _pieces(rule.text, rule.piece),
        reasoning=_pieces(rule.reasoning, rule.piece),
        finish_reason=rule.finish_reason,
        status=rule.status,
        error=rule.error,
        code=rule.code,
        cut_after=rule.cut_after,
        pause_s=rule.pause_s,
        prompt_tokens=rule.prompt_tokens,
    )


def _pieces(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


def _abridged(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _abridged(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_abridged(each) for each in value]
    return value[:_SHOWN_URL] if isinstance(value, str) and value.startswith("data:") else value
