"""Running a command: what it may end in, and the one line that says so.

0 done · 2 the user's or the machine's to mend, nothing changed · 130 stopped · 1 our bug, with a log.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import typer
from typer.main import get_command

from walksheets.errors import WalksheetsError
from walksheets.progress import Cancelled

MISTAKE, STOPPED, OUR_BUG = 2, 130, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code. No traceback, and one line on stderr when it went wrong."""
    from walksheets.cli.locks import app

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter is no reason to fail
    given = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    try:
        code = get_command(app).main(given, prog_name="walksheets", standalone_mode=False)
        sys.stdout.flush()
    except (WalksheetsError, typer.TyperException, OSError, KeyboardInterrupt, Cancelled) as error:
        return _ended(error)
    except Exception as error:  # the outermost frame: our bug, told as such
        return _our_bug(error)
    if code == STOPPED:  # Typer has already turned Ctrl-C into a code
        return _ended(KeyboardInterrupt())
    return code if isinstance(code, int) else 0


def _ended(error: BaseException) -> int:
    """Say in one line what stands in the way."""
    if isinstance(error, BrokenPipeError):  # the reader of our output had enough: `walksheets sheets | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if isinstance(error, KeyboardInterrupt | Cancelled | typer.Abort):
        _complain("Stopped; nothing was changed.")
        return STOPPED
    if isinstance(error, OSError):
        what = Path(error.filename).name if error.filename else "The disk"
        _complain(f"{what}: {error.strerror or error}; nothing was changed.")
    elif isinstance(error, typer.TyperException):
        _complain(_usage(error))
    else:
        _complain(str(error))
    return MISTAKE


def _usage(error: typer.TyperException) -> str:
    """Put a wrong command line in one sentence that ends with where to read on."""
    message = getattr(error, "format_message", lambda: str(error))()
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "walksheets"
    return f"{message.strip().rstrip('.')}; nothing was done. See “{command} --help”."


def _our_bug(error: Exception) -> int:
    from walksheets.cli.bug_log import write_bug_log

    log = write_bug_log(error)
    where = f"the details, without names, are in {log}" if log else "its details could not be written"
    _complain(f"Walksheets itself made a mistake ({type(error).__name__}) and undid the step; {where}.")
    return OUR_BUG


def _complain(sentence: str) -> None:
    print(f"walksheets: {' '.join(sentence.split())}", file=sys.stderr)
