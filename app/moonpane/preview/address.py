"""An address of the network as a person types it. No Qt here."""

import ipaddress
import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from moonpane.errors import InputError

MAX_CHARS = 8_000
_USUAL_PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d)", re.IGNORECASE)  # `localhost:8000` has none

Reason = Literal["form", "scheme", "file", "name"]


class NoAddress(InputError):
    """What was typed is no address that can be visited."""

    def __init__(self, sentence: str, reason: Reason) -> None:
        """`reason`: its form, a scheme other than http and https, a file, or a name before an @."""
        super().__init__(sentence)
        self.reason: Reason = reason


@dataclass(frozen=True)
class Address:
    """Where a page is to be got from."""

    url: str
    host: str  # lower case; an international name in its ASCII form
    port: int
    shown_host: str  # for people: in its own letters, with the port where one was typed


def is_address(text: str) -> bool:
    """Whether something given where a file may stand, too, is an address."""
    return text.strip().lower().startswith(("http://", "https://"))


def scheme_of(text: str) -> str:
    """`https`, `file`, `javascript` …; "" where none was typed."""
    found = _SCHEME.match(text)
    return found[1].lower() if found else ""


def parse_address(text: str) -> Address:
    """`https://example.org/path`, or without the scheme: then HTTP for this machine and plain numbers, else HTTPS.

    Raises NoAddress.
    """
    said = text.strip()
    if not said or len(said) > MAX_CHARS or any(sign.isspace() or not sign.isprintable() for sign in said):
        raise _no_address(said)
    scheme = scheme_of(said)
    if scheme == "file":
        sentence = "A page on this computer is drawn from its file; give the path instead of a file: address."
        raise NoAddress(sentence, "file")
    if scheme not in ("", *_USUAL_PORTS) and "@" not in said.partition("/")[0]:
        raise NoAddress(f"“{said[:80]}” cannot be visited; only http and https addresses can.", "scheme")
    url = said if scheme in _USUAL_PORTS else f"{usual_scheme(said)}://{said}"
    parts = _split(url, said)
    if parts.username is not None or parts.password is not None:
        raise NoAddress("An address with a name and a password in it is not visited; leave them out.", "name")
    name = parts.hostname or ""
    shown = name if parts.port is None else f"{name}:{parts.port}"
    return Address(url, _ascii(name, said), parts.port or _USUAL_PORTS[parts.scheme.lower()], shown)


def _split(url: str, said: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        # A browser reads a backslash as the end of the host, which would then be another one.
        if not parts.hostname or parts.port == 0 or "\\" in parts.netloc:
            raise _no_address(said)
    except ValueError as error:  # brackets, a port beyond 65535
        raise _no_address(said) from error
    return parts


def usual_scheme(said: str) -> str:
    host = re.split(r"[/?#]", said, maxsplit=1)[0]
    name = host.rpartition(":")[0] if re.search(r":\d+$", host) else host
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return "https" if "." in name else "http"
    return "http"


def _ascii(host: str, said: str) -> str:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        return host.lower()
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise _no_address(said) from error


def _no_address(said: str) -> NoAddress:
    shown = "".join(sign if sign.isprintable() else " " for sign in said[:80])
    return NoAddress(f"“{shown}” is not an address; it should look like https://example.org.", "form")
