"""Progress: how far a plan has come, in bars and figures; and the way out to files."""
