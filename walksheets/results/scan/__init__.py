"""Scans: pictures of sheets → what stands on them, for a person to look at and confirm.

Pages are found, straightened and read by where the ledger says their boxes lie; nothing is guessed.
"""

from walksheets.results.scan.model import ReadLine, ScannedPage, ScanReport, Unread, WaitingPage
from walksheets.results.scan.pictures import ENDINGS
from walksheets.results.scan.service import Scans

__all__ = ["ENDINGS", "ReadLine", "ScanReport", "ScannedPage", "Scans", "Unread", "WaitingPage"]
