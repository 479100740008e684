"""The page object of a preview: it goes nowhere, opens nothing, asks nothing and is granted nothing."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineDesktopMediaRequest,
    QWebEngineFileSystemAccessRequest,
    QWebEngineFullScreenRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineRegisterProtocolHandlerRequest,
    QWebEngineScript,
    QWebEngineWebAuthUxRequest,
)

from moonpane.preview.draw_watch import COUNT_FRAMES
from moonpane.preview.profile import PreviewProfile

ISOLATED_WORLD = 7  # scripts of ours run where the page's own scripts cannot reach them
MAX_MESSAGE_CHARS = 2_000
MAX_ADDRESS_CHARS = 300
_COPYING, _SIGHT = (Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("copying.js", "sight.js"))


class PreviewPage(QWebEnginePage):
    """One preview document at a time.

    Signals:
        console_written: a console line (level, text, line number, address of the script), the text cut to
            MAX_MESSAGE_CHARS and the address to MAX_ADDRESS_CHARS.
        dialog_suppressed: an alert, confirm or prompt was answered with "cancel"; the number of them so far.
    """

    console_written = Signal(str, str, int, str)
    dialog_suppressed = Signal(int)

    def __init__(self, profile: PreviewProfile, parent: QObject | None = None) -> None:
        super().__init__(profile, parent)
        self._documents = profile.documents
        self._current = QUrl()
        self._num_dialogs = 0
        self.scripts().insert(_beside(_COPYING, in_frames=True))
        self.scripts().insert(_beside(_SIGHT, in_frames=True))
        self.scripts().insert(_beside(COUNT_FRAMES))  # the first one, which may be the last
        self.permissionRequested.connect(_deny)
        self.fullScreenRequested.connect(_reject_full_screen)
        self.fileSystemAccessRequested.connect(_reject_file_system)
        self.desktopMediaRequested.connect(_cancel_desktop_media)
        self.registerProtocolHandlerRequested.connect(_reject_protocol_handler)
        self.webAuthUxRequested.connect(_cancel_web_auth)
        self.certificateError.connect(_reject_certificate)

    def show_document(self, url: QUrl) -> None:
        """Go to a URL of the profile's documents; the one shown before is forgotten."""
        self._documents.drop(self._current)
        self._current = url
        self._num_dialogs = 0
        self.load(url)

    def acceptNavigationRequest(self, url: QUrl | str, type: QWebEnginePage.NavigationType, isMainFrame: bool) -> bool:
        target = QUrl(url)
        if not isMainFrame:
            return target.scheme() in ("about", "blob", "data")
        return target.toString().partition("#")[0] == self._current.toString()

    def createWindow(self, type: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:  # type: ignore[override]
        return None

    def javaScriptAlert(self, securityOrigin: QUrl | str, msg: str) -> None:
        self._count_dialog()

    def javaScriptConfirm(self, securityOrigin: QUrl | str, msg: str) -> bool:
        self._count_dialog()
        return False

    def javaScriptPrompt(self, securityOrigin: QUrl | str, msg: str, defaultValue: str) -> tuple[bool, str]:  # type: ignore[override]
        self._count_dialog()
        return False, ""

    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        lineNumber: int,
        sourceID: str,
    ) -> None:
        name = level.name.removesuffix("MessageLevel").lower()
        self.console_written.emit(name, message[:MAX_MESSAGE_CHARS], lineNumber, sourceID[:MAX_ADDRESS_CHARS])

    def chooseFiles(
        self,
        mode: QWebEnginePage.FileSelectionMode,
        oldFiles: Sequence[str],
        acceptedMimeTypes: Sequence[str],
    ) -> list[str]:
        return []

    def _count_dialog(self) -> None:
        self._num_dialogs += 1
        self.dialog_suppressed.emit(self._num_dialogs)


def _beside(source: str, *, in_frames: bool = False) -> QWebEngineScript:
    """A script of ours, before any of the page's."""
    script = QWebEngineScript()
    script.setSourceCode(source)
    script.setWorldId(ISOLATED_WORLD)
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
    script.setRunsOnSubFrames(in_frames)
    return script


def _deny(permission: QWebEnginePermission) -> None:
    permission.deny()


def _reject_full_screen(request: QWebEngineFullScreenRequest) -> None:
    request.reject()


def _reject_file_system(request: QWebEngineFileSystemAccessRequest) -> None:
    request.reject()


def _cancel_desktop_media(request: QWebEngineDesktopMediaRequest) -> None:
    request.cancel()


def _reject_protocol_handler(request: QWebEngineRegisterProtocolHandlerRequest) -> None:
    request.reject()


def _cancel_web_auth(request: QWebEngineWebAuthUxRequest) -> None:
    request.cancel()


def _reject_certificate(error: QWebEngineCertificateError) -> None:
    error.rejectCertificate()
