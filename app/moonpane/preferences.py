"""What a person chooses once: looks, language, what a new page is made of, where recordings go.

One frozen value, checked at birth. A member of the settings file that is out of bounds counts as not chosen: it is
said in a sentence, and everything else is kept.
"""

import dataclasses
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import platformdirs

from moonpane.errors import InputError
from moonpane.sentences import phrase
from moonpane.session import STACKS, Stack
from moonpane.settings import SettingsFile

SECTION = "preferences"
MAX_COMMAND_CHARS = 1000
MAX_PATH_CHARS = 4000

ThemeChoice = Literal["system", "light", "dark"]
Language = Literal["system", "en", "ko", "zh_CN"]
Network = Literal["off"]
Motion = Literal["system", "full", "reduced"]

CHOICES: dict[str, tuple[str, ...]] = {
    "theme": get_args(ThemeChoice),
    "language": get_args(Language),
    "stack": STACKS,
    "preview_network": get_args(Network),
    "motion": get_args(Motion),
}


@dataclass(frozen=True)
class Preferences:
    """Raises InputError with the name of the field that is out of bounds."""

    theme: ThemeChoice = "system"
    language: Language = "system"
    stack: Stack = "html"  # of a new page
    thinking: bool = False  # whether large models think before they answer, unless said otherwise
    recordings: str = ""  # an absolute folder; empty for the usual place, see `recordings_folder`
    preview_network: Network = "off"  # pages are shown without network; there is no other choice
    editor: str = ""  # a command, split as a shell would; empty for what the desktop opens such files with
    motion: Motion = "system"

    def __post_init__(self) -> None:
        for name, allowed in CHOICES.items():
            value = getattr(self, name)
            if value not in allowed:
                raise InputError(f"The setting “{name}” is {_shown(value)}; it can be {_listed(allowed)}.")
        if type(self.thinking) is not bool:
            raise InputError(f"The setting “thinking” is {_shown(self.thinking)}; it can be true or false.")
        _check_text("recordings", self.recordings, MAX_PATH_CHARS)
        if self.recordings and not Path(self.recordings).is_absolute():
            raise InputError(f"The setting “recordings” is {_shown(self.recordings)}; it has to be an absolute folder.")
        _check_text("editor", self.editor, MAX_COMMAND_CHARS)
        _split(self.editor)

    @property
    def recordings_folder(self) -> Path:
        """Where recordings go; it need not exist yet."""
        return Path(self.recordings) if self.recordings else platformdirs.user_videos_path() / "Moonpane"

    def editor_command(self, file: Path) -> list[str]:
        """What is started to edit a file; empty when the desktop is to choose.

        `{file}` in the command stands for the file; without it, the file comes last. No shell is involved.
        """
        words = _split(self.editor)
        if any("{file}" in word for word in words):
            return [word.replace("{file}", str(file)) for word in words]
        return [*words, str(file)] if words else []


def read_preferences(file: SettingsFile) -> tuple[Preferences, list[str]]:
    """What is kept, and a sentence for each member that is not usable; their defaults stand for these."""
    kept = file.section(SECTION)
    if kept is None:
        return Preferences(), []
    if not isinstance(kept, dict):
        return Preferences(), [f"“{SECTION}” in {file.path} is no list of settings; the defaults are used."]
    found, sentences = Preferences(), list[str]()
    for field in dataclasses.fields(Preferences):
        if field.name in kept:
            try:
                found = dataclasses.replace(found, **{field.name: kept[field.name]})
            except InputError as error:
                sentences.append(f"{error} {phrase('The default is used.')}")
    return found, sentences


def keep_preferences(file: SettingsFile, preferences: Preferences) -> None:
    """Writes them beside members of other versions. Raises SettingsError."""
    kept = file.section(SECTION)
    file.put(SECTION, (kept if isinstance(kept, dict) else {}) | dataclasses.asdict(preferences))


def _check_text(name: str, value: Any, longest: int) -> None:
    if not isinstance(value, str) or len(value) > longest or not value.isprintable():
        raise InputError(f"The setting “{name}” has to be one line of at most {longest:,} characters.")


def _split(command: str) -> list[str]:
    try:
        return shlex.split(command, posix=sys.platform != "win32")
    except ValueError:
        raise InputError(f"The setting “editor” is {_shown(command)}; a quotation mark in it is not closed.") from None


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else repr(value)
    return f"“{text[:60]}{'…' if len(text) > 60 else ''}”"


def _listed(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
