"""The log of a bug of ours: the kind of error and the places in the code.

Never the error's message or a value: they may quote an elector.
"""

import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path

from walksheets import __version__
from walksheets.paths import user_data


def write_bug_log(error: BaseException) -> Path | None:
    """Write what whoever mends it needs; return the file, or None where nothing can be written."""
    moment = datetime.now(UTC)
    try:
        folder = user_data() / "logs"
        folder.mkdir(exist_ok=True)
        file = folder / f"bug-{moment:%Y%m%d-%H%M%S}.txt"
        file.write_text("\n".join([moment.isoformat(), *details(error)]) + "\n", encoding="utf-8")
    except OSError:
        return None
    return file


def details(error: BaseException) -> list[str]:
    """Describe an error and what it came from: kinds and places, no messages, no paths of this machine."""
    lines = [f"Walksheets {__version__} · Python {platform.python_version()} · {platform.system()}"]
    cause: BaseException | None = error
    while cause is not None:
        lines.append(type(cause).__name__)
        lines += [
            f"  {'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or cause.__context__
    return lines
