"""An address of the network as a person types it. No Qt here."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from moonpane.errors import InputError

MAX_CHARS = 8_000
_USUAL_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Address:
    """Where a page is to be got from."""

    url: str
    host: str  # lower case; an international name in its ASCII form
    port: int


def is_address(text: str) -> bool:
    """Whether something given where a file may stand, too, is an address."""
    return text.strip().lower().startswith(("http://", "https://"))


def parse_address(text: str) -> Address:
    """`https://example.org/path`, or without the scheme: then HTTP for this machine and plain numbers, else HTTPS.

    Raises InputError.
    """
    said = text.strip()
    if not said or len(said) > MAX_CHARS or any(sign.isspace() or not sign.isprintable() for sign in said):
        shown = "".join(sign if sign.isprintable() else " " for sign in said[:80])
        raise InputError(f"“{shown}” is not an address; it should look like https://example.org.")
    if said.lower().startswith("file:"):
        raise InputError("A page on this computer is drawn from its file; give the path instead of a file: address.")
    url = said if "://" in said else f"{usual_scheme(said)}://{said}"
    parts = _split(url, said)
    if parts.scheme.lower() not in _USUAL_PORTS:
        raise InputError(f"“{said[:80]}” cannot be visited; only http and https addresses can.")
    if parts.username or parts.password:
        raise InputError("An address with a name and a password in it is not visited; leave them out.")
    assert parts.hostname is not None
    host = _ascii(parts.hostname, said)
    return Address(url, host, parts.port or _USUAL_PORTS[parts.scheme.lower()])


def _split(url: str, said: str) -> SplitResult:
    wrong = InputError(f"“{said[:80]}” is not an address; it should look like https://example.org.")
    try:
        parts = urlsplit(url)
        if not parts.hostname or parts.port == 0:
            raise wrong
    except ValueError as error:  # brackets, a port beyond 65535
        raise wrong from error
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
        raise InputError(f"“{said[:80]}” is not an address; its host cannot be written so.") from error
