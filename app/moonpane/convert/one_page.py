"""Several answers told as one: what is written of a later part waits until those before it have ended."""

from collections.abc import Sequence

from moonpane.answering import Delta, Ended
from moonpane.answering.meter import Meter
from moonpane.client.answer import Usage
from moonpane.convert.assembly import Assembly
from moonpane.convert.parts import Part


class OnePage:
    """Its text grows at its end only, whichever part something comes of."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._assembly = Assembly([part.depth for part in parts])
        self._waiting: list[list[str]] = [[] for _ in parts]
        self._ended: list[Ended | None] = [None] * len(parts)
        self._growing = 0  # the part that comes into the page now
        self._texts: list[str] = []
        self._meter = Meter()

    def take(self, number: int, event: Delta | Ended) -> Delta | None:
        """What came of a part, as what the page grows by: often no text, and sometimes several parts."""
        if isinstance(event, Ended):
            self._ended[number] = event
        else:
            self._waiting[number].append(event.text)
            if event.tokens:  # else it was said at an earlier time
                self._meter.tick()
        text = self._grow()
        self._texts.append(text)
        if isinstance(event, Ended) and not text:
            return None
        return Delta(text, "", self._meter.tokens, self._meter.tokens_per_s)

    def _grow(self) -> str:
        text = self._fed()
        while (ended := self._ended[self._growing]) and self._growing + 1 < len(self._waiting):
            self._growing += 1
            text += self._assembly.next_part(was_cut=not ended.is_complete) + self._fed()
        return text

    def _fed(self) -> str:
        waiting = self._waiting[self._growing]
        text = self._assembly.feed("".join(waiting))
        waiting.clear()
        return text

    def ended(self) -> Ended:
        """The whole, when all parts have ended."""
        parts = [each for each in self._ended if each]
        self._meter.count(
            Usage(sum(each.usage.prompt_tokens for each in parts), sum(each.usage.completion_tokens for each in parts))
        )
        return Ended(
            text="".join(self._texts),
            reasoning="",
            said="\n".join(each.said for each in parts),
            usage=self._meter.usage,
            tokens_per_s=self._meter.tokens_per_s,
            is_complete=all(each.is_complete for each in parts),
            remark=next((each.remark for each in parts if each.remark), ""),
        )
