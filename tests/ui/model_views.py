"""Models in every state, as the panel gets them."""

import dataclasses
from pathlib import Path

from moonpane.client.answer import ListedModel
from moonpane.client.timing import AnswerTiming
from moonpane.models.estimate import Estimate
from moonpane.models.known import EMBEDDED_MODEL, KnownModel, from_folder, from_preset
from moonpane.models.machine import Machine, Memory
from moonpane.models.probe import ProbeResult, Sight, Step, Trial
from moonpane.models.speeds import Speeds
from moonpane.store.model import EngineState, EngineStatus
from moonpane.store.models.board import ModelView

GB = 10**9
HERE = Machine("CPU", 26 * GB, 24 * GB)
CARD = Machine("GPU", 81 * GB, 78 * GB, "NVIDIA H100")


def needing(gigabytes: int, machine: Machine = HERE) -> Estimate:
    """A checkpoint with so many GB of weights."""
    return Estimate("Kimi-VL", machine, 8192, 131072, gigabytes * GB, GB, GB // 2, 400 << 20, True, gigabytes * GB)


def named(model: KnownModel, name: str) -> KnownModel:
    return dataclasses.replace(model, id=name, name=name)


SEEING = ProbeResult(
    "https://api.moonshot.ai/v1",
    "kimi-k2.5",
    (ListedModel("kimi-k2.5", 262144), ListedModel("kimi-k2.6", 262144)),
    Sight("yes", "green", 417, "Green, 417", 84),
    (Trial("none", "reasons"), Trial("template", "reasons"), Trial("moonshot", "instant")),
    AnswerTiming(0.42, 3.0, 40, 0, 181, 170),
    True,
)
BLIND = dataclasses.replace(
    SEEING, sight=Sight("no", "red", 812, "A <b>blue</b> square", 0), served=(ListedModel("kimi-k2.5"),), counts=False
)
FOLDER = from_folder(Path("/models/Kimi-VL-A3B"))
VIEWS = (
    ModelView(
        EMBEDDED_MODEL,
        is_used=True,
        status=EngineStatus(EngineState.READY, "Embedded model"),
        estimate=needing(1),
        memory=Memory(376_000_000, 349_000_000),
        speeds=Speeds(0.08, 2400, 410, 5),
        image_tokens=82,
        image_size=(1280, 800),
    ),
    ModelView(named(FOLDER, "fits"), estimate=needing(11)),
    ModelView(named(FOLDER, "too large"), estimate=needing(595, CARD)),
    ModelView(named(FOLDER, "loading"), status=EngineStatus(EngineState.STARTING, "x", "loading weights", 34, 320)),
    ModelView(named(FOLDER, "torn"), no_estimate="config.json is missing.", refusal="It does not fit."),
    ModelView(named(from_preset("moonshot"), "seeing"), probe=SEEING),
    ModelView(named(from_preset("vllm"), "blind"), probe=BLIND),
    ModelView(named(from_preset("openai"), "asking"), probe_step=Step.SWITCHING),
)
