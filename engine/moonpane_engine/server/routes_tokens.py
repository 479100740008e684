"""`/tokenize` and `/detokenize`: what the model would see, without asking it."""

import asyncio

from fastapi import APIRouter

from moonpane_engine.server.prompts import PromptBuilder
from moonpane_engine.server.served_model import ServedModel
from moonpane_engine.server.wire_tokens import DetokenizeRequest, TokenizeRequest

_INLINE_IDS = 10_000


def token_routes(model: ServedModel, prompts: PromptBuilder) -> APIRouter:
    """Both routes; they work while the model is still loading, too."""
    router = APIRouter()

    @router.post("/tokenize")
    async def tokenize(body: TokenizeRequest) -> dict[str, object]:
        model.require_name(body.model)
        if body.prompt is None:
            prompt = await prompts.chat(body.as_chat())
        else:
            prompt = await prompts.text(body.prompt)
        ids = prompt.token_ids
        return {
            "count": len(ids),
            "max_model_len": model.context_tokens,
            "tokens": ids,
            "token_strs": [model.tokenizer.decode([token_id]) for token_id in ids] if body.return_token_strs else None,
        }

    @router.post("/detokenize")
    async def detokenize(body: DetokenizeRequest) -> dict[str, str]:
        model.require_name(body.model)
        model.check_tokens(body.tokens, param="tokens")
        if len(body.tokens) <= _INLINE_IDS:
            return {"prompt": model.tokenizer.decode(body.tokens)}
        return {"prompt": await asyncio.to_thread(model.tokenizer.decode, body.tokens)}

    return router
