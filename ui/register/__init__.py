"""Register: files come in here; electors, households and doors are found here."""
