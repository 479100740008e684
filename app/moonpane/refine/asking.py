"""A model's ideas of how a page could be more like its mockup: it sees where they differ, and edits the code."""

import contextlib
from collections.abc import Mapping

from moonpane.client.endpoint import Endpoint
from moonpane.refine.loop import Proposer
from moonpane.refine.measured import MeasuredProposer
from moonpane.refine.model_proposer import Message, ModelProposer
from moonpane.revise import Finished, revise
from moonpane.session import Stack


def proposers_for(endpoint: Endpoint | None) -> list[Proposer]:
    """By measuring, and by the model where there is one that can change a page."""
    return [MeasuredProposer(), *([] if endpoint is None or endpoint.embedded else [model_proposer(endpoint)])]


def model_proposer(endpoint: Endpoint) -> ModelProposer:
    """Asks by the same way as the person's own wishes; studio and command line have the same one."""

    async def ask(message: Message, files: Mapping[str, str], stack: Stack) -> Mapping[str, str] | None:
        events = revise(endpoint, [message], files, stack, context_tokens=endpoint.context_tokens or None)
        async with contextlib.aclosing(events):
            async for event in events:
                if isinstance(event, Finished):
                    return event.files if event.applied else None
        return None

    return ModelProposer(ask)
