"""What people do and when they can, as it is shown and typed: in the user's language, while the core keeps its own words.

Typed words that are not understood are kept as they were typed.
"""

import re
from collections.abc import Iterable

from ui.core_words import in_words
from walksheets.volunteers import DAYS, PARTS, ROLES, can_help, readable


def roles(held: Iterable[str]) -> str:
    """Say what somebody does: deliverer; canvasser."""
    return "; ".join(map(in_words, held))


def roles_typed(text: str) -> str:
    """Return what was typed with the core's names of roles."""
    known = {in_words(role).casefold(): role for role in ROLES}
    return "; ".join(known.get(part.strip().casefold(), part.strip()) for part in re.split("[;,]", text))


def available(text: str) -> str:
    """Say when somebody can help: Mon–Fri evening; what is not understood as it came."""
    said = readable(text)
    return _swapped(in_words(said), {name: in_words(name) for name in _NAMES}) if _understood(text) else said


def available_typed(text: str) -> str:
    """Return what was typed in the core's words, where that is understood."""
    meant = _swapped(text, {in_words(name): name for name in _NAMES})
    return meant if _understood(meant) else text


_NAMES = (*DAYS, *filter(None, PARTS), "any day")


def _understood(text: str) -> bool:
    return can_help(text, None)


def _swapped(text: str, names: dict[str, str]) -> str:
    folded = {name.casefold(): other for name, other in names.items()}
    either = "|".join(map(re.escape, sorted(folded, key=len, reverse=True)))
    return re.sub(rf"\b(?:{either})\b", lambda found: folded[found[0].casefold()], text, flags=re.IGNORECASE)
