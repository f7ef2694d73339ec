"""The window's words in the user's language: every text on the screen goes through `tr`.

The language files are Qt's own (resources/i18n, made with Qt Linguist); all texts share one context.
"""

from PySide6.QtCore import QCoreApplication

CONTEXT = "Walksheets"


def tr(text: str, count: int = -1) -> str:
    """Return a literal text in the user's language.

    Values go in afterwards, or the text is never found: `tr("{n} rounds").format(n=3)`. Give `count` where
    the words depend on a number: `tr("%n round(s)", 3)`.
    """
    return QCoreApplication.translate(CONTEXT, text, None, count)
