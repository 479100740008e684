"""Several pages for one picture, written side by side and ranked by how they measure; the best one is shown."""

import contextlib
from collections.abc import Mapping

from moonpane.client.endpoint import Endpoint
from moonpane.convert import FilesGrew, Finished, convert
from moonpane.errors import NoPage
from moonpane.measure import page_of
from moonpane.pixels import PixelWorker
from moonpane.refine.variants import Failed, Made, Ranked, Variants, Wish
from moonpane.session import Revision
from moonpane.store import notices
from moonpane.store.model import Phase
from moonpane.store.models.engine_keeper import Post
from moonpane.store.variants import Variant, VariantState
from moonpane.store.work.answering import Answering
from moonpane.store.work.measuring import Measuring
from moonpane.store.work.pictures import THUMBNAIL_SIDE, at_most, image_of


class Choosing:
    """One run. Every variant that was measured is a version; the best of them is the last."""

    def __init__(
        self, answering: Answering, endpoint: Endpoint, measuring: Measuring, worker: PixelWorker, post: Post
    ) -> None:
        self._answering = answering
        self._endpoint = endpoint
        self._measuring = measuring
        self._worker = worker
        self._post = post
        self._variants: Variants | None = None
        self._seen: list[Variant] = []
        self._answers: dict[int, str] = {}  # what each said
        self._whole: set[int] = set()  # those that were written to their end

    def cancel(self, index: int) -> None:
        if self._variants:
            self._variants.cancel(index)

    async def run(self, count: int) -> None:
        """Raises NoPage when nothing came of any of them."""
        exchange = self._answering.exchange
        mockups = exchange.asked.mockups
        variants = self._variants = Variants(
            count, self._write, mockups, self._worker, stack=exchange.stack, documents=page_of
        )
        self._answering.reach(Phase.WRITING)
        seen = self._seen = [Variant(VariantState.WRITING) for _ in range(count)]
        made: dict[int, Revision] = {}
        failure, best = "", -1
        self._tell(seen, made)
        async with contextlib.aclosing(variants.run()) as events:
            async for event in events:
                match event:
                    case Made(number, files):
                        seen[number] = Variant(VariantState.MEASURING)
                        made[number] = self._answering.finish_page(files, is_complete=number in self._whole)
                        self._answering.grow_variant(number, None)
                    case Ranked(number, views, order):
                        made[number] = self._measuring.take(self._answering.session, made[number], views)
                        picture = at_most(image_of(views.each[0].drawn.png), THUMBNAIL_SIDE)
                        seen[number] = Variant(VariantState.READY, views.overall, picture)
                        best = order[0]
                        self._answering.prefer(made[best])
                    case Failed(number, sentence):
                        failure = sentence or failure
                        state = VariantState.FAILED if sentence else VariantState.CANCELLED
                        if not sentence:  # what failed is kept as far as it came
                            self._answering.grow_variant(number, None)
                        seen[number] = Variant(state, sentence=sentence)
                        if best >= 0:  # it may be the one that was made last
                            self._answering.prefer(made[best])
                self._tell(seen, made)
        if not made:
            raise NoPage(failure or "All variants were stopped.")
        # What follows in the conversation follows the best of them.
        self._answering.say(self._answers.get(best, ""))

    async def _write(self, wish: Wish) -> Mapping[str, str]:
        exchange = self._answering.exchange
        picture, *others = exchange.asked.attachments
        events = convert(
            picture,
            self._endpoint,
            worker=self._worker,
            stack=exchange.stack,
            others=others,
            instructions=exchange.asked.text,
            thinking=exchange.thinking,
            temperature=wish.temperature,
        )
        async with contextlib.aclosing(events):
            async for event in events:
                if isinstance(event, FilesGrew):
                    self._answering.grow_variant(wish.number, event.files)
                    if wish.number == self._seen_growing():
                        self._answering.grow(event.files, event.path or "")
                if isinstance(event, Finished):
                    self._answers[wish.number] = event.answer
                    if event.is_complete:
                        self._whole.add(wish.number)
                    elif event.remark:
                        self._answering.remark(event.remark)
                    return event.files
        raise NoPage("The model answered without a page.")

    def _seen_growing(self) -> int:
        """The one that is shown while it is written: the first that is still at it."""
        writing = [number for number, each in enumerate(self._seen) if each.state is VariantState.WRITING]
        return writing[0] if writing and not self._answering.revision else -1

    def _tell(self, seen: list[Variant], made: Mapping[int, Revision]) -> None:
        versions = tuple(made[number].id if number in made else "" for number in range(len(seen)))
        self._post(notices.VariantsTold(self._answering.id, tuple(seen), versions))
