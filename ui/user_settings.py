"""What this user's window remembers: recent campaigns, its size, its dress, where they were. Typed, with defaults.

Kept as JSON in the user's folder; a file that cannot be read is as good as none. Nothing of a
campaign's data is kept here but its file's path.
"""

import json
import re
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from ui.map.tile_address import OPENSTREETMAP, OPENSTREETMAP_WORDS
from walksheets.paths import user_settings

_RECENT = 8


@dataclass
class Place:
    """Where the user is in one campaign."""

    screen: str = "home"
    shown: dict[str, dict[str, Any]] = field(default_factory=dict)  # by screen, what its `place` returned


@dataclass
class UserSettings:
    """The window's memory."""

    recent: list[str] = field(default_factory=list)
    geometry: str = ""  # Qt's own bytes, in base 64
    scheme: str = "system"  # or light, dark, contrast
    language: str = ""  # or en, cy; empty: the system's
    font_pt: float = 10.5
    last_folder: str = ""
    tables: dict[str, str] = field(default_factory=dict)  # its columns' widths and sorting, as Qt's bytes
    splitters: dict[str, str] = field(default_factory=dict)  # how they divide, as Qt's bytes
    online_map: bool = False
    tile_server: str = OPENSTREETMAP
    tile_words: str = OPENSTREETMAP_WORDS  # whose map it is
    places: dict[str, Place] = field(default_factory=dict)  # by where the campaign is

    @classmethod
    def load(cls) -> "UserSettings":
        """Read the settings; what is missing or of another type keeps its default."""
        try:
            kept = json.loads(_file().read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return cls()
        settings = _filled(cls(), kept)
        settings.recent = [str(where) for where in settings.recent]
        settings.places = {where: _filled(Place(), place) for where, place in settings.places.items()}
        return settings

    def save(self) -> None:
        """Write the settings; a folder that cannot be written costs only the memory."""
        try:
            _file().write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")
        except OSError:
            return

    def remember(self, where: str) -> None:
        """Put a campaign at the head of the recent ones."""
        where = kept_as(where)
        self.recent = [where, *(each for each in self.recent if each != where)][:_RECENT]
        self.save()

    def forget(self, where: str) -> None:
        """Take a campaign off the list of recent ones; its file stays."""
        self.recent = [each for each in self.recent if each != where]
        self.places.pop(where, None)
        self.save()

    def place_of(self, where: str) -> Place:
        """Return where the user is in a campaign, to be read and to be changed; kept with the next `save`."""
        where = kept_as(where)
        if where not in self.places:
            self.places = {each: place for each, place in self.places.items() if each in self.recent}
            self.places[where] = Place()
        return self.places[where]


def kept_as(where: str) -> str:
    """Return where a campaign is as the settings keep it: a whole path, or an address without a password."""
    return _without_password(where) if "://" in where else str(Path(where).resolve())


def _filled(settings: Any, kept: object) -> Any:
    """Take over the values that are of the right type; what is missing or of another keeps its default."""
    for each in fields(settings):
        value = kept.get(each.name) if isinstance(kept, dict) else None
        if isinstance(value, type(getattr(settings, each.name))):
            setattr(settings, each.name, value)
    return settings


def _without_password(where: str) -> str:
    """A server's password is asked for, or kept where PostgreSQL keeps it, never here."""
    return re.sub(r"(://[^:/@]+):[^@]*@", r"\1@", where)


def _file() -> Path:
    return user_settings() / "window.json"
