"""Which class shows which screen. None is imported before it is needed: the window opens sooner."""

from importlib import import_module

from ui.desk import Desk
from ui.screen import Screen

_WHERE = {
    "register": ("ui.register.screen", "RegisterScreen"),
    "rounds": ("ui.rounds.screen", "RoundsScreen"),
    "volunteers": ("ui.volunteers.screen", "VolunteersScreen"),
    "print": ("ui.sheets.screen", "PrintScreen"),
    "key": ("ui.results.screen", "KeyScreen"),
    "progress": ("ui.reports.screen", "ProgressScreen"),
}
MODULES = tuple(module for module, _kind in _WHERE.values())


def make_screen(name: str, desk: Desk) -> Screen:
    """Make a screen for an open campaign."""
    module, kind = _WHERE[name]
    made: Screen = getattr(import_module(module), kind)(desk)
    made.name = name
    return made
