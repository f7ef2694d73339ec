"""Walksheets: the core of the ward organiser's program.

Everything a window, a command or a script can do lives here, room by room, in the order the data
travels: a file comes in, its electors stand at doors, doors make rounds, rounds go to volunteers,
sheets go out on paper and results come back. Nothing in this package knows Qt.
"""

__version__ = "0.1.0"
