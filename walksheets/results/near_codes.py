"""Which printed sheet a mistyped code most likely means: one slip of a finger away. Pure."""

from collections.abc import Iterable


def nearest(typed: str, printed: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Return the printed codes that one slip (wrong, missing or extra character, or two swapped) makes `typed`.

    Dashes, blanks and case do not count; the codes come in alphabetical order.
    """
    plain = _plain(typed)
    return tuple(sorted(code for code in printed if _one_slip(plain, _plain(code)))[:limit])


def _plain(text: str) -> str:
    return "".join(letter for letter in text.upper() if letter.isalnum())


def _one_slip(a: str, b: str) -> bool:
    """Tell whether two texts differ by exactly one slip."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[at:], b[at:]
    if len(a) == len(b):
        swapped = rest_a[:2] == rest_b[1::-1] and len(rest_b) > 1
        return rest_a[1:] == rest_b[1:] or (swapped and rest_a[2:] == rest_b[2:])
    return rest_a[1:] == rest_b if len(a) > len(b) else rest_a == rest_b[1:]
