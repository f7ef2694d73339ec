"""Print: choose, look at the real pages, print; and the ledger of where each sheet is."""
