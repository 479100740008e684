"""What a probe found, read again from the settings: a person, or another version, may have written there."""

from collections.abc import Mapping
from typing import Any, get_args

from moonpane.client.answer import MAX_COUNT, ListedModel
from moonpane.client.endpoint import Switch
from moonpane.client.timing import AnswerTiming
from moonpane.models.known_picture import COLORS
from moonpane.models.probe import Outcome, ProbeResult, Sight, Trial, Verdict

MAX_SAID = 2_000  # characters


def kept_probe(said: object) -> ProbeResult | None:
    """What `dataclasses.asdict` made of one, by way of JSON; None for anything else: it can be asked once more."""
    try:
        return _result(said)  # type: ignore[arg-type]
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def _result(said: Mapping[str, Any]) -> ProbeResult:
    return ProbeResult(
        _text(said["endpoint"]),
        _text(said["model"]),
        tuple(_listed(each) for each in said["served"]),
        _sight(said["sight"]) if said["sight"] is not None else None,
        tuple(_trial(each) for each in said["trials"]),
        _timing(said["timing"]) if said["timing"] is not None else None,
        bool(said["counts"]),
        num_others=_count(said["num_others"]),
    )


def _listed(said: Mapping[str, Any]) -> ListedModel:
    return ListedModel(_text(said["id"]), _count(said["context_tokens"]), bool(said["goes_on"]))


def _sight(said: Mapping[str, Any]) -> Sight:
    verdict = _one_of(get_args(Verdict), said["verdict"])
    color = _one_of((*COLORS, ""), said["color"])
    return Sight(verdict, color, _count(said["number"]), _text(said["said"]), _count(said["image_tokens"]))


def _trial(said: Mapping[str, Any]) -> Trial:
    switch, outcome = _one_of(get_args(Switch), said["switch"]), _one_of(get_args(Outcome), said["outcome"])
    return Trial(switch, outcome, _text(said["said"]))


def _timing(said: Mapping[str, Any]) -> AnswerTiming:
    counts = (said[each] for each in ("prompt_tokens", "cached_tokens", "completion_tokens", "num_pieces"))
    return AnswerTiming(_seconds(said["first_token_s"]), _seconds(said["writing_s"]), *map(_count, counts))


def _one_of(known: tuple[Any, ...], said: Any) -> Any:
    if said not in known:
        raise ValueError(f"{said} is none of {known}.")
    return said


def _text(said: Any) -> str:
    if not isinstance(said, str):
        raise TypeError(f"{said} is no text.")
    return said[:MAX_SAID]


def _count(said: Any) -> int:
    if type(said) is not int or not 0 <= said < MAX_COUNT:
        raise ValueError(f"{said} is no count.")
    return said


def _seconds(said: Any) -> float:
    if not 0 <= float(said) < MAX_COUNT:  # nor NaN
        raise ValueError(f"{said} are no seconds.")
    return float(said)
