"""Imports: whatever a council or an organiser has, recognised, previewed and brought in as one change.

Other rooms' take-in functions do the work; here files become rows of known fields.
"""

from walksheets.imports.layouts import KINDS, Layout, fold_header
from walksheets.imports.model import FileReport, ImportReport, Mended, Recognised
from walksheets.imports.service import Imports

__all__ = ["KINDS", "FileReport", "ImportReport", "Imports", "Layout", "Mended", "Recognised", "fold_header"]
