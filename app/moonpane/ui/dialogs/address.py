"""What a person typed to have a page photographed: a web address or a file."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QCoreApplication

from moonpane.errors import InputError
from moonpane.preview.address import NoAddress, parse_address, scheme_of

MIN_WIDTH, MAX_WIDTH = 200, 3840  # CSS px
MAX_CHARS = 2_000
PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".svg")


@dataclass(frozen=True)
class WantedPage:
    """Where a page is, and how wide it is to be drawn."""

    location: str  # an http or https address, or an absolute path
    host: str  # that will be asked; empty for a file
    width: int = 1280  # CSS px

    @property
    def is_file(self) -> bool:
        return not self.host


def wanted_page(typed: str, *, width: int = 1280) -> WantedPage:
    """`example.org/x`, `https://…`, `/tmp/page.html`, `~/page.html` or `file:///…`.

    Raises InputError with one sentence, in the language of the window, for anything else.
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
        return WantedPage(str(_page_file(text)), "", width)
    if scheme_of(text) == "file":
        return WantedPage(str(_page_file(unquote(urlsplit(text).path))), "", width)
    try:
        address = parse_address(text)
    except NoAddress as error:
        raise InputError(_sentence(error, text)) from error
    return WantedPage(address.url, address.shown_host, width)


def _sentence(error: NoAddress, text: str) -> str:
    match error.reason:
        case "name":
            return QCoreApplication.translate(
                "AddressDialog", "This address contains a name or password before an @; leave that part out."
            )
        case "scheme":
            words = QCoreApplication.translate(
                "AddressDialog", "“{scheme}:” addresses cannot be opened; http, https and files can."
            )
            return words.format(scheme=scheme_of(text)[:80])
        case _:
            words = QCoreApplication.translate(
                "AddressDialog", "“{text}” is not an address; it should look like https://example.org."
            )
            return words.format(text=text[:80])


def _page_file(text: str) -> Path:
    """Whether it exists is seen when it is drawn: a disk that sleeps must not hold up the window."""
    path = Path(text).expanduser()
    if path.suffix.lower() not in PAGE_SUFFIXES:
        words = QCoreApplication.translate("AddressDialog", "“{name}” is not a page; choose a file that ends in .html.")
        raise InputError(words.format(name=path.name[:80]))
    return path
