"""Paper: sheets for canvassers and deliverers, and the ledger of who holds which page.

What it says (content), where it stands (layout) and drawing are kept apart. Other rooms import from here.
"""

from walksheets.sheets import codes
from walksheets.sheets.design import MAPS, PAPERS, SheetDesign
from walksheets.sheets.records import STATUSES, Organiser, PrintReport, SheetLine, SheetRow
from walksheets.sheets.service import Sheets

__all__ = [
    "MAPS",
    "PAPERS",
    "STATUSES",
    "Organiser",
    "PrintReport",
    "SheetDesign",
    "SheetLine",
    "SheetRow",
    "Sheets",
    "codes",
]
