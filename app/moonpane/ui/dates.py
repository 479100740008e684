"""Moments in words: by day for lists, short beside a row, long in a tooltip."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

RECENT_DAYS = 7
LATEST = 32_503_680_000.0  # the year 3000: calendars end, and a moment may come from somebody's file


class DayGroups:
    """Headings for moments, seen from `now`: Today, Yesterday, Previous 7 days, then months.

    Made once for a whole list: a moment newer than a bound needs no calendar.
    """

    def __init__(self, now: float) -> None:
        midnight = datetime.fromtimestamp(now).replace(hour=0, minute=0, second=0, microsecond=0)
        self._today = midnight.timestamp()
        self._yesterday = (midnight - timedelta(days=1)).timestamp()
        self._recent = (midnight - timedelta(days=RECENT_DAYS)).timestamp()
        self._year = midnight.year
        self._month, self._month_from, self._month_until = "", 0.0, 0.0  # the month named last

    def heading(self, moment: float) -> str:
        """Quick for moments that come newest first."""
        if moment >= self._today:
            return QCoreApplication.translate("Dates", "Today")
        if moment >= self._yesterday:
            return QCoreApplication.translate("Dates", "Yesterday")
        if moment >= self._recent:
            return QCoreApplication.translate("Dates", "Previous 7 days")
        if not self._month_from <= moment < self._month_until:
            self._name_month(moment)
        return self._month

    def _name_month(self, moment: float) -> None:
        first = datetime.fromtimestamp(sane(moment)).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        self._month_from = first.timestamp()
        self._month_until = (first + timedelta(days=32)).replace(day=1).timestamp()
        shape = (
            QCoreApplication.translate("Dates", "MMMM", "a month of this year, in Qt's date format")
            if first.year == self._year
            else QCoreApplication.translate("Dates", "MMMM yyyy", "a month of an earlier year, in Qt's date format")
        )
        self._month = QLocale().toString(_qt(first.timestamp()).date(), shape)


def short_moment(moment: float, now: float) -> str:
    """The time of today's moments, the day of others."""
    when = _qt(moment)
    if when.date() == _qt(now).date():
        return _spaced(QLocale().toString(when.time(), QLocale.FormatType.ShortFormat))
    shape = (
        QCoreApplication.translate("Dates", "d MMM", "a day of this year, in Qt's date format")
        if when.date().year() == _qt(now).date().year()
        else QCoreApplication.translate("Dates", "d MMM yyyy", "a day of an earlier year, in Qt's date format")
    )
    return QLocale().toString(when.date(), shape)


def long_moment(moment: float) -> str:
    return _spaced(QLocale().toString(_qt(moment), QLocale.FormatType.ShortFormat))


def duration(seconds: float) -> str:
    """`4 s`, `2 min 5 s`, `1 h 3 min`."""
    whole = max(0, round(seconds))
    if whole < 60:
        return QCoreApplication.translate("Dates", "{seconds} s").format(seconds=whole)
    if whole < 3600:
        shape = QCoreApplication.translate("Dates", "{minutes} min {seconds} s")
        return shape.format(minutes=whole // 60, seconds=whole % 60)
    return QCoreApplication.translate("Dates", "{hours} h {minutes} min").format(
        hours=whole // 3600, minutes=whole % 3600 // 60
    )


def _spaced(words: str) -> str:
    """Locales write `11:25 AM` with a narrow space, which is as good as none in small type."""
    return words.replace("\u202f", "\u00a0")


def _qt(moment: float) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(sane(moment)))


def sane(moment: float) -> float:
    """A moment that calendars know; what is none at all is the first."""
    return min(max(moment, 0.0), LATEST) if moment == moment else 0.0
