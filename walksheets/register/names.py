"""Names: cleaned, told apart, and the better of two spellings kept. Pure.

Councils' exports lose letters ("D??ng"), shout ("MCDONALD") and shorten ("Tracey K"); what an
earlier file knew better must survive all three.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

_OPTED_OUT = re.compile(r"\(\s*z\s*\)\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")
_PARTS_OF_WORD = re.compile(r"(?<=[-'’])[^\W_]{2,}")
_LETTERS_WITHOUT_PARTS = str.maketrans(
    {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ħ": "h"}
)
_SHORT_PARTICLES = {"a", "ó", "o", "ní", "ni", "nic", "uí", "ui", "mac", "mc", "giolla", "ap", "ab", "ferch", "st", "saint", "bin",
    "binti", "ibn", "bint", "al", "el", "abu", "de", "da", "do", "dos", "das", "du", "di", "del", "della", "la", "le",
    "van", "von", "der", "den", "ter", "ten", "te", "vande", "zu", "zur", "dal"}  # fmt: skip


class Name(NamedTuple):
    """A person's surname and forenames, as one writes them."""

    surname: str
    forenames: str

    @property
    def words(self) -> list[str]:
        """Return all words, the surname's first."""
        return [*self.surname.split(), *self.forenames.split()]


def tidy(text: str) -> str:
    """Return text with single plain spaces; councils' spaces are often non-breaking or trailing."""
    return " ".join(text.split())


def take_out_opt_out(text: str) -> tuple[str, bool]:
    """Return the name without "(z) ", and whether it was there: off the open register."""
    rest, found = _OPTED_OUT.subn("", text)
    return (tidy(rest), True) if found else (text, False)


def from_parts(surname: str, forenames: str) -> Name:
    """Return the name of a file with columns for its parts."""
    return Name(shown(surname), shown(forenames))


def surname_first(joined: str) -> Name:
    """Split "Ó Conghaile Heidi Ann", "THOMSON Tracey" or "Thomson, Tracey".

    A comma or capitals say where the surname ends; else it is one word, and any small words before it.
    """
    text = tidy(joined)
    if "," in text:
        surname, _, forenames = text.partition(",")
        return from_parts(tidy(surname), tidy(forenames.replace(",", " ")))
    words = text.split()
    shouted = next((i for i, word in enumerate(words) if not _is_shouted(word)), len(words))
    if 0 < shouted < len(words):
        return from_parts(" ".join(words[:shouted]), " ".join(words[shouted:]))
    end = 1
    while end < len(words) - 1 and _is_particle(words[end - 1]):
        end += 1
    return from_parts(" ".join(words[:end]), " ".join(words[end:]))


def forename_first(joined: str) -> Name:
    """Split "Heidi Ann Ó Conghaile": the last word is the surname, and any small words before it."""
    text = tidy(joined)
    if "," in text:
        return surname_first(text)
    words = text.split()
    start = len(words) - 1
    while start > 1 and _is_particle(words[start - 1]):
        start -= 1
    return from_parts(" ".join(words[max(start, 0) :]), " ".join(words[: max(start, 0)]))


def order_in(households: Mapping[str, Collection[str]]) -> str:
    """Tell whether joined names begin with the surname or the forename, by what people of one address share.

    Returns "surname first" or "forename first"; the latter, as people write, when nothing tells.
    """
    first = last = 0
    for members in households.values():
        several = [words for name in set(members) if len(words := take_out_opt_out(name)[0].split()) > 1]
        if len(several) > 1:
            first += len({fold(words[0]) for words in several}) == 1
            last += len({fold(words[-1]) for words in several}) == 1
    return "surname first" if first > last else "forename first"


def _is_particle(word: str) -> bool:
    return word.lower().strip("'’") in _SHORT_PARTICLES


def shown(text: str) -> str:
    """Return a name that came ALL IN CAPITALS as one writes it; any other as it came."""
    text = tidy(text)
    return capitalised(text) if _is_shouted(text) else text


@lru_cache(maxsize=65_536)
def capitalised(text: str) -> str:
    """Return "O'CONNELL" as "O'Connell", "MCDONALD" as "McDonald", "SMITH-JONES" as "Smith-Jones"."""
    return _WORD.sub(lambda match: _capital(match[0]), text)


def _capital(word: str) -> str:
    lower = word[:1] + _lower(word[1:])  # the first letter stays: a Turkish İ is no I
    if word.startswith("MC") and len(word) > 3:
        return "Mc" + word[2] + lower[3:]
    head, mark, tail = _divided(lower)
    if mark and len(head) <= 2 and len(tail) > 1:
        return head + mark + _first_upper(tail)
    return lower


def _divided(word: str) -> tuple[str, str, str]:
    mark = next((mark for mark in "'’`" if mark in word), "'")
    return word.partition(mark)


