"""The routes: each checks, builds the prompt, submits, and hands the stream to whoever sends it."""

import asyncio

from fastapi import APIRouter, Request
from starlette.responses import Response

from moonpane_engine.core import EngineCore
from moonpane_engine.errors import BadRequest, EngineStopped, RequestError
from moonpane_engine.prompt import Prompt
from moonpane_engine.request import GenerationRequest
from moonpane_engine.server.answers import Choice, Envelope
from moonpane_engine.server.answers_chat import ChatChoice
from moonpane_engine.server.answers_completions import CompletionChoice
from moonpane_engine.server.bodies import JsonRoute
from moonpane_engine.server.constraints import ConstraintBuilder
from moonpane_engine.server.prompts import PromptBuilder
from moonpane_engine.server.served_model import ServedModel
from moonpane_engine.server.stream import CLIENT_LEFT, EventStreamResponse, unless_client_leaves, whole_answer
from moonpane_engine.server.wire_chat import ChatRequest
from moonpane_engine.server.wire_common import GenerationFields
from moonpane_engine.server.wire_completions import CompletionRequest

# Moonshot's recommended sampling, and the OpenAI API's own defaults for raw completions.
_THINKING = {"temperature": 1.0, "top_p": 0.95}
_INSTANT = {"temperature": 0.6, "top_p": 0.95}
_RAW = {"temperature": 1.0, "top_p": 1.0}


class StillLoading(RequestError):
    """The model is not loaded yet."""

    status = 503
    code = "loading"


def chat_routes(
    model: ServedModel, core: EngineCore, prompts: PromptBuilder, constraints: ConstraintBuilder
) -> APIRouter:
    """`/v1/chat/completions`."""
    router = APIRouter(route_class=JsonRoute)

    @router.post("/v1/chat/completions", response_class=Response)
    async def create_chat_completion(body: ChatRequest, request: Request) -> Response:
        _check(model, core, body)
        prompt = await unless_client_leaves(request.receive, lambda: prompts.chat(body))  # a video takes a while
        if prompt is None:
            return Response(status_code=CLIENT_LEFT)
        begun = await prompts.begun(body)
        if begun is not None:
            prompt = Prompt([*prompt.token_ids, *begun.token_ids], prompt.media)
        max_tokens = model.answer_tokens(len(prompt.token_ids), body.answer_limit)
        guides = await constraints.chat(body, begun)
        predicted_ids = await prompts.predicted(body)
        thinking = body.wants_thinking and model.chat.style.has_thinking
        defaults = _THINKING if thinking else _INSTANT
        requests = [
            GenerationRequest(
                prompt,
                max_tokens,
                _stop_ids(model, body),
                body.sampling(**defaults, num_logprobs=body.num_logprobs, choice=choice),
                guide=guides[choice],
                num_begun=0 if begun is None else len(begun.token_ids),
                predicted_ids=predicted_ids,
            )
            for choice in range(body.n)
        ]
        choices = [
            ChatChoice(
                model.tokenizer,
                index,
                thinking=thinking,
                stops=body.stop,
                thinks_in_text=model.chat.style.thinks_in_text,
                tools=body.tools_by_name,
                first_call=body.num_past_calls if body.constrains_calls else None,
                is_single_call=body.is_single_call,
                begun=begun,
                tells_ids=body.return_token_ids,
            )
            for index in range(body.n)
        ]
        envelope = Envelope("chat.completion", model.name, len(prompt.token_ids))
        return await _answer(core, requests, choices, envelope, body=body, http=request)

    return router


