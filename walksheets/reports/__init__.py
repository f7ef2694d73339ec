"""Reports: exports to spreadsheets and maps, and how far each round has come.

Other rooms import from here and from nowhere deeper.
"""

from walksheets.reports.progress_rows import RoundProgress
from walksheets.reports.service import Reports
from walksheets.reports.tables import COLUMNS

__all__ = ["COLUMNS", "Reports", "RoundProgress"]
