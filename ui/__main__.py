"""`walksheets`: the window with no arguments or a campaign alone, a picture of it, the proof of a package, else the command."""

import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the window, a screenshot, the smoke test or a command; return the exit code. Qt is loaded only when needed."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["--screenshot"]:
        from ui.screenshot import main as take

        return take(given[1:])
    if given[:1] == ["--smoke"]:
        from ui.smoke import main as prove

        return prove(given[1:])
    if not given or (len(given) == 1 and _is_campaign(given[0])):
        from ui.app import run

        return run(*given)
    from walksheets.cli import main as command

    return command(given)


def _is_campaign(word: str) -> bool:
    """Tell a campaign from a command: a file with our ending, or a server's address."""
    return (
        word.endswith(".walksheets")
        or word.startswith(("postgresql://", "postgres://"))
        or Path(word).is_file()
    )


if __name__ == "__main__":
    sys.exit(main())
