"""The lines of a screen, read by the model: one small request for each crop, many at a time."""

import asyncio
from collections.abc import AsyncGenerator, Container, Sequence

from moonpane.client.chat import ChatClient
from moonpane.outlined import LinePicture, Parsed
from moonpane.session import picture_message
from moonpane_resources.prompts import read_prompt

CONCURRENCY = 16
MAX_TOKENS = 32  # a crop holds about 20 characters


async def read_crops(
    client: ChatClient, crops: Sequence[LinePicture], known: Container[int] = ()
) -> AsyncGenerator[tuple[int, str]]:
    """Yields (index of the crop, its text) in the order in which they are done. Raises EndpointError.

    `known`: indices of those that are not read.
    """
    turns = asyncio.Semaphore(CONCURRENCY)
    prompt = read_prompt(embedded=client.endpoint.embedded)

    async def read(index: int) -> tuple[int, str]:
        async with turns:
            message = picture_message(crops[index].png, prompt)
            text = await client.ask([message], thinking=False, max_tokens=MAX_TOKENS, temperature=0.0)
            return index, text

    tasks = [asyncio.create_task(read(index)) for index in range(len(crops)) if index not in known]
    try:
        for task in asyncio.as_completed(tasks):
            yield await task
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def joined_lines(parsed: Parsed, texts: Sequence[str]) -> list[str]:
    """The text of each line, from the texts of its crops: pieces were cut at word gaps, so one space joins them.

    Pieces of a listing's row stay apart, each in a line of its own.
    """
    pieces: list[list[str]] = [[] for _ in range(parsed.num_lines)]
    signs = [" "] * parsed.num_lines
    for crop, text in zip(parsed.crops, texts, strict=True):
        words = " ".join(text.split())
        if crop.in_cells:
            signs[crop.line] = "\n"
        if words or crop.in_cells:
            pieces[crop.line].append(words)
    return [sign.join(words) for sign, words in zip(signs, pieces, strict=True)]
