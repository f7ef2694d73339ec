"""The window's words, numbers and days in the user's language: every text on the screen goes through `tr`.

The language files are Qt's own (resources/i18n, made by resources/i18n/update.py, translated with Qt Linguist); all
texts share one context. English has a file too, for its plurals.
"""

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from walksheets.paths import resources

CONTEXT = "Walksheets"
LANGUAGES = {"en": "English", "cy": "Cymraeg"}
"""Each in its own words: who looks for theirs must be able to read it."""

_LOCALES = {"en": QLocale.Language.English, "cy": QLocale.Language.Welsh}


def tr(text: str, count: int = -1) -> str:
    """Return a literal text in the user's language.

    Values go in afterwards, or the text is never found: `tr("{n} rounds").format(n=3)`. Give `count` where
    the words depend on a number: `tr("%Ln round(s)", 3)`.
    """
    return QCoreApplication.translate(CONTEXT, text, None, count)


def later(text: str) -> str:
    """Mark a literal of a table for the language files; whoever shows it says `tr(text)` at that time."""
    return text


def use(application: QApplication, wanted: str = "") -> None:
    """Speak a language from now on; none wanted: the system's, or else English."""
    for old in application.findChildren(QTranslator, CONTEXT):
        application.removeTranslator(old)
        old.deleteLater()
    code = wanted if wanted in LANGUAGES else _of_the_system()
    translator = QTranslator(application)
    translator.setObjectName(CONTEXT)
    translator.load(str(resources() / "i18n" / f"walksheets_{code}.qm"))
    application.installTranslator(translator)
    QLocale.setDefault(QLocale(_LOCALES[code], QLocale.Country.UnitedKingdom))


def number(value: float, decimals: int = 0) -> str:
    """Write a number as the user's language does."""
    return QLocale().toString(float(value), "f", decimals)


def day(when: str | date, *, with_year: bool = True) -> str:
    """Write a day (a date, or text that begins as 2026-02-07) in words: 7 February 2026; other text stays."""
    try:
        known = date.fromisoformat(when[:10]) if isinstance(when, str) else when
    except ValueError:
        return str(when)
    return QLocale().toString(
        QDate(known.year, known.month, known.day), "d MMMM yyyy" if with_year else "d MMMM"
    )


def moment(iso: str) -> str:
    """Write a moment kept in any time zone as this computer's: 7 Feb 2026 19:05."""
    return f"{short_day(iso)} {datetime.fromisoformat(iso).astimezone():%H:%M}"


def short_day(iso: str) -> str:
    """Write a day, or the day of a moment here, as a table has room for: 7 Feb 2026; nothing stays nothing."""
    try:
        here = datetime.fromisoformat(iso)
    except ValueError:
        return iso[:10]
    here = here.astimezone() if here.tzinfo else here
    return QLocale().toString(QDate(here.year, here.month, here.day), "d MMM yyyy")


def _of_the_system() -> str:
    return "cy" if QLocale.system().language() == QLocale.Language.Welsh else "en"
