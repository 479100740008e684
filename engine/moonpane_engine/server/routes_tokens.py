"""`/tokenize` and `/detokenize`: what the model would see, without asking it."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from fastapi import APIRouter

from moonpane_engine.server.bodies import JsonRoute
from moonpane_engine.server.prompts import PromptBuilder
from moonpane_engine.server.served_model import ServedModel
from moonpane_engine.server.wire_tokens import DetokenizeRequest, TokenizeRequest

_INLINE_IDS = 10_000

Text = TypeVar("Text", str, list[str])


def token_routes(model: ServedModel, prompts: PromptBuilder) -> APIRouter:
    """Both routes; they work while the model is still loading, too."""
    router = APIRouter(route_class=JsonRoute)

    @router.post("/tokenize")
    async def tokenize(body: TokenizeRequest) -> dict[str, object]:
        model.require_name(body.model)
        if body.prompt is None:
            prompt = await prompts.chat(body.as_chat())
        else:
            prompt = await prompts.text(body.prompt)
        ids = prompt.token_ids
        strs: list[str] | None = None
        if body.return_token_strs:
            strs = await _here_or_in_thread(ids, lambda: [model.tokenizer.decode([token_id]) for token_id in ids])
        return {
            "count": len(ids),
            "max_model_len": model.context_tokens,
            "tokens": ids,
            "token_strs": strs,
        }

    @router.post("/detokenize")
    async def detokenize(body: DetokenizeRequest) -> dict[str, str]:
        model.require_name(body.model)
        model.check_tokens(body.tokens, param="tokens")
        return {"prompt": await _here_or_in_thread(body.tokens, lambda: model.tokenizer.decode(body.tokens))}

    return router


async def _here_or_in_thread(ids: list[int], work: Callable[[], Text]) -> Text:
    """The result of `work`, done in a thread where there are many ids."""
    return work() if len(ids) <= _INLINE_IDS else await asyncio.to_thread(work)
