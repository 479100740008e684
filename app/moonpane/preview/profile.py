"""The hardened profile: off the record, nothing kept, nothing permitted, everything served from memory."""

from PySide6.QtCore import QObject
from PySide6.QtWebEngineCore import QWebEngineDownloadRequest, QWebEngineProfile, QWebEngineSettings

from moonpane.preview.flags import SCHEME
from moonpane.preview.scheme import PreviewInterceptor, PreviewScheme, VisitingInterceptor

_Attribute = QWebEngineSettings.WebAttribute
_OFF = (
    _Attribute.LocalContentCanAccessFileUrls,
    _Attribute.LocalContentCanAccessRemoteUrls,
    _Attribute.JavascriptCanOpenWindows,
    _Attribute.JavascriptCanAccessClipboard,
    _Attribute.JavascriptCanPaste,
    _Attribute.PluginsEnabled,
    _Attribute.PdfViewerEnabled,
    _Attribute.HyperlinkAuditingEnabled,
    _Attribute.DnsPrefetchEnabled,
    _Attribute.ScreenCaptureEnabled,
    _Attribute.FullScreenSupportEnabled,
    _Attribute.AllowRunningInsecureContent,
    _Attribute.AllowGeolocationOnInsecureOrigins,
    _Attribute.AllowWindowActivationFromJavaScript,
    _Attribute.ErrorPageEnabled,
    _Attribute.AutoLoadIconsForPage,
    _Attribute.TouchIconsEnabled,
    _Attribute.NavigateOnDropEnabled,
    _Attribute.FocusOnNavigationEnabled,
    _Attribute.WebGLEnabled,
    _Attribute.BackForwardCacheEnabled,
)


class PreviewProfile(QWebEngineProfile):
    """A fresh profile without a name, so Chromium keeps it in memory only.

    Attributes:
        documents: the scheme handler that pages are put into.
    """

    def __init__(self, parent: QObject | None = None, *, scroll_bars: bool = True) -> None:
        super().__init__(parent)
        self.documents = PreviewScheme(self)
        self._interceptor = PreviewInterceptor(self)
        self.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        self.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
        self.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
        self.setPushServiceEnabled(False)
        self.setSpellCheckEnabled(False)
        self.setUrlRequestInterceptor(self._interceptor)
        self.installUrlSchemeHandler(SCHEME, self.documents)
        self.downloadRequested.connect(_cancel_download)
        _harden(self.settings(), scroll_bars=scroll_bars)


class VisitingProfile(PreviewProfile):
    """The same for a page from the network; only in a process whose Chromium goes through a gate."""

    def __init__(self, parent: QObject | None = None, *, scroll_bars: bool = True) -> None:
        super().__init__(parent, scroll_bars=scroll_bars)
        self._visiting = VisitingInterceptor(self)
        self.setUrlRequestInterceptor(self._visiting)


def _harden(settings: QWebEngineSettings, *, scroll_bars: bool) -> None:
    for attribute in _OFF:
        settings.setAttribute(attribute, False)
    settings.setAttribute(_Attribute.WebRTCPublicInterfacesOnly, True)
    settings.setAttribute(_Attribute.PlaybackRequiresUserGesture, True)
    settings.setAttribute(_Attribute.ShowScrollBars, scroll_bars)
    settings.setUnknownUrlSchemePolicy(QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes)


def _cancel_download(download: QWebEngineDownloadRequest) -> None:
    download.cancel()
