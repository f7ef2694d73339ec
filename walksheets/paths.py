"""Where the program's own files are: resources it ships, folders it may write for this user."""

import sys
from pathlib import Path

import platformdirs

_APP = "Walksheets"


def resources() -> Path:
    """Return the folder of shipped fonts, layouts, icons and translations."""
    bundled = getattr(sys, "_MEIPASS", None)
    root = Path(bundled) if bundled else Path(__file__).resolve().parent.parent
    return root / "resources"


def user_data() -> Path:
    """Return (and make) the folder for what the program keeps: saved mappings, the demo ward."""
    return _made(platformdirs.user_data_dir(_APP, appauthor=False))


def user_settings() -> Path:
    """Return (and make) the folder for the user's settings: recent campaigns, window state."""
    return _made(platformdirs.user_config_dir(_APP, appauthor=False))


def cache() -> Path:
    """Return (and make) the folder for what can be made again at any time."""
    return _made(platformdirs.user_cache_dir(_APP, appauthor=False))


def _made(folder: str) -> Path:
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    return path