def _first_upper(word: str) -> str:
    return word[:1].upper() + word[1:]


def _lower(word: str) -> str:
    return unicodedata.normalize("NFC", word.replace("İ", "i").lower())


def _is_shouted(text: str) -> bool:
    """Tell whether text of two letters or more has no small one. An initial is not shouted."""
    return text == text.upper() and text != text.lower() and sum(map(str.isalpha, text)) > 1


@lru_cache(maxsize=131_072)
def fold(word: str) -> str:
    """Return a word as it is compared: no case, accents or marks; "?" stays, for a letter that was lost."""
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS_WITHOUT_PARTS))
    return "".join(letter for letter in decomposed if letter.isalnum() or letter in "?\ufffd").replace(
        "\ufffd", "?"
    )


def key(name: Name) -> str:
    """Return the whole name folded into one run, to look people up by."""
    return "".join(map(fold, name.words))


def search_text(name: Name) -> str:
    """Return the words of a name folded, each with a blank before it, to be searched from their beginnings."""
    return "".join(map(_searched_as, dict.fromkeys(name.words)))


@lru_cache(maxsize=65_536)
def _searched_as(word: str) -> str:
    """A word, and what follows a mark in it: O'Connell is found as Connell too."""
    words = dict.fromkeys(map(fold, (word, *_PARTS_OF_WORD.findall(word))))
    return "".join(f" {folded}" for folded in words if folded)


def same_word(one: str, other: str) -> bool:
    """Tell whether two words may be one, a lost letter being any letter (or a mark on the one before)."""
    a, b = fold(one), fold(other)
    if a == b:
        return True
    if "?" not in a + b or not a or not b:
        return False
    return _lost(a).fullmatch(b) is not None or _lost(b).fullmatch(a) is not None


@lru_cache(maxsize=16_384)
def _lost(word: str) -> re.Pattern[str]:
    runs = re.split(r"(\?+)", word)
    return re.compile(
        "".join(f".{{0,{len(run)}}}" if run.startswith("?") else re.escape(run) for run in runs)
    )


def agree(one: Name, other: Name) -> bool:
    """Tell whether two names may well be one person's: spelling, initials and further forenames aside."""
    if one == other or _alike(key(one), key(other)):
        return True
    if not _alike("".join(map(fold, one.surname.split())), "".join(map(fold, other.surname.split()))):
        return _alike_in_order(one.words, other.words)
    mine, theirs = one.forenames.split(), other.forenames.split()
    return bool(mine and theirs) and all(
        same_word(a, b) or _initial(a, b) for a, b in zip(mine, theirs, strict=False)
    )


def _alike(a: str, b: str) -> bool:
    return a == b or ("?" in a + b and bool(a and b) and same_word(a, b))


def _alike_in_order(one: list[str], other: list[str]) -> bool:
    """Names split differently, perhaps with fewer forenames: the same words as far as both go."""
    short = min(len(one), len(other))
    return short > 1 and all(same_word(a, b) for a, b in zip(one, other, strict=False))


def _initial(a: str, b: str) -> bool:
    one, other = fold(a), fold(b)
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and (short == long[:1] or long[:1] == "?" or short == "?")


def better(known: Name, sent: Name, *, sure_split: bool = True) -> Name:
    """Return the best that two agreeing names say, word by word; `known` where neither is better.

    `sure_split` says that the file had columns of its own for surname and forenames.
    """
    if known == sent:
        return known
    if not agree(known, sent):
        return sent
    if len(known.words) == len(sent.words) and len(known.surname.split()) != len(sent.surname.split()):
        words = _best(known.words, sent.words)
        at = len((sent if sure_split else known).surname.split())
        return Name(" ".join(words[:at]), " ".join(words[at:]))
    if key(known) == key(sent) and len(known.words) != len(sent.words):
        return known  # "Anne-Marie" and "Anne Marie"
    if len(known.surname.split()) != len(sent.surname.split()):
        return sent if sure_split else known
    mixed = Name(
        " ".join(_best(known.surname.split(), sent.surname.split())),
        " ".join(_best(known.forenames.split(), sent.forenames.split())),
    )
    return mixed if agree(mixed, sent) else known  # "0 0" and "0,0 :" make a third


def _best(known: list[str], sent: list[str]) -> list[str]:
    both = min(len(known), len(sent))
    return [_better_word(a, b) for a, b in zip(known, sent, strict=False)] + known[both:] + sent[both:]


def _better_word(known: str, sent: str) -> str:
    return sent if _worth(sent) > _worth(known) else known


def _worth(word: str) -> tuple[bool, bool, int, bool]:
    """A word with all its letters beats one that lost some, then a whole one an initial, then accents, then case."""
    lost = "?" in word or "\ufffd" in word
    foreign = sum(not letter.isascii() for letter in word)
    return not lost, len(fold(word)) > 1, foreign, word != capitalised(word.upper())
