"""Paper: sheets for canvassers and deliverers, and the ledger of who holds which page.

What it says (content), where it stands (layout) and drawing are kept apart. Other rooms import from here.
"""

from walksheets.sheets import codes
from walksheets.sheets.design import COLUMNS, MAPS, PAPERS, SheetDesign
from walksheets.sheets.designs import NamedDesign
from walksheets.sheets.ledger import counted_status, read_mark
from walksheets.sheets.records import STATUSES, WALKED, Chase, Organiser, PrintReport, SheetLine, SheetRow
from walksheets.sheets.service import Sheets

__all__ = [
    "COLUMNS",
    "MAPS",
    "PAPERS",
    "STATUSES",
    "WALKED",
    "Chase",
    "NamedDesign",
    "Organiser",
    "PrintReport",
    "SheetDesign",
    "SheetLine",
    "SheetRow",
    "Sheets",
    "codes",
    "counted_status",
    "read_mark",
]
