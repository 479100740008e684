"""What the tests of the API say and hear: a scripted chat, short requests, pictures as data URLs."""

import base64
import io
from typing import Any

from openai.types.chat import ChatCompletionMessageParam
from PIL import Image

from tests.engine.served import IDS, Serving, tokens_of

HI: list[ChatCompletionMessageParam] = [{"role": "user", "content": "hi"}]
INSTANT = {"thinking": {"type": "disabled"}}
ANSWER = "Zoë 🙂 한국 <b>"


def script(prompt_ids: list[int]) -> list[int]:
    """Thinks where the prompt asks for it; says a long line when told 'long', calls a tool when told 'use it'."""
    text = bytes(token for token in prompt_ids if token < 256)
    if b"long" in text:
        return [ord("a")] * 100_000
    if b"use it" in text:
        return tokens_of(
            "hm<|tool_calls_section_begin|><|tool_call_begin|>functions.look:0<|tool_call_argument_begin|>"
            '{"at": "ü"}<|tool_call_end|><|tool_calls_section_end|>'
        )
    return tokens_of(ANSWER if prompt_ids[-1] == IDS["</think>"] else f"thought\n</think>{ANSWER}")


def create(server: Serving, **fields: Any) -> Any:
    fields.setdefault("messages", HI)
    fields.setdefault("extra_body", INSTANT)
    return server.client.chat.completions.create(model="tiny-model", **fields)


def data_url(size: tuple[int, int], kind: str = "png") -> str:
    buffer = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(buffer, kind)
    return f"data:image/{kind};base64," + base64.b64encode(buffer.getvalue()).decode()


def seeing(url: str) -> list[dict[str, Any]]:
    return [
        {
            "role": "user",
            "content": [{"type": "image_url", "image_url": {"url": url}}, {"type": "text", "text": "read"}],
        }
    ]
