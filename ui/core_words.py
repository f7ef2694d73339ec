"""What the core says, in the user's language: errors, names of changes, progress, problems, warnings.

The core speaks English and keeps English in the campaign. Here its sentences are recognised by the templates of the
language file ("{name} is empty; nothing was read."), and their translation is filled with the same values. A value
is left as it is, but for `{what:words}`, which is words of the core in its turn. What is not recognised stays.
"""

import re
import xml.etree.ElementTree as ET
from functools import cached_property, lru_cache
from typing import NamedTuple

from PySide6.QtCore import QLocale

from walksheets.paths import resources

CONTEXT = "Core"

_VALUE = re.compile(r"\{(\w+)(:words)?\}")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.?!]) |; |\n")
_BETWEEN_WORDS = re.compile(r"(?<=[.?!]) |; |\n|, | and | or ")


def read_ahead() -> None:
    """Read the user's language now, not when its first sentence is shown: it takes 20 ms."""
    if (code := _code()) != "en":
        phrases(code)


def in_words(text: str) -> str:
    """Return what the core said in the user's language; anything else as it is."""
    code = _code()
    return text if code == "en" or not text else phrases(code).said(text)


def counted(count: int, what: str) -> str:
    """Say one of the counts of a change: 12 new."""
    text = f"{count:,} {what}"
    said = in_words(text)
    return said if said != text else f"{count:,} {in_words(what)}"


def _code() -> str:
    return QLocale().name()[:2]


@lru_cache
def phrases(code: str) -> "Phrases":
    """Return what is known of the core's words in a language."""
    file = resources() / "i18n" / f"walksheets_{code}.ts"
    return Phrases(read(ET.parse(file).getroot()) if file.exists() else {})


def read(language_file: ET.Element) -> dict[str, str]:
    """Return the core's templates of a language file, each with its translation."""
    contexts = (each for each in language_file.iter("context") if each.findtext("name") == CONTEXT)
    messages = (message for context in contexts for message in context.iter("message"))
    return {m.findtext("source", ""): m.findtext("translation", "") for m in messages}


class _Reading(NamedTuple):
    """One way to understand a text: how many letters of it were recognised, and what they say."""

    letters: int
    words: str


class Phrases:
    """One language's templates. Of several ways to understand a text the one that recognises most of it holds."""

    def __init__(self, translations: dict[str, str]):
        known = {source: words for source, words in translations.items() if words}
        self._whole = {source: words for source, words in known.items() if not _VALUE.search(source)}
        self._templates = [_Template(source, known[source]) for source in known.keys() - self._whole.keys()]
        self.read = lru_cache(maxsize=20_000)(self._read)

    def said(self, text: str) -> str:
        """Return a text translated: one sentence, or several in a row of which some may be unknown."""
        return self.read(text, _BETWEEN_SENTENCES).words

    def _read(self, text: str, between: re.Pattern[str]) -> _Reading:
        best = self._sentence(text)
        for joint in between.finditer(text):
            head, rest = self._sentence(text[: joint.start()]), self.read(text[joint.end() :], between)
            if head.letters + rest.letters > best.letters:
                joined = self._whole.get(joint[0], joint[0])
                best = _Reading(head.letters + rest.letters, f"{head.words}{joined}{rest.words}")
        return best

    def _sentence(self, text: str) -> _Reading:
        """Read a text as one sentence, whose full stop may have been added or left off."""
        found = self._one(text)
        bare = self._one(text[:-1]) if text.endswith(".") else _Reading(0, "")
        return _Reading(bare.letters, f"{bare.words}.") if 0 < bare.letters >= found.letters else found

    def _one(self, text: str) -> _Reading:
        if text in self._whole:
            return _Reading(len(text), self._whole[text])
        best = _Reading(0, text)
        for template in self._templates:
            if found := template.match(text):
                reading = self._filled(template, found)
                best = reading if reading.letters > best.letters else best
        return best

    def _filled(self, template: "_Template", found: re.Match[str]) -> _Reading:
        values = {
            name: self.read(found[name], _BETWEEN_WORDS) if words else _Reading(0, found[name])
            for name, words in _VALUE.findall(template.source)
        }
        letters = template.letters + sum(value.letters for value in values.values())
        return _Reading(letters, _VALUE.sub(lambda place: values[place[1]].words, template.words))


class _Template:
    """A sentence with places for values, and its translation."""

    def __init__(self, source: str, words: str):
        self.source, self.words = source, words
        pieces = _VALUE.split(source)[::3]
        self.letters = sum(map(len, pieces))
        self._start, self._end = pieces[0], pieces[-1]

    def match(self, text: str) -> re.Match[str] | None:
        """Return the values of a text that is made of this template."""
        if text.startswith(self._start) and text.endswith(self._end):
            return self._pattern.fullmatch(text)
        return None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """What such a sentence looks like. A number is a number; the same value twice is the same."""
        pattern, seen, at = "", set[str](), 0
        for place in _VALUE.finditer(self.source):
            name = place[1]
            value = r"[\d,]+" if name == "n" else ".*?"
            pattern += re.escape(self.source[at : place.start()])
            pattern += f"(?P={name})" if name in seen else f"(?P<{name}>{value})"
            seen.add(name)
            at = place.end()
        return re.compile(pattern + re.escape(self.source[at:]), re.DOTALL)
