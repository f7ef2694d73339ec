"""What this user's window remembers: recent campaigns, its size, the theme. Typed, with defaults.

Kept as JSON in the user's folder; a file that cannot be read is as good as none. Nothing of a
campaign's data is kept here but its file's path.
"""

import json
import re
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from walksheets.paths import user_settings

_RECENT = 8


@dataclass
class UserSettings:
    """The window's memory."""

    recent: list[str] = field(default_factory=list)
    geometry: str = ""  # Qt's own bytes, in base 64
    scheme: str = "light"
    font_pt: float = 10.5
    last_folder: str = ""
    tables: dict[str, str] = field(
        default_factory=dict
    )  # table → its columns' widths and sorting, as Qt's bytes

    @classmethod
    def load(cls) -> "UserSettings":
        """Read the settings; what is missing or of another type keeps its default."""
        try:
            kept = json.loads(_file().read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return cls()
        settings = cls()
        for each in fields(cls):
            value = kept.get(each.name) if isinstance(kept, dict) else None
            if isinstance(value, type(getattr(settings, each.name))):
                setattr(settings, each.name, value)
        settings.recent = [str(where) for where in settings.recent]
        return settings

    def save(self) -> None:
        """Write the settings; a folder that cannot be written costs only the memory."""
        try:
            _file().write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")
        except OSError:
            return

    def remember(self, where: str) -> None:
        """Put a campaign at the head of the recent ones."""
        where = _without_password(where)
        if Path(where).exists():
            where = str(Path(where).resolve())
        self.recent = [where, *(each for each in self.recent if each != where)][:_RECENT]
        self.save()

    def forget(self, where: str) -> None:
        """Take a campaign off the list of recent ones; its file stays."""
        self.recent = [each for each in self.recent if each != where]
        self.save()


def _without_password(where: str) -> str:
    """A server's password is asked for, or kept where PostgreSQL keeps it, never here."""
    return re.sub(r"(://[^:/@]+):[^@]*@", r"\1@", where)


def _file() -> Path:
    return user_settings() / "window.json"
