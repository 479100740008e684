"""`/metrics`: how the engine is doing, in the text format of Prometheus. Nothing is sent anywhere by itself."""

import time
from dataclasses import dataclass

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.responses import Response

from moonpane_engine.core import EngineCore
from moonpane_engine.request import Event, Failed, Finished, GenerationRequest, TokenGenerated

_FIRST_TOKEN_S = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)
_REQUEST_S = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800)


@dataclass(slots=True)
class _Open:
    """A request under way."""

    began_s: float  # monotonic
    num_prompt_tokens: int
    is_read: bool = False  # something has been heard of it, so its prompt went through the model
    has_spoken: bool = False


class EngineMetrics:
    """Counts what a core does; implements `moonpane_engine.core.Observer` and makes itself known to the core."""

    def __init__(self, core: EngineCore) -> None:
        self.registry = registry = CollectorRegistry()
        self._open: dict[int, _Open] = {}

        def gauge(name: str, text: str) -> Gauge:
            return Gauge(f"moonpane_{name}", text, registry=registry)

        gauge("requests_waiting", "Requests that wait for their prompt to be read.").set_function(
            lambda: core.num_waiting
        )
        gauge("requests_running", "Requests that are being answered.").set_function(
            lambda: core.num_open - core.num_waiting
        )
        gauge("cache_pages_used", "Pages of the latent cache that running requests hold.").set_function(
            lambda: (core.cache_pages or (0, 0))[0]
        )
        gauge("cache_pages", "Pages that the latent cache may grow to; 0 while it is not known.").set_function(
            lambda: (core.cache_pages or (0, 0))[1]
        )
        self._prompt_tokens = Counter("moonpane_prompt_tokens", "Tokens of prompts that were read.", registry=registry)
        self._tokens = Counter("moonpane_generated_tokens", "Tokens generated, stop tokens aside.", registry=registry)
        self._first_token_s = Histogram(
            "moonpane_time_to_first_token_seconds",
            "From a request's arrival at the engine to its first token.",
            registry=registry,
            buckets=_FIRST_TOKEN_S,
        )
        self._request_s = Histogram(
            "moonpane_request_duration_seconds",
            "From a request's arrival at the engine to its end, by how it ended.",
            ["outcome"],
            registry=registry,
            buckets=_REQUEST_S,
        )
        core.observer = self

    def submitted(self, job_id: int, request: GenerationRequest) -> None:
        self._open[job_id] = _Open(time.monotonic(), len(request.prompt.token_ids))

    def happened(self, job_id: int, event: Event) -> None:
        began = self._open[job_id]
        if not began.is_read and not isinstance(event, Failed):
            began.is_read = True
            self._prompt_tokens.inc(began.num_prompt_tokens)
        match event:
            case TokenGenerated():
                self._tokens.inc()
                if not began.has_spoken:
                    began.has_spoken = True
                    self._first_token_s.observe(time.monotonic() - began.began_s)
            case Finished(reason):
                self._end(job_id, reason)
            case Failed():
                self._end(job_id, "failed")

    def ended_early(self, job_id: int, reason: str) -> None:
        """Its client left, or a stop string or an only call was found on this side."""
        self._end(job_id, reason)

    def _end(self, job_id: int, outcome: str) -> None:
        self._request_s.labels(outcome).observe(time.monotonic() - self._open.pop(job_id).began_s)


def metrics_routes(metrics: EngineMetrics) -> APIRouter:
    """`/metrics`."""
    router = APIRouter()

    @router.get("/metrics", response_class=Response)
    async def read_metrics() -> Response:
        return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)

    return router
