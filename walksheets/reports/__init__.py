"""Reports: exports to spreadsheets and maps, and how far each round has come.

Other rooms import from here and from nowhere deeper.
"""

from walksheets.reports.coverage import STATES, Coverage
from walksheets.reports.deliveries import Delivery
from walksheets.reports.figures import Evening, Figures, KnockedTwice, Span, day_of
from walksheets.reports.learnt import Learnt
from walksheets.reports.paper_rows import PaperCount
from walksheets.reports.progress_rows import RoundProgress
from walksheets.reports.service import Reports
from walksheets.reports.tables import COLUMNS

__all__ = [
    "COLUMNS",
    "STATES",
    "Coverage",
    "Delivery",
    "Evening",
    "Figures",
    "KnockedTwice",
    "Learnt",
    "PaperCount",
    "Reports",
    "RoundProgress",
    "Span",
    "day_of",
]
