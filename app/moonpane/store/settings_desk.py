"""Keeps preferences on the asyncio thread: a disk that is busy must not hold the window up."""

import asyncio
from dataclasses import dataclass

from moonpane.errors import SettingsError
from moonpane.preferences import Preferences, keep_preferences
from moonpane.settings import SettingsFile
from moonpane.store.models.engine_keeper import Post


@dataclass(frozen=True)
class SettingsRefused:
    """Notice: the last change was not kept, and why."""

    sentence: str


class SettingsDesk:
    """One after another, in the order of the changes."""

    def __init__(self, file: SettingsFile, post: Post) -> None:
        self._file = file
        self._post = post
        self._writing = asyncio.Lock()

    async def keep(self, preferences: Preferences) -> None:
        async with self._writing:
            try:
                await asyncio.to_thread(keep_preferences, self._file, preferences)
            except SettingsError as error:
                self._post(SettingsRefused(str(error)))
