"""Batches that lie on the device: a GPU steps faster than processes draw, so it sees some of them again."""

import threading
from collections.abc import Iterator

from moonpane_engine.train.fixed.batch import FixedBatch

KEPT = 160  # batches; a repetition comes long after
MOST_USES = 5
UNUSED = 4  # batches that lie ready
_WAIT_S = 600.0  # for a batch; none comes any more


class Pool:
    """Takes batches from `stream` in a thread of its own; gives the one that was used least, the oldest of those."""

    def __init__(self, stream: Iterator[FixedBatch], *, device: str) -> None:
        self._stream, self._device = stream, device
        self._batches: list[tuple[int, int, FixedBatch]] = []  # uses, number, batch
        self._changed = threading.Condition()
        self._is_closed = False
        self._error: Exception | None = None
        self.num_new = self.num_used = 0
        self._thread = threading.Thread(target=self._fill, daemon=True)
        self._thread.start()

    def __next__(self) -> FixedBatch:
        with self._changed:
            ready = self._changed.wait_for(lambda: self._error or self._least() < MOST_USES, _WAIT_S)
            if self._error or not ready:
                raise RuntimeError("No more batches are drawn.") from self._error
            index = min(range(len(self._batches)), key=lambda index: self._batches[index][:2])
            uses, number, batch = self._batches[index]
            self._batches[index] = (uses + 1, number, batch)
            self.num_used += 1
            self._changed.notify_all()
            return batch

    def close(self) -> None:
        """Takes no more."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        self._thread.join(timeout=10.0)

    def _least(self) -> int:
        return min((uses for uses, _, _ in self._batches), default=MOST_USES)

    def _fill(self) -> None:
        try:
            for number, batch in enumerate(self._stream):
                ours = batch.to(self._device)
                with self._changed:
                    self._changed.wait_for(lambda: self._is_closed or self._num_unused() < UNUSED)
                    if self._is_closed:
                        return
                    if len(self._batches) == KEPT:
                        self._batches.pop(max(range(KEPT), key=lambda index: self._batches[index][0]))
                    self._batches.append((0, number, ours))
                    self.num_new += 1
                    self._changed.notify_all()
        except Exception as error:  # noqa: BLE001  told where a batch is waited for
            with self._changed:
                self._error = error
                self._changed.notify_all()

    def _num_unused(self) -> int:
        return sum(uses == 0 for uses, _, _ in self._batches)
