"""What can go wrong, sorted by whose it is to mend.

Every message is one plain sentence for the person at the screen: what happened, what it means for
the data, what to do. Names of electors never stand in one. Anything else that is raised is our bug.
"""


class WalksheetsError(Exception):
    """The base of every error that is meant to be read by the user."""


class UsersMistake(WalksheetsError):
    """Theirs to mend: a wrong file, a missing ward, an unknown sheet code. Nothing has changed."""


class MachineTrouble(WalksheetsError):
    """The machine's: a full disk, a locked file, a database that is away. Nothing has changed."""
