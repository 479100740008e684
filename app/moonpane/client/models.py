"""What `--model` means: the embedded model, a checkpoint folder, or the address of an endpoint; opened and closed."""

import asyncio
import contextlib
import dataclasses
from collections.abc import AsyncIterator
from pathlib import Path

from moonpane.client.answer import ListedModel
from moonpane.client.chat import ChatClient
from moonpane.client.endpoint import Endpoint, is_address, normalised_base_url
from moonpane.client.local_engine import LocalEngine, OnProgress, has_our_record
from moonpane.errors import EndpointError, MoonpaneError, UnknownModel
from moonpane.settings import endpoint_key
from moonpane_resources.paths import embedded_checkpoint

EMBEDDED = "embedded"
LISTING_TIMEOUT_S = 10.0  # of a server that has just said that it is ready


@contextlib.asynccontextmanager
async def open_model(choice: str, on_progress: OnProgress | None = None) -> AsyncIterator[Endpoint]:
    """An endpoint that answers, for as long as the block lasts; an engine of ours is stopped at its end.

    `choice`: `embedded`, a checkpoint folder, or `http://host:port/v1`, where `#model` behind the address picks one
    of several models. Raises UnknownModel, EngineFailed, EndpointError. Errors of requests inside the block leave it
    with the better sentence, if the engine died of them.
    """
    if is_address(choice):
        yield await find_endpoint(choice, is_named=True)
        return
    engine = LocalEngine(checkpoint_of(choice))
    try:
        yield await engine.start(on_progress)
    except MoonpaneError as error:
        better = await engine.explain(error)
        if better is error:
            raise
        raise better from error
    finally:
        await engine.stop()


async def find_endpoint(address: str, *, is_named: bool = False) -> Endpoint:
    """Ask an endpoint what it serves; `is_named` as for `endpoint_key`. Raises UnknownModel, EndpointError."""
    address, _, wanted = address.partition("#")
    base_url = normalised_base_url(address)
    # A key store may ask its owner first.
    key = await asyncio.to_thread(endpoint_key, base_url, is_named=is_named) or ""
    async with ChatClient(Endpoint(base_url, key, wanted)) as client:
        listed = await client.listed()
    served = {each.id: each for each in listed}
    if not served:
        raise EndpointError(f"{base_url} serves no model.")
    if wanted and wanted not in served:
        raise UnknownModel(f"{base_url} does not serve {wanted}; it serves {', '.join(list(served)[:10])}.")
    model = wanted or next(iter(served))
    return _as_listed(Endpoint(base_url, key, model), served[model])


async def with_context(endpoint: Endpoint) -> Endpoint:
    """The same, with how much its model's context holds; as it was where the server does not say."""
    try:
        async with asyncio.timeout(LISTING_TIMEOUT_S), ChatClient(endpoint) as client:
            listed = await client.listed()
    except (EndpointError, TimeoutError):
        return endpoint
    return _as_listed(endpoint, next((each for each in listed if each.id == endpoint.model), ListedModel("")))


def _as_listed(endpoint: Endpoint, model: ListedModel) -> Endpoint:
    return dataclasses.replace(endpoint, context_tokens=model.context_tokens, goes_on=model.goes_on)


def is_of_our_training(choice: str) -> bool:
    """Whether a choice is the embedded model, or another one of its training; known without starting it."""
    return not is_address(choice) and has_our_record(checkpoint_of(choice))


def checkpoint_of(choice: str) -> Path:
    """The checkpoint folder that a choice means."""
    try:
        return embedded_checkpoint() if choice == EMBEDDED else Path(choice).expanduser()
    except RuntimeError as error:  # ~somebody who is not there
        raise UnknownModel(f"There is no checkpoint at {choice}: {error}") from error
