"""Everything that can go wrong for a user of the app, as one tree; each message is one sentence.

    MoonpaneError                 exit code 1
    ├── InputError                2  what was given cannot be used: a picture, a path, an option
    │   ├── PictureRefused        2  … because it is not a picture we open
    │   ├── UnknownModel          2  … because there is no such checkpoint or endpoint address
    │   └── BundleRefused         2  … because it is not an exported conversation that is safe to import
    ├── ModelError                3  the model did not answer as it should
    │   ├── EndpointError         3  the endpoint cannot be reached, refused, or broke off
    │   │   ├── NoConnection      3  … because there is no connection to it
    │   │   ├── ContextOverflow   3  … because prompt and answer do not fit into the model's context
    │   │   └── RequestRefused    3  … because it does not take such a request
    │   ├── EngineFailed          3  our own engine did not start, or ended
    │   └── NoPage                3  the model answered, but not with a page
    ├── RenderError               4  the page could not be drawn
    │   └── MeasureError          4  pictures could not be measured or compared
    ├── SettingsError             5  the settings could not be kept
    └── ArchiveError              5  what was said and made cannot be kept, or not be read again
        ├── ArchiveInUse          5  … because another window of Moonpane has it
        ├── ArchiveUnwritable     5  … for now: the disk is full or fails; the same may succeed later
        └── ArchiveDamaged        5  … because its file is damaged; the next start repairs it

Messages name the file or address and the way out. They are raised where the cause is known, and shown
in one place: `cli.main` on a terminal, the transcript in the studio.
"""


class MoonpaneError(Exception):
    """Base of everything that this package raises on purpose; `str()` of it is fit to be shown."""

    exit_code = 1


class InputError(MoonpaneError, ValueError):
    """A picture, path or option given by the user cannot be used."""

    exit_code = 2


class PictureRefused(InputError):
    """The file is not a picture that is safe and possible to open."""


class UnknownModel(InputError):
    """`--model` names neither a checkpoint folder nor the address of an endpoint."""


class BundleRefused(InputError):
    """The file is not a conversation that this version can import safely."""


class ModelError(MoonpaneError):
    """The model did not answer as it should."""

    exit_code = 3


class EndpointError(ModelError):
    """An OpenAI-compatible endpoint could not be reached, refused the request, or broke off."""

    base_url = ""  # which one, where it is known


class NoConnection(EndpointError):
    """There is no connection to the endpoint, for now."""


class ContextOverflow(EndpointError):
    """Prompt and answer do not fit into the model's context; the request was refused before any work."""


class RequestRefused(EndpointError):
    """The endpoint does not take a request of this form; it was refused before any work."""


class EngineFailed(ModelError):
    """The engine that we started did not become ready, or ended while it was needed."""


class NoPage(ModelError):
    """The model's answer holds no HTML."""


class RenderError(MoonpaneError):
    """A page could not be drawn."""

    exit_code = 4


class MeasureError(RenderError):
    """A picture could not be parsed, or two pictures could not be compared."""


class SettingsError(MoonpaneError):
    """The settings could not be written; what was kept before is unchanged."""

    exit_code = 5


class ArchiveError(MoonpaneError):
    """What was said and made cannot be kept, or cannot be read again."""

    exit_code = 5


class ArchiveInUse(ArchiveError):
    """Another process writes into the archive."""


class ArchiveUnwritable(ArchiveError):
    """Nothing can be kept for now; what was kept before stays, and the same call may succeed later."""


class ArchiveDamaged(ArchiveError):
    """The file of the archive is damaged; opening it again repairs it."""
