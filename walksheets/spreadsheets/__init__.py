"""Spreadsheets: xlsx, xls, ods, csv and tsv to rows of text, and rows to xlsx and csv.

Knows files, not electors.
"""

from walksheets.spreadsheets.grid import Grid, Row, Table
from walksheets.spreadsheets.reading import read, tables
from walksheets.spreadsheets.writing import Cell, plain, whole_file, write

__all__ = ["Cell", "Grid", "Row", "Table", "plain", "read", "tables", "whole_file", "write"]
