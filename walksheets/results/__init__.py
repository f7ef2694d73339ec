"""What came back from the doors: codes, keying sheets back, corrections, disagreements.

Knows sheets and lines by what was printed on them; nothing of how they were drawn.
"""

from walksheets.results.codes import EFFECTS, STARTER_CODES, ResultCode, code_rows
from walksheets.results.model import Disagreement, KeyedLine, KeyedPage, Result, Totals
from walksheets.results.service import Results
from walksheets.results.taking_in import TakenIn, take_in_results

__all__ = [
    "EFFECTS",
    "STARTER_CODES",
    "Disagreement",
    "KeyedLine",
    "KeyedPage",
    "Result",
    "ResultCode",
    "Results",
    "TakenIn",
    "Totals",
    "code_rows",
    "take_in_results",
]
