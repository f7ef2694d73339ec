"""Every kind of paper beside walk sheets: for sessions, bundles, walls, voters and polling day.

What each says, where it stands and drawing are kept apart, as for walk sheets. Other rooms import from
`walksheets.sheets`.
"""

from walksheets.sheets.kinds.catalogue import KINDS, PaperKind
from walksheets.sheets.kinds.label_sheets import LabelSheet, label_sheets
from walksheets.sheets.kinds.order import CARDS_A_PAGE, LABELS_FOR, SIZES, Imprint, PaperOrder
from walksheets.sheets.kinds.service import Papers, PapersPreview, PapersReport

__all__ = [
    "CARDS_A_PAGE",
    "KINDS",
    "LABELS_FOR",
    "SIZES",
    "Imprint",
    "LabelSheet",
    "PaperKind",
    "PaperOrder",
    "Papers",
    "PapersPreview",
    "PapersReport",
    "label_sheets",
]
