"""What the models panel shows, on the Qt thread: plain values, folded from notices."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal

from moonpane.models import known_picture
from moonpane.models.estimate import Estimate
from moonpane.models.known import EMBEDDED_MODEL, KnownModel
from moonpane.models.machine import Memory
from moonpane.models.probe import ProbeResult, Step
from moonpane.models.speeds import Speeds
from moonpane.store.model import EngineStatus
from moonpane.store.models import notices as notices


@dataclass(frozen=True)
class ModelView:
    """One model and everything that is known about it."""

    known: KnownModel
    is_used: bool = False  # it answers
    key_is_in_file: bool = False  # not encrypted, for there was no key store
    status: EngineStatus | None = None  # while it is spoken of: loading, ready, failed
    refusal: str = ""  # why the last thing that was asked for was not done
    is_estimating: bool = False
    estimate: Estimate | None = None
    no_estimate: str = ""  # why there is none
    probe_step: Step | None = None  # while it is being asked
    probe: ProbeResult | None = None
    memory: Memory | None = None
    speeds: Speeds = field(default_factory=Speeds)
    image_tokens: int = 0  # of a picture of `image_size`; 0 when not known
    image_size: tuple[int, int] = (0, 0)


class ModelsBoard(QObject):
    """The models in their order.

    Signals:
        changed: `views` are others than before.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.views: tuple[ModelView, ...] = (ModelView(EMBEDDED_MODEL),)
        self._used = ("", "")  # id and choice of the model that answers
        self.notice = ""  # one sentence about all of them

    def view(self, id: str) -> ModelView | None:
        return next((view for view in self.views if view.known.id == id), None)

    def take(self, batch: Sequence[object]) -> list[object]:
        """Folds the notices that are about models; returns the others, in their order."""
        ours = [notice for notice in batch if isinstance(notice, notices.OfModels)]
        for notice in ours:
            self._apply(notice)
        if ours:
            self.changed.emit()
        return [notice for notice in batch if not isinstance(notice, notices.OfModels)]

    def _apply(self, notice: notices.OfModels) -> None:
        match notice:
            case notices.CatalogueChanged(models, in_file):
                known = {view.known.id: view for view in self.views}
                new = [_as_probed(known.get(model.id), model) for model in models]
                pairs = zip(new, models, strict=True)
                self.views = tuple(
                    dataclasses.replace(
                        view, known=model, is_used=self._is_used(model), key_is_in_file=model.address in in_file
                    )
                    for view, model in pairs
                )
            case notices.ModelFront(front, used, choice, status):
                self._used = (used, choice)
                for view in self.views:
                    id = view.known.id
                    shown = status if id == front else None
                    memory = view.memory if id == used else None
                    self._change(id, is_used=self._is_used(view.known), status=shown, memory=memory)
            case notices.ModelRefused("", sentence):
                self.notice = sentence
            case notices.ModelRefused(id, sentence):
                self._change(id, refusal=sentence)
            case notices.Estimating(id):
                self._change(id, is_estimating=True, refusal="")
            case notices.Estimated(id, found, sentence):
                self._change(id, is_estimating=False, estimate=found, no_estimate=sentence)
            case notices.ProbeStepped(id, step):
                self._change(id, probe_step=step, refusal="")
            case notices.Probed(id, result):
                self._change(id, probe_step=None, **_found(result))
            case notices.MemoryMeasured(id, memory):
                self._change(id, memory=memory)
            case notices.SpeedsMeasured(id, speeds):
                self._change(id, speeds=speeds)
            case notices.PictureCounted(id, tokens, width, height):
                self._change(id, image_tokens=tokens, image_size=(width, height))

    def _is_used(self, model: KnownModel) -> bool:
        """An endpoint whose address was edited since is not what answers."""
        return (model.id, model.choice) == self._used

    def _change(self, id: str, **fields: object) -> None:
        self.views = tuple(
            dataclasses.replace(view, **fields) if view.known.id == id else view  # type: ignore[arg-type]
            for view in self.views
        )


def _as_probed(view: ModelView | None, model: KnownModel) -> ModelView:
    """The view of a model, with what is kept of it where that is new: from another run, or of another address."""
    if view is None or view.known.probe != model.probe:
        return dataclasses.replace(view or ModelView(model), **({"image_tokens": 0} | _found(model.probe)))
    return view


def _found(result: ProbeResult | None) -> dict[str, Any]:
    """The fields of a view that a probe fills in."""
    fields: dict[str, Any] = {"probe": result}
    if result and result.sight and result.sight.image_tokens:
        size = (known_picture.WIDTH, known_picture.HEIGHT)
        fields |= {"image_tokens": result.sight.image_tokens, "image_size": size}
    return fields
