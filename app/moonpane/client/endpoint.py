"""Where a model answers, and how the user's words for it are understood."""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

from moonpane.client.timing import AnswerTiming
from moonpane.errors import UnknownModel

EMBEDDED_MODEL = "moonpane-tiny"

# How a model is asked to answer without reasoning: "template" as vLLM and SGLang do (`chat_template_kwargs`),
# "moonshot" as Moonshot's API says it (`thinking`), "any" both, "none" not at all.
Switch = Literal["any", "template", "moonshot", "none"]


@dataclass(frozen=True)
class Endpoint:
    """One model behind an OpenAI-compatible API.

    `embedded` marks the model that ships with Moonpane (or another one of its training): it understands the
    two short task words only, and it is the only one that is asked to read lines of text by default.
    """

    base_url: str  # with the /v1
    api_key: str = field(repr=False)
    model: str
    of_our_training: bool = False  # a checkpoint with our training record, whatever its name
    switch: Switch = "any"
    context_tokens: int = field(default=0, compare=False)  # prompt and answer together; 0 where nobody says
    goes_on: bool = field(default=False, compare=False)  # an answer goes on from what there is of it, see `client.chat`
    is_blind: bool = field(default=False, compare=False)  # it was asked, and did not see a picture
    on_answered: Callable[[AnswerTiming], None] | None = field(default=None, repr=False, compare=False)

    @property
    def embedded(self) -> bool:
        return self.of_our_training or self.model.split("/")[-1].startswith(EMBEDDED_MODEL)

    @property
    def is_local(self) -> bool:
        """True for an address on this machine, where no proxy may step in between."""
        return is_loopback(self.base_url)


def is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_address(text: str) -> bool:
    """True when the user's word for a model is the address of an endpoint rather than a folder."""
    return text.startswith(("http://", "https://"))


def normalised_base_url(text: str) -> str:
    """`host:port` addresses get the `/v1` that every OpenAI-compatible server answers under.

    >>> normalised_base_url("http://gpu-box:8000/")
    'http://gpu-box:8000/v1'

    Raises UnknownModel when the address has no host, or carries a user name, a password or a query.
    """
    text = text.strip()
    not_an_address = UnknownModel(f"“{text}” is not an address of a model; it should look like http://host:8000/v1.")
    try:
        parts = urlsplit(text)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        raise not_an_address from None
    if parts.scheme not in ("http", "https") or not parts.hostname or not port_is_fine or len(text.split()) != 1:
        raise not_an_address
    if parts.username or parts.password or parts.query or parts.fragment:
        raise UnknownModel(
            f"The address of a model is host and path only ({parts.scheme}://{parts.hostname}…); "
            "give its key in Models, or in MOONPANE_ENDPOINT_KEY beside --model."
        )
    path = parts.path.rstrip("/") or "/v1"
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))
