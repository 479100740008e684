"""`moonpane key`: keep the key of an endpoint, so that it need not stand in the environment."""

import getpass
import sys

from moonpane.client.endpoint import normalised_base_url
from moonpane.errors import InputError
from moonpane.settings import keep_endpoint_key


def run_key(address: str) -> None:
    """Ask for the key without showing it, or read it from a pipe, and keep it. Raises InputError."""
    base_url = normalised_base_url(address.partition("#")[0])
    key = (getpass.getpass(f"Key for {base_url}: ") if sys.stdin.isatty() else sys.stdin.readline()).strip()
    if not key:
        raise InputError(f"No key was given for {base_url}; nothing was changed.")
    keep_endpoint_key(base_url, key)
    print(f"The key for {base_url} is kept.")
