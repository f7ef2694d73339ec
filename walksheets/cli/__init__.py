"""The command: `walksheets new`, `import`, `split`, `print`, `key` … for scripts and for checking.

Thin: each command calls the core's verb and says what it did. No rule of the field lives here.
"""

from walksheets.cli.running import main

__all__ = ["main"]
