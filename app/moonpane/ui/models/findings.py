"""What a probe found, in words, one row for each thing that matters to a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject

from moonpane.models.probe import ProbeResult, Sight, Trial
from moonpane.sentences import translated
from moonpane.ui.language import number

Tone = Literal["good", "middling", "bad"]


@dataclass(frozen=True)
class Finding:
    """One row: how good it is, what it is, and what exactly was seen."""

    tone: Tone
    words: str
    detail: str = ""


class Findings(QObject):
    """Turns a result into rows; a QObject for its words only."""

    def rows(self, result: ProbeResult) -> list[Finding]:
        """In the order of importance; a failure comes last, after what was found before it."""
        return list(self._rows(result))

    def _rows(self, result: ProbeResult) -> Iterator[Finding]:
        if result.is_ours:
            yield Finding(
                "good",
                self.tr("This is Moonpane's own small model."),
                self.tr("It turns pictures into pages. It answers no questions, so none were asked."),
            )
        if result.sight:
            yield self._sight(result.sight)
        if result.trials:
            yield self._thinking(result)
        if result.timing:
            yield self._speed(result)
        if result.served and not result.failure:
            yield self._context(result)
        if result.failure:
            yield Finding("bad", self.tr("Not everything could be found out."), translated(result.failure))

    def _sight(self, sight: Sight) -> Finding:
        shown = self.tr("It was shown {number} on {color}, and answered: {answer}").format(
            number=sight.number, color=self._colors()[sight.color], answer=f"“{sight.said}”"
        )
        match sight.verdict:
            case "yes":
                tokens = self.tr("That picture was %Ln token(s).", "", sight.image_tokens) if sight.image_tokens else ""
                return Finding("good", self.tr("It sees pictures."), f"{shown} {tokens}".strip())
            case "partly":
                return Finding("middling", self.tr("It sees pictures, but not well."), shown)
            case "no":
                trap = self.tr("It takes pictures and passes over them.")
                return Finding("bad", self.tr("It does not see pictures."), f"{shown} {trap}")
            case "refused":
                return Finding("bad", self.tr("It refuses pictures."), translated(sight.said))
            case _:
                return Finding("bad", self.tr("It said nothing about a picture."), "")

    def _thinking(self, result: ProbeResult) -> Finding:
        by = {trial.switch: trial for trial in result.trials}
        detail = "  ".join(
            f"{name}: {self._outcome(by[switch])}."
            for switch, name in (("template", "chat_template_kwargs"), ("moonshot", "thinking"))
            if switch in by
        )
        if not result.thinks:
            return Finding("good", self.tr("It answers without thinking first."), detail)
        if any(trial.outcome == "inline" for trial in result.trials):
            advice = self.tr("Its server does not separate the reasoning from the answer; start it with a parser.")
            return Finding("middling", self.tr("Its reasoning stands inside the answer."), advice)
        if result.switch == "none":
            return Finding("middling", self.tr("It always thinks first; no switch was honoured."), detail)
        return Finding("good", self.tr("Thinking can be switched off."), detail)

    def _outcome(self, trial: Trial) -> str:
        return {
            "instant": self.tr("honoured"),
            "reasons": self.tr("ignored, it thinks all the same"),
            "inline": self.tr("ignored, it thinks all the same"),
            "silent": self.tr("no answer"),
            "refused": self.tr("refused"),
        }[trial.outcome]

    def _speed(self, result: ProbeResult) -> Finding:
        assert result.timing is not None
        first = self.tr("First token after {seconds} s").format(seconds=number(result.timing.first_token_s, 2))
        speed = result.timing.decode_tokens_per_s
        writing = self.tr("{number} tokens/s").format(number=number(speed, 0 if speed >= 20 else 1))
        counts = (
            self.tr("Tokens are counted by the server.")
            if result.counts
            else self.tr("The server does not count tokens; figures are estimates.")
        )
        return Finding("good" if result.counts else "middling", f"{first} · {writing}" if speed else first, counts)

    def _context(self, result: ProbeResult) -> Finding:
        served = self.tr("%Ln model(s) served.", "", result.num_served)
        if not result.context_tokens:
            return Finding("middling", self.tr("The length of the context is not told."), served)
        words = self.tr("A context of {number} tokens.").format(number=number(result.context_tokens))
        return Finding("good", words, served)

    def _colors(self) -> dict[str, str]:
        return {
            "red": self.tr("red"),
            "green": self.tr("green"),
            "blue": self.tr("blue"),
            "purple": self.tr("purple"),
            "orange": self.tr("orange"),
            "gray": self.tr("gray"),
        }
