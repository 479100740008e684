"""Addresses as people type them."""

import pytest

from moonpane.errors import InputError
from moonpane.preview.address import Address, is_address, parse_address


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://example.org/a?b#c", Address("https://example.org/a?b#c", "example.org", 443, "example.org")),
        ("  http://Example.org ", Address("http://Example.org", "example.org", 80, "example.org")),
        ("example.org", Address("https://example.org", "example.org", 443, "example.org")),
        ("example.org:8443/x", Address("https://example.org:8443/x", "example.org", 8443, "example.org:8443")),
        ("localhost:3000", Address("http://localhost:3000", "localhost", 3000, "localhost:3000")),
        ("127.0.0.1:8000/a", Address("http://127.0.0.1:8000/a", "127.0.0.1", 8000, "127.0.0.1:8000")),
        ("[::1]:8000", Address("http://[::1]:8000", "::1", 8000, "::1:8000")),
        ("http://münchen.example", Address("http://münchen.example", "xn--mnchen-3ya.example", 80, "münchen.example")),
    ],
)
def test_an_address_is_understood(typed: str, address: Address) -> None:
    assert parse_address(typed) == address


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "not an address"),
        ("https://", "not an address"),
        ("https://a b", "not an address"),
        ("https://[bad", "not an address"),
        ("https://host:99999", "not an address"),
        ("https://host:0", "not an address"),
        ("https://host\n.org", "not an address"),
        ("https://" + "a" * 9000, "not an address"),
        ("https://..", "not an address"),
        ("ftp://example.org", "only http and https"),
        ("javascript://example.org", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("https://host\\@other.org/", "not an address"),
        ("https://@example.org", "leave them out"),
        ("file:///etc/passwd", "give the path"),
        ("https://me:secret@example.org", "leave them out"),
        ("me:secret@example.org", "leave them out"),
    ],
)
def test_what_is_none_is_one_sentence_without_secrets(typed: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        parse_address(typed)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_files_are_no_addresses() -> None:
    assert is_address("HTTPS://example.org")
    assert not is_address("https.html")
    assert not is_address("folder/page.html")
