"""How many tokens a picture is to a model, asked of servers that count without answering: ours, and vLLM's."""

import httpx2

from moonpane.client.answer import MAX_COUNT
from moonpane.client.endpoint import Endpoint
from moonpane.session import picture_message

TIMEOUT_S = 30.0
WORDS = "x"


async def image_tokens(endpoint: Endpoint, png: bytes) -> int:
    """Tokens of a picture within a prompt; 0 where the server cannot tell."""
    address = endpoint.base_url.removesuffix("/v1") + "/tokenize"
    alone = {"role": "user", "content": [{"type": "text", "text": WORDS}]}
    async with httpx2.AsyncClient(trust_env=not endpoint.is_local, timeout=TIMEOUT_S) as http:
        counts = [await _count(http, address, endpoint, message) for message in (picture_message(png, WORDS), alone)]
    return max(0, counts[0] - counts[1]) if all(counts) else 0


async def _count(http: httpx2.AsyncClient, address: str, endpoint: Endpoint, message: dict[str, object]) -> int:
    try:
        answer = await http.post(
            address,
            json={"model": endpoint.model, "messages": [message]},
            headers={"Authorization": f"Bearer {endpoint.api_key}"},
        )
        count = answer.json()["count"] if answer.status_code == 200 else 0
    except (httpx2.HTTPError, ValueError, KeyError, TypeError, RecursionError):
        return 0
    return count if type(count) is int and 0 < count < MAX_COUNT else 0
