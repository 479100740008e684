"""Keys of endpoints: the environment wins, a key store is used where there is one, and the file is private."""

import stat

import keyring
import keyring.backend
import pytest

from moonpane import settings

URL = "http://box:8000/v1"


class Store(keyring.backend.KeyringBackend):
    """A key store in memory."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username), None)


@pytest.fixture
def store():
    before, store = keyring.get_keyring(), Store()
    keyring.set_keyring(store)
    yield store
    keyring.set_keyring(before)


def test_the_environment_wins_for_what_it_is_for(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.keep_endpoint_key(URL, "kept")
    assert settings.endpoint_key(URL) == "kept"
    assert store.kept == {("moonpane", URL): "kept"}
    assert not settings.key_file().exists()
    monkeypatch.setenv("MOONPANE_ENDPOINT_KEY", " given ")
    assert settings.endpoint_key(URL, is_named=True) == "given"


def test_the_environment_s_key_is_for_the_address_that_was_named(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOONPANE_ENDPOINT_KEY", "given")
    assert settings.endpoint_key(URL) is None
    settings.keep_endpoint_key(URL, "kept")
    assert settings.endpoint_key(URL) == "kept"


def test_without_a_key_store_the_file_is_only_for_its_owner(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOONPANE_KEYRING", "off")
    settings.keep_endpoint_key(URL, "kept")
    settings.keep_endpoint_key("http://other/v1", "too")
    assert settings.endpoint_key(URL) == "kept"
    assert stat.S_IMODE(settings.key_file().stat().st_mode) == 0o600
    assert not store.kept
    settings.key_file().write_text("{not json")
    assert settings.endpoint_key(URL) is None
    settings.key_file().unlink()


def test_an_unknown_endpoint_has_no_key(store: Store) -> None:
    assert settings.endpoint_key(URL) is None


def test_a_key_store_that_forgets_is_not_relied_on_and_keys_are_forgotten_when_asked(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.keep_endpoint_key(URL, "in the store")
    settings.forget_endpoint_key(URL)
    assert settings.endpoint_key(URL) is None
    monkeypatch.setattr(store, "set_password", lambda service, name, key: None)
    settings.keep_endpoint_key(URL, "in the file")
    settings.keep_endpoint_key(f"{URL}/2", "another")
    assert settings.endpoint_key(URL) == "in the file"
    settings.forget_endpoint_key(URL)
    assert settings.endpoint_key(URL) is None
    assert settings.endpoint_key(f"{URL}/2") == "another"
    settings.forget_endpoint_key(f"{URL}/2")
    assert not settings.key_file().exists()


def test_a_key_store_that_fails_in_its_own_way_is_as_none(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*given: object) -> None:
        raise RuntimeError("org.freedesktop.DBus.Error.NoReply")

    for name in ("get_password", "set_password", "delete_password"):
        monkeypatch.setattr(store, name, fails)
    assert settings.endpoint_key(URL) is None
    settings.keep_endpoint_key(URL, "in the file")
    assert settings.endpoint_key(URL) == "in the file"
    settings.forget_endpoint_key(URL)
    assert not settings.key_file().exists()
