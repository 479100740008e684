"""The language of the interface: which words, which plural, how numbers are written; through Qt's translation tools.

Sources are the words themselves, in English. `scripts/make_translations.py` collects them into the `.ts` files of
`moonpane_resources`, and makes the `.qm` files that are loaded here. English has one, too, for its plurals. What rooms
without Qt say is translated where it is shown, by `moonpane.sentences`.
"""

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from moonpane.sentences import read_sentences
from moonpane.store.likeness import read_likeness
from moonpane.ui.theme import theme
from moonpane_resources.paths import translations_dir

ENGLISH = "en"
# Each in its own words, so that a person who does not read the others finds it.
LANGUAGES: tuple[tuple[str, str], ...] = ((ENGLISH, "English"), ("ko", "한국어"), ("zh_CN", "简体中文"))

_installed: list[QTranslator] = []


def install_language(application: QApplication, language: str = "system") -> str:
    """Has widgets that are made from now on speak a language; "system" is the desktop's, where we speak it.

    Returns the language in force. Number formats and the font's order follow. Where set-up has not made the files,
    the words are English.
    """
    code = spoken(QLocale.system().uiLanguages()) if language == "system" else spoken([language])
    for translator in _installed:
        application.removeTranslator(translator)
    _installed.clear()
    QLocale.setDefault(QLocale(code) if code != ENGLISH else QLocale(QLocale.Language.English))
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in ((f"qtbase_{code}", qt), (f"moonpane_{code}", str(translations_dir()))):
        translator = QTranslator(application)
        if translator.load(name, folder):
            application.installTranslator(translator)
            _installed.append(translator)
    read_sentences(translations_dir() / f"moonpane_{code}.ts")
    theme.use_language(application)
    return code


def marked(context: str, words: str) -> str:
    """Words of a table, to be collected for a context and translated where they are shown.

    As QT_TRANSLATE_NOOP, which hides from type checkers that it returns a string.
    """
    return words


def spoken(wanted: list[str]) -> str:
    """The first of a person's languages that we speak; English where there is none."""
    for tag in wanted:
        language = QLocale(tag.replace("-", "_")).language()
        for code, _ in LANGUAGES:
            if language == QLocale(code).language():
                return code
    return ENGLISH


class Counted(QObject):
    """How many of something, with the plural of the language; for functions, which have no `tr` of their own."""

    def lines(self, count: int) -> str:
        return self.tr("%Ln line(s)", "", count)

    def lines_of(self, done: int, total: int) -> str:
        return self.tr("{done} of %Ln line(s)", "", total).format(done=number(done))

    def tokens(self, count: int) -> str:
        return self.tr("%Ln token(s)", "", count)

    def widths(self, count: int) -> str:
        return self.tr("%Ln width(s)", "", count)


counted = Counted()


def number(value: float, decimals: int = 0) -> str:
    """A number as the language writes it: 12,345.6."""
    return QLocale().toString(float(value), "f", decimals)


def percent(share: float, decimals: int = 0) -> str:
    """0..1 as per cent; a space and a sign where the language has them."""
    locale = QLocale()
    return f"{locale.toString(100 * share, 'f', decimals)}{locale.percent()}"


def likeness_percent(share: float, decimals: int = 0) -> str:
    """How alike a page is, 0..1, as per cent; 100 only for one that is the same."""
    return percent(read_likeness(share, decimals), decimals)


def data_size(num_bytes: int) -> str:
    """Bytes in units of 1000, with as many digits as one reads: 512 bytes, 3.1 kB, 24 GB."""
    kind = QLocale.DataSizeFormat.DataSizeSIFormat
    exact = QLocale().formattedDataSize(num_bytes, 1, kind)
    lead = num_bytes
    while lead >= 1000:
        lead /= 1000
    return QLocale().formattedDataSize(num_bytes, 0, kind) if lead >= 100 or num_bytes < 1000 else exact
