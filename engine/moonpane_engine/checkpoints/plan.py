"""Where every part of a model would live on a machine, and how fast it would decode: an estimate from config.json.

One token at batch 1 reads every weight it uses once, each from the memory it lies in, and memories do not overlap:

    seconds per token = GPU bytes / GPU bandwidth + RAM bytes / RAM bandwidth + NVMe bytes / NVMe bandwidth

Experts are assumed to be chosen evenly, so a memory that holds a share of them serves that share of the reads. This
bounds the speed from above: launches, arithmetic and cache misses come on top; uneven routing with a cache of hot
experts may beat it. GB are 10^9 bytes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from moonpane_engine.checkpoints.layout import Slot, int4_pieces, layout
from moonpane_engine.model.config import KimiConfig

Memory = Literal["GPU", "RAM", "NVMe"]
MEMORIES: tuple[Memory, ...] = ("GPU", "RAM", "NVMe")
GB = 1e9
_BYTES_OF_16_BITS = 2
_EXPERTS = "routed experts"
# First what every token reads, then what it reads a row of, then what only pictures need; experts come last.
_PRIORITY = (
    "attention", "norms", "router", "shared experts", "dense MLP", "output head", "KV cache", "embeddings",
    "projector", "vision tower", _EXPERTS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Machine:
    """Sizes in GB, bandwidths in GB/s. Reserves are what the system and the running model need beside the weights."""

    gpu_memory: float
    ram: float
    nvme: float
    gpu_bandwidth: float = 1000.0
    ram_bandwidth: float = 80.0
    nvme_bandwidth: float = 7.0
    gpu_reserve: float = 1.5
    ram_reserve: float = 8.0

    def free_bytes(self) -> dict[Memory, float]:
        return {
            "GPU": max(0.0, self.gpu_memory - self.gpu_reserve) * GB,
            "RAM": max(0.0, self.ram - self.ram_reserve) * GB,
            "NVMe": self.nvme * GB,
        }

    def bandwidths(self) -> dict[Memory, float]:
        """Bytes a second."""
        return {"GPU": self.gpu_bandwidth * GB, "RAM": self.ram_bandwidth * GB, "NVMe": self.nvme_bandwidth * GB}


@dataclass(frozen=True, slots=True)
class Need:
    """A part of the model: its size, and what one decoded token reads of it."""

    part: str
    num_bytes: float
    read_bytes: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A part and how many of its bytes lie in which memory."""

    need: Need
    places: Mapping[Memory, float]


@dataclass(frozen=True, slots=True)
class Plan:
    """The placement on one machine and its speed."""

    machine: Machine
    parts: tuple[Placed, ...]

    @property
    def total_bytes(self) -> float:
        return sum(placed.need.num_bytes for placed in self.parts)

    @property
    def lacking_bytes(self) -> float:
        """What fits nowhere; 0 where the model runs."""
        return self.total_bytes - sum(sum(placed.places.values()) for placed in self.parts)

    def read_bytes(self) -> dict[Memory, float]:
        """Bytes that one token reads from each memory."""
        return {
            memory: sum(
                placed.need.read_bytes * placed.places[memory] / placed.need.num_bytes
                for placed in self.parts
                if placed.need.num_bytes
            )
            for memory in MEMORIES
        }

    @property
    def tokens_per_second(self) -> float:
        """0 where the model does not fit."""
        if self.lacking_bytes >= 1:
            return 0.0
        bandwidths = self.machine.bandwidths()
        return 1 / sum(num_bytes / bandwidths[memory] for memory, num_bytes in self.read_bytes().items())


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to buy, and the speed with it."""

    what: str
    tokens_per_second: float


def is_int4(raw: Mapping[str, Any]) -> bool:
    """Whether `config.json` says that the routed experts are packed."""
    text = raw.get("text_config", raw)
    return bool(raw.get("quantization_config") or text.get("quantization_config"))


def needs(config: KimiConfig, *, int4: bool, context: int) -> list[Need]:
    """Sizes and reads of all parts, the KV cache of `context` tokens (BF16 latents) among them."""
    sizes: dict[str, float] = {}
    for slot in layout(config):
        sizes[slot.part] = sizes.get(slot.part, 0) + stored_bytes(slot, int4=int4)
    text = config.text
    sizes["KV cache"] = float(context * text.num_hidden_layers * text.latent_dim * _BYTES_OF_16_BITS)
    reads = {
        _EXPERTS: sizes.get(_EXPERTS, 0) * text.num_experts_per_tok / text.n_routed_experts,
        "embeddings": float(text.hidden_size * _BYTES_OF_16_BITS),
        "vision tower": 0.0,  # read for pictures, not for tokens
        "projector": 0.0,
    }
    return [Need(part, sizes[part], reads.get(part, sizes[part])) for part in _PRIORITY if part in sizes]


def stored_bytes(slot: Slot, *, int4: bool) -> int:
    """Bytes of a tensor in a checkpoint: BF16, the router's bias F32, routed experts packed where `int4`."""
    if int4 and slot.part == _EXPERTS:
        packed, scale, shape = int4_pieces(slot.name, slot.shape).values()
        return 4 * packed[0] * packed[1] + _BYTES_OF_16_BITS * scale[0] * scale[1] + 4 * shape[0]
    width = 4 if slot.name.endswith("e_score_correction_bias") else _BYTES_OF_16_BITS
    for size in slot.shape:
        width *= size
    return width


def make_plan(parts: list[Need], machine: Machine) -> Plan:
    """Fill the memories from the fastest to the slowest, in the order of `parts`."""
    free = machine.free_bytes()
    placed = []
    for need in parts:
        left, places = need.num_bytes, dict.fromkeys(MEMORIES, 0.0)
        for memory in MEMORIES:
            places[memory] = min(left, free[memory])
            free[memory] -= places[memory]
            left -= places[memory]
        placed.append(Placed(need, places))
    return Plan(machine, tuple(placed))


def advise(parts: list[Need], machine: Machine) -> list[Advice]:
    """What each single purchase would bring, the best first: twice of one thing, everything else as it is."""
    offers = [Advice(what, make_plan(parts, bigger).tokens_per_second) for what, bigger in _purchases(machine)]
    return sorted(offers, key=lambda offer: -offer.tokens_per_second)


def _purchases(machine: Machine) -> Iterator[tuple[str, Machine]]:
    more_gpu, more_ram = max(machine.gpu_memory, 24.0), max(machine.ram, 16.0)
    yield f"{more_gpu:g} GB more GPU memory", replace(machine, gpu_memory=machine.gpu_memory + more_gpu)
    yield f"{more_ram:g} GB more RAM", replace(machine, ram=machine.ram + more_ram)
    for kind in ("gpu", "ram", "nvme"):
        field = f"{kind}_bandwidth"
        twice = 2 * getattr(machine, field)
        name = "NVMe" if kind == "nvme" else kind.upper()
        yield f"{name} bandwidth of {twice:g} GB/s", replace(machine, **{field: twice})
