"""What came back from the doors: codes, keying sheets back, corrections, disagreements.

Knows sheets and lines by what was printed on them; nothing of how they were drawn.
"""

from walksheets.results.codes import EFFECTS, STARTER_CODES, ResultCode, code_rows
from walksheets.results.follow_ups import FollowUpKind
from walksheets.results.keying import Contradiction, NoSuchSheet
from walksheets.results.model import (
    Disagreement,
    FollowUp,
    KeyedLine,
    KeyedPage,
    Result,
    SheetReturn,
    Totals,
    WalkedSheet,
)
from walksheets.results.reading import standing
from walksheets.results.service import Results
from walksheets.results.taking_in import TakenIn, take_in_results

__all__ = [
    "EFFECTS",
    "STARTER_CODES",
    "Contradiction",
    "Disagreement",
    "FollowUp",
    "FollowUpKind",
    "KeyedLine",
    "KeyedPage",
    "NoSuchSheet",
    "Result",
    "ResultCode",
    "Results",
    "SheetReturn",
    "TakenIn",
    "Totals",
    "WalkedSheet",
    "code_rows",
    "standing",
    "take_in_results",
]
