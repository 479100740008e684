"""What a person typed to have a page photographed: a web address or a file."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QCoreApplication

from moonpane.errors import InputError
from moonpane.preview.address import usual_scheme

MIN_WIDTH, MAX_WIDTH = 200, 3840  # CSS px
MAX_CHARS = 2_000
PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".svg")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d)", re.IGNORECASE)  # `localhost:8000` has none
_HOST = re.compile(r"[^\s/?#@\\]+")


@dataclass(frozen=True)
class Address:
    """Where a page is, and how wide it is to be drawn."""

    location: str  # an http or https address, or an absolute path
    host: str  # that will be asked; empty for a file
    width: int = 1280  # CSS px

    @property
    def is_file(self) -> bool:
        return not self.host


def parse_address(typed: str, *, width: int = 1280) -> Address:
    """`example.org/x`, `https://…`, `/tmp/page.html`, `~/page.html` or `file:///…`.

    Raises InputError with one sentence for anything else.
    """
    text = typed.strip()
    if not text:
        raise InputError(QCoreApplication.translate("AddressDialog", "Type the address of a page, or choose a file."))
    if len(text) > MAX_CHARS:
        words = QCoreApplication.translate("AddressDialog", "An address has at most {count} characters.")
        raise InputError(words.format(count=MAX_CHARS))
    if any(not sign.isprintable() for sign in text):
        raise InputError(
            QCoreApplication.translate(
                "AddressDialog", "This address contains signs that cannot be seen; type it anew."
            )
        )
    if text.startswith(("/", "~")) or re.match(r"[A-Za-z]:[\\/]", text):
        return Address(str(_page_file(text)), "", width)
    scheme = _SCHEME.match(text)
    if scheme is None:
        return _web(f"{usual_scheme(text)}://{text}", width)
    match scheme[1].lower():
        case "http" | "https":
            return _web(text, width)
        case "file":
            return Address(str(_page_file(unquote(urlsplit(text).path))), "", width)
        case other:
            words = QCoreApplication.translate(
                "AddressDialog", "“{scheme}:” addresses cannot be opened; http, https and files can."
            )
            raise InputError(words.format(scheme=other))


def _web(text: str, width: int) -> Address:
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        port = parts.port
    except ValueError:
        raise _no_address(text) from None
    if parts.username is not None or parts.password is not None:
        raise InputError(
            QCoreApplication.translate(
                "AddressDialog", "This address contains a name or password before an @; leave that part out."
            )
        )
    if not _HOST.fullmatch(host) or (port is not None and not 0 < port < 65_536):
        raise _no_address(text)
    return Address(text, host if port is None else f"{host}:{port}", width)


def _no_address(text: str) -> InputError:
    words = QCoreApplication.translate(
        "AddressDialog", "“{text}” is not an address; it should look like https://example.org."
    )
    return InputError(words.format(text=text[:80]))


def _page_file(text: str) -> Path:
    """Whether it exists is seen when it is drawn: a disk that sleeps must not hold up the window."""
    path = Path(text).expanduser()
    if path.suffix.lower() not in PAGE_SUFFIXES:
        words = QCoreApplication.translate("AddressDialog", "“{name}” is not a page; choose a file that ends in .html.")
        raise InputError(words.format(name=path.name[:80]))
    return path
