"""Pictures and video chunks of a prompt: where they stand, and their features, each item encoded once."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from moonpane_engine.model.config import KimiConfig
from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.prompt import MediaItem, Prompt

_MAX_KEPT_TOKENS = 16_384  # features of so many positions stay for prompts to come


@dataclass(frozen=True, slots=True)
class Placed:
    """A media item and the positions of the prompt that it fills."""

    item: MediaItem
    begin: int
    end: int

    @property
    def digest(self) -> bytes:
        return self.item.digest


def placed(prompt: Prompt, config: KimiConfig) -> list[Placed]:
    """The items of a prompt in order. Raises ValueError where placeholders and items do not fit each other."""
    if not prompt.media:
        return []
    # After a preemption the answer so far stands behind the prompt: what it says is not a placeholder.
    asked = prompt.token_ids[: prompt.num_asked_tokens]
    positions = [i for i, token in enumerate(asked) if token == config.media_placeholder_token_id]
    merge = config.vision.merge_size**2 if config.vision else 1
    found: list[Placed] = []
    taken = 0
    for item in prompt.media:
        count = item.grid_thw[1] * item.grid_thw[2] // merge
        mine = positions[taken : taken + count]
        if len(mine) < count or mine[-1] - mine[0] + 1 != count:
            raise ValueError(f"a media item needs {count} placeholders in a row, the prompt has other ones")
        found.append(Placed(item, mine[0], mine[-1] + 1))
        taken += count
    if taken < len(positions):
        raise ValueError(f"the prompt has {len(positions)} media placeholders, its items fill {taken}")
    return found


Span = tuple[Sequence[Placed], int, int]  # the items of a prompt, and the positions of it that are wanted: begin, end


def positions_filled(spans: Sequence[Span]) -> list[bool]:
    """For each position of the spans, whether an item fills it."""
    filled: list[bool] = []
    for media, begin, end in spans:
        here = [False] * (end - begin)
        for item in media:
            for position in range(max(item.begin, begin), min(item.end, end)):
                here[position - begin] = True
        filled += here
    return filled


class MediaFeatures:
    """Encodes items when their positions are computed; keeps the latest for prompts that show the same picture."""

    def __init__(self, model: KimiModel) -> None:
        self._model = model
        self._kept: OrderedDict[bytes, Tensor] = OrderedDict()

    def between(self, spans: Sequence[Span]) -> Tensor | None:
        """Features (positions, hidden) of the media positions of all spans, in order; None if there are none."""
        here = [
            (item, begin, end) for media, begin, end in spans for item in media if item.begin < end and begin < item.end
        ]
        if not here:
            return None
        self._encode([item for item, _, _ in here if item.digest not in self._kept])
        for item, _, _ in here:
            self._kept.move_to_end(item.digest)
        parts = [self._kept[item.digest][max(begin - item.begin, 0) : end - item.begin] for item, begin, end in here]
        while len(self._kept) > 1 and sum(map(len, self._kept.values())) > _MAX_KEPT_TOKENS:
            self._kept.popitem(last=False)
        return torch.cat(parts)

    def forget(self) -> None:
        """Keep nothing."""
        self._kept.clear()

    def _encode(self, items: Sequence[Placed]) -> None:
        if not items:
            return
        weight = self._model.language_model.model.norm.weight
        unique = list({item.digest: item for item in items}.values())
        patches = torch.cat([torch.from_numpy(item.item.patches) for item in unique]).to(weight.device, weight.dtype)
        features = self._model.encode_media(patches, [item.item.grid_thw for item in unique])
        if not features.sum().isfinite():
            raise ValueError("the features of a picture hold NaN or infinity")  # and must not be kept
        for item, part in zip(unique, features.split([item.end - item.begin for item in unique]), strict=True):
            self._kept[item.digest] = part
