"""What a service call changed: the one thing every verb that writes returns.

A screen listens for the nouns it shows and reads its rows again. Holds no rows itself.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """What one whole service call did to the campaign.

    `number` is the change's place in the change log, or None when nothing had to change.
    `nouns` are the kinds of thing touched ("doors", "rounds"), for the screens that show them.
    `counts` says how many of what, in the user's words: {"new": 12, "same": 5131}.
    """

    what: str = ""
    number: int | None = None
    nouns: frozenset[str] = frozenset()
    counts: dict[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """True when something changed."""
        return self.number is not None
