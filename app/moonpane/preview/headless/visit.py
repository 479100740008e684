"""Takes the picture of a page on the network: like `Capture`, but the page comes when it comes."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtWebEngineCore import QWebEngineCertificateError, QWebEngineLoadingInfo, QWebEnginePage

from moonpane.preview.headless.capture import STARTED, SUCCEEDED, Capture
from moonpane.preview.headless.job import Job
from moonpane.preview.page import PreviewPage
from moonpane.preview.profile import PreviewProfile
from moonpane.sentences import phrase

PATIENCE_MS = 20_000  # then a page is drawn as far as it has come: some never end loading
MOVES_ON_MS = 500  # a page that has loaded may be no more than the way to another one
# What could not be loaded leaves an empty page under its address.
_IS_THERE = "/^https?:$/.test(location.protocol) && document.body !== null && document.body.childNodes.length > 0"
_HTTP_STATUS = QWebEngineLoadingInfo.ErrorDomain.HttpStatusCodeDomain
_FAILED = QWebEngineLoadingInfo.LoadStatus.LoadFailedStatus


class VisitedPage(PreviewPage):
    """Goes where the network's own redirections lead, until `is_settled`; opens, asks and is granted nothing."""

    def __init__(self, profile: PreviewProfile, parent: QObject | None = None) -> None:
        super().__init__(profile, parent)
        self.is_settled = False
        self.bad_certificate = ""  # what is wrong with it, in Chromium's words
        self.certificateError.connect(self._on_certificate_error)

    def acceptNavigationRequest(self, url: QUrl | str, type: QWebEnginePage.NavigationType, isMainFrame: bool) -> bool:
        scheme = QUrl(url).scheme()
        if isMainFrame:
            return scheme in ("http", "https") and not self.is_settled
        return scheme in ("http", "https", "about", "blob", "data")

    def _on_certificate_error(self, error: QWebEngineCertificateError) -> None:
        self.bad_certificate = error.description()


class Visit(Capture):
    """One page; its job's `page` is an address."""

    def __init__(self, profile: PreviewProfile, parent: QObject | None = None, *, site: str = "") -> None:
        super().__init__(profile, parent, site=site)
        self._failure = ""  # of the last loading, as Chromium calls it
        self._refusal: int | None = None  # the HTTP status of a page that was not sent
        self._has_finished = False
        self._patience = _timer(self, PATIENCE_MS, self._on_patience_ended)
        self._moving_on = _timer(self, MOVES_ON_MS, self._on_stayed)

    def make_page(self, profile: PreviewProfile, parent: QObject) -> PreviewPage:
        return VisitedPage(profile, parent)

    def url_of(self, job: Job) -> QUrl:
        self._patience.start()
        return QUrl(job.page)

    def rest(self) -> None:
        """Nothing follows: the process is for one visit."""

    def _on_loading_changed(self, info: QWebEngineLoadingInfo) -> None:
        status = info.status()
        # Of a status Chromium has only half a sentence, which its own page would complete.
        is_status = info.errorDomain() == _HTTP_STATUS
        self._refusal = info.errorCode() if status == _FAILED and is_status else None
        self._failure = info.errorString() if status == _FAILED and not is_status else ""
        if status == STARTED:
            self._moving_on.stop()
            return
        self._has_finished = status == SUCCEEDED
        if self.busy and not self._is_loaded:
            self._moving_on.start()

    def _on_stayed(self) -> None:
        if not self.busy or self._is_loaded:
            return
        if self._has_finished:
            self._go_on(True)
        else:
            self._watch.ask(_IS_THERE, self._go_on)

    def _on_patience_ended(self) -> None:
        if self.busy and not self._is_loaded:
            self._note = f"{self._current().name} was still loading; its picture shows how far it had come."
            self._watch.ask(_IS_THERE, self._go_on)

    def _go_on(self, is_there: object) -> None:
        page = self._page
        assert isinstance(page, VisitedPage)
        if not self.busy or self._is_loaded:
            return
        if is_there is not True:
            name = self._current().name
            if page.bad_certificate:
                self._end("failed", f"{name} has a certificate that cannot be trusted: {page.bad_certificate}.")
            elif self._refusal is not None:
                self._end("failed", f"{name} sent no page, only HTTP status {self._refusal}.")
            else:
                self._end("failed", f"{name} could not be loaded ({self._failure or phrase('it sent no page')}).")
            return
        if not self._has_finished and not self._note:
            self._note = f"{self._current().name} was not loaded to its end; its picture shows how far it had come."
        page.is_settled = True
        self._patience.stop()
        super()._go_on(True)


def _timer(parent: QObject, interval_ms: int, then: Callable[[], None]) -> QTimer:
    made = QTimer(parent)
    made.setSingleShot(True)
    made.setInterval(interval_ms)
    made.timeout.connect(then)
    return made
