"""What can go wrong with a preview.

RenderError
└── PreviewError            one sentence, fit to be shown
    ├── PreviewSetupError   Qt or Chromium cannot be started as the preview needs it
    ├── PageTooLarge        the page is over a size limit and was not loaded
    └── PageStopped         the page never finished, ate memory or killed its process, and was stopped
"""

from moonpane.errors import RenderError


class PreviewError(RenderError):
    """A page could not be shown or rendered; the message is one sentence."""


class PreviewSetupError(PreviewError):
    """Qt or Chromium cannot be started as the preview needs it."""


class PageTooLarge(PreviewError, ValueError):
    """The page or its picture is over a size limit; nothing was loaded."""


class PageStopped(PreviewError):
    """The page was stopped; the message says why and how."""
