"""What the asyncio thread tells `ModelsBoard`: models, what was found out about them, how they are doing."""

from dataclasses import dataclass

from moonpane.models.estimate import Estimate
from moonpane.models.known import KnownModel
from moonpane.models.machine import Memory
from moonpane.models.probe import ProbeResult, Step
from moonpane.models.speeds import Speeds
from moonpane.store.model import EngineStatus


@dataclass(frozen=True)
class CatalogueChanged:
    """The known models, in their order."""

    models: tuple[KnownModel, ...]
    in_file: frozenset[str] = frozenset()  # addresses whose keys lie in a file, not encrypted


@dataclass(frozen=True)
class ModelFront:
    """Which model is spoken of (while it loads), which one answers, and how the first of them is."""

    front: str
    used: str  # empty when none is loaded
    choice: str  # what exactly answers: `KnownModel.choice` when it was taken into use
    status: EngineStatus


@dataclass(frozen=True)
class ModelRefused:
    """Something that was asked for a model was not done, and why in one sentence; an empty id means all of them."""

    id: str
    sentence: str


@dataclass(frozen=True)
class Estimating:
    id: str


@dataclass(frozen=True)
class Estimated:
    """What a model would need, or the sentence that says why nobody knows."""

    id: str
    estimate: Estimate | None
    sentence: str = ""


@dataclass(frozen=True)
class ProbeStepped:
    id: str
    step: Step


@dataclass(frozen=True)
class Probed:
    id: str
    result: ProbeResult


@dataclass(frozen=True)
class MemoryMeasured:
    """Of the engine that holds a model; None when it is gone."""

    id: str
    memory: Memory | None


@dataclass(frozen=True)
class SpeedsMeasured:
    id: str
    speeds: Speeds


@dataclass(frozen=True)
class PictureCounted:
    """How many tokens a picture of this size is to a model."""

    id: str
    tokens: int
    width: int
    height: int


OfModels = (
    CatalogueChanged
    | ModelFront
    | ModelRefused
    | Estimating
    | Estimated
    | ProbeStepped
    | Probed
    | MemoryMeasured
    | SpeedsMeasured
    | PictureCounted
)
