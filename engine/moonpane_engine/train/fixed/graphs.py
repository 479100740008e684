"""Forward and backward pass of each shape, recorded once and replayed: one start instead of thousands."""

from collections.abc import Sequence

import torch
from torch import Tensor

from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.model.moe import MoE
from moonpane_engine.train.fixed.batch import FixedBatch, Shape
from moonpane_engine.train.fixed.loss import fixed_loss
from moonpane_engine.train.fixed.sight import stretches

_WARM_UPS = 2  # passes before a recording: libraries choose and allocate in them


class FixedSteps:
    """Optimisation steps over batches of fixed shapes; on a CPU nothing is recorded."""

    def __init__(self, model: KimiModel, optimizers: Sequence[torch.optim.Optimizer], *, bf16: bool) -> None:
        self._model, self._optimizers, self._bf16 = model.train(), optimizers, bf16
        self._weights = [weight for weight in model.parameters() if weight.requires_grad]
        self._device = self._weights[0].device.type
        vision = model.config.vision
        assert vision is not None
        sides = (vision.pos_emb_height, vision.pos_emb_width)
        self._stretched = (stretches(sides[0], device=self._device), stretches(sides[1], device=self._device))
        self._recorded: dict[Shape, _Recorded] = {}
        self._memory = _Memory() if self._device == "cuda" else None
        for weight in self._weights:  # recorded passes add to these very tensors
            weight.grad = torch.zeros_like(weight)
        for module in model.modules():
            if isinstance(module, MoE):
                module.load = torch.zeros(model.config.text.n_routed_experts, dtype=torch.long, device=self._device)

    def step(self, batches: Sequence[FixedBatch]) -> Tensor:
        """Accumulate the gradients of `batches` and step; loss and share of right tokens of each, on the device."""
        for batch in batches:
            if self._memory is not None and batch.shape not in self._recorded:
                self.record(batch)
        figures = [self.accumulate(batch) for batch in batches]
        torch.nn.utils.clip_grad_norm_(self._weights, 1.0)
        for optimizer in self._optimizers:
            optimizer.step()
        self._forget()
        return torch.cat(figures)

    def accumulate(self, batch: FixedBatch) -> Tensor:
        """Add a batch's gradients, by its shape's recording where there is one; its loss and share of right tokens."""
        recorded = self._recorded.get(batch.shape)
        return recorded.replayed(batch) if recorded else self.backward(batch)

    def backward(self, batch: FixedBatch) -> Tensor:
        """The same, kernel by kernel."""
        # Without the cache of casts: what is cached in a recording would be gone in the next.
        with torch.autocast(self._device, dtype=torch.bfloat16, enabled=self._bf16, cache_enabled=False):
            loss, right = fixed_loss(self._model, batch, self._stretched)
        loss.backward()
        return torch.stack((loss.detach(), right))

    def _forget(self) -> None:
        for optimizer in self._optimizers:
            optimizer.zero_grad(set_to_none=False)

    def record(self, batch: FixedBatch) -> None:
        """Record the pass of a batch's shape. Between steps: the warm-up leaves gradients and loads that are none."""
        assert self._memory is not None
        loads = [module.load for module in self._model.modules() if isinstance(module, MoE) and module.load is not None]
        counted = [load.clone() for load in loads]
        self._recorded[batch.shape] = _Recorded(self, batch, self._memory)
        for load, before in zip(loads, counted, strict=True):
            load.copy_(before)
        self._forget()


class _Memory:
    """What recordings share: they are replayed one after the other."""

    def __init__(self) -> None:
        self.stream = torch.cuda.Stream()  # of warm-ups, too: gradients keep to the stream that they were first made on
        self.pool = torch.cuda.graph_pool_handle()


class _Recorded:
    """One shape's passes."""

    def __init__(self, steps: FixedSteps, batch: FixedBatch, memory: "_Memory") -> None:
        self._given = batch._replace(**{name: tensor.clone() for name, tensor in batch.tensors().items()})
        memory.stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(memory.stream):
            for _ in range(_WARM_UPS):
                steps.backward(self._given)
        torch.cuda.synchronize()
        self._graph = torch.cuda.CUDAGraph()
        # Other threads go on bringing batches to the device.
        with torch.cuda.graph(self._graph, pool=memory.pool, stream=memory.stream, capture_error_mode="thread_local"):
            self._figures = steps.backward(self._given)

    def replayed(self, batch: FixedBatch) -> Tensor:
        given = self._given.tensors()
        for name, tensor in batch.tensors().items():
            given[name].copy_(tensor, non_blocking=True)
        self._graph.replay()
        return self._figures.clone()