def completion_routes(
    model: ServedModel, core: EngineCore, prompts: PromptBuilder, constraints: ConstraintBuilder
) -> APIRouter:
    """`/v1/completions`."""
    router = APIRouter(route_class=JsonRoute)

    @router.post("/v1/completions", response_class=Response)
    async def create_completion(body: CompletionRequest, request: Request) -> Response:
        _check(model, core, body)
        requests: list[GenerationRequest] = []
        choices: list[CompletionChoice] = []
        num_prompt_tokens = 0
        guides = await constraints.text(body)
        if (num_answers := len(body.prompts) * body.n) > core.max_waiting:
            raise BadRequest(
                f"prompt: {num_answers} answers are asked for at once, of {core.max_waiting} that may be; send fewer.",
                param="prompt",
            )
        for text_or_ids in body.prompts:
            await asyncio.sleep(0)  # many prompts in a row: streams go on meanwhile
            prompt = await prompts.text(text_or_ids)
            num_prompt_tokens += len(prompt.token_ids)
            max_tokens = model.answer_tokens(len(prompt.token_ids), body.max_tokens)
            is_scored = body.echo and body.logprobs is not None
            if is_scored:
                model.check_scoring(len(prompt.token_ids))
            for choice in range(body.n):
                sampling = body.sampling(**_RAW, num_logprobs=body.logprobs, choice=choice)
                scored = body.logprobs if is_scored else None
                stop_ids, guide = _stop_ids(model, body), guides[len(requests)]
                requests.append(GenerationRequest(prompt, max_tokens, stop_ids, sampling, scored, guide))
                choices.append(
                    CompletionChoice(
                        model.tokenizer,
                        len(choices),
                        stops=body.stop,
                        echo=prompt.token_ids if body.echo else (),
                        has_logprobs=body.logprobs is not None,
                    )
                )
        envelope = Envelope("text_completion", model.name, num_prompt_tokens)
        return await _answer(core, requests, choices, envelope, body=body, http=request)

    return router


def status_routes(model: ServedModel, core: EngineCore) -> APIRouter:
    """`/health` and `/v1/models`."""
    router = APIRouter()

    def described() -> dict[str, object]:
        """`dtype` and `device` are null until the model is loaded."""
        return {
            "id": model.name,
            "object": "model",
            "created": 0,
            "owned_by": "moonpane",
            "max_model_len": model.context_tokens,
            "supported_parameters": sorted(ChatRequest.model_fields),
            "dtype": core.runner_says("dtype"),
            "device": core.runner_says("device"),
        }

    @router.get("/health")
    async def health(response: Response) -> dict[str, object]:
        """200 when ready; 503 with `{stage, done, total}` while loading, and with `error` after the engine's end."""
        status = core.status
        match status.state:
            case "ready":
                return {"status": "ok", "num_requests": core.num_open, "step_age_s": round(core.step_age_s, 3)}
            case "loading":
                response.status_code = 503
                return {"status": "loading", "stage": status.stage, "done": status.done, "total": status.total}
            case "stopped":
                response.status_code = 503
                return {"status": "stopped", "error": str(status.error or "The engine was stopped.")}

    @router.get("/v1/models")
    async def list_models() -> dict[str, object]:
        return {"object": "list", "data": [described()]}

    @router.get("/v1/models/{name:path}")
    async def get_model(name: str) -> dict[str, object]:
        model.require_name(name)
        return described()

    return router


def _check(model: ServedModel, core: EngineCore, body: GenerationFields) -> None:
    """Raises UnknownModel, StillLoading or EngineStopped before any work is done."""
    model.require_name(body.model)
    model.check_tokens(body.logit_bias, param="logit_bias")
    if core.status.state == "loading":
        raise StillLoading(f"The model is still loading ({core.status.stage}); ask /health how far it is.")
    if core.status.state == "stopped":
        raise EngineStopped("The engine has stopped; restart it to go on.")


def _stop_ids(model: ServedModel, body: GenerationFields) -> frozenset[int]:
    """What ends the answer. After a whole constrained one nothing else is allowed, so there `ignore_eos` is void."""
    return frozenset() if body.ignore_eos and not body.is_constrained else model.stop_ids


async def _answer(
    core: EngineCore,
    requests: list[GenerationRequest],
    choices: list[CompletionChoice] | list[ChatChoice],
    envelope: Envelope,
    *,
    body: GenerationFields,
    http: Request,
) -> Response:
    stream = core.submit(requests)
    shared: list[Choice] = [*choices]
    if body.stream:
        return EventStreamResponse(stream, shared, envelope, include_usage=body.include_usage)
    return await whole_answer(http, stream, shared, envelope)
