"""Bring the language files up to date with the program's words: `python resources/i18n/update.py`.

Reads every `tr("…")` in ui/ (context "Walksheets") and every sentence of the core (context "Core", see core_texts.py),
keeps what is translated in walksheets_*.ts, adds what is new as unfinished, drops what is gone, and compiles the .qm
files with Qt's lrelease. (Qt's lupdate cannot do the first step: it does not know plurals in a function of ours.)
Translate the .ts files with Qt Linguist, then run this again. In a text of the core, keep every {value} as it is.
"""

import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import PySide6

sys.path.append(str(Path(__file__).resolve().parent))
import core_texts

HERE = Path(__file__).resolve().parent
UI = HERE.parent.parent / "ui"
CONTEXT = "Walksheets"
CORE = "Core"
PLURALS = {"en": 2, "cy": 5}
"""How many forms a counted word has in Qt: Welsh has none, one, two to five, six, and others."""

_SAID = {"tr": (0,), "later": (0,), "Act": (1, 4)}
"""Which arguments of which calls are texts: `Act` is a line of the table of actions, its words and its tip."""


def texts() -> dict[str, bool]:
    """Return every text the window says, and whether it is counted (`tr(text, count)`), in the order of the files."""
    found: dict[str, bool] = {}
    for file in sorted(UI.rglob("*.py")):
        for text, counted in _calls(ast.parse(file.read_text(encoding="utf-8"))):
            found[text] = found.get(text, False) or counted
    return found


def read(language: str) -> ET.Element:
    """Return a language file's tree, an empty one when there is none yet."""
    file = _file(language)
    if file.exists():
        return ET.parse(file).getroot()
    return ET.Element("TS", version="2.1", language=f"{language}_GB", sourcelanguage="en_GB")


def update(language: str) -> int:
    """Bring one language file up to date; return how many texts wait for a translation."""
    root = read(language)
    english = language == "en"
    _fill(root, CONTEXT, {t: counted for t, counted in texts().items() if counted or not english}, language)
    _fill(root, CORE, {} if english else dict.fromkeys(core_texts.texts(), False), language)
    ET.indent(root, "    ")
    words = ET.tostring(root, encoding="unicode")
    _file(language).write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{words}\n', encoding="utf-8"
    )
    return sum(each.get("type") == "unfinished" for each in root.iter("translation"))


def _fill(root: ET.Element, name: str, wanted: dict[str, bool], language: str) -> None:
    """Make a context hold the texts wanted and no others; what is translated stays."""
    context = next((c for c in root.iter("context") if c.findtext("name") == name), None)
    if context is None:
        if not wanted:
            return
        context = ET.SubElement(root, "context")
        ET.SubElement(context, "name").text = name
    known = {m.findtext("source"): m for m in context.findall("message")}
    for message in context.findall("message"):
        context.remove(message)
    for text, counted in wanted.items():
        old = known.get(text)
        same_kind = old is not None and (old.get("numerus") == "yes") == counted
        context.append(old if old is not None and same_kind else _new(text, counted, language))


def release(language: str) -> None:
    """Compile a language file to what Qt loads."""
    qt = Path(PySide6.__file__).parent
    program = next(p for p in (qt / "lrelease", qt / "lrelease.exe") if p.exists())
    target = _file(language).with_suffix(".qm")
    subprocess.run([program, "-silent", _file(language), "-qm", target], check=True)


def _calls(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    for node in ast.walk(tree):
        called = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        for argument in _SAID.get(called, ()):
            text = node.args[argument] if argument < len(node.args) else None
            if isinstance(text, ast.Constant) and isinstance(text.value, str) and text.value:
                yield text.value, called == "tr" and len(node.args) > 1


def _new(text: str, counted: bool, language: str) -> ET.Element:
    message = ET.Element("message", numerus="yes") if counted else ET.Element("message")
    ET.SubElement(message, "source").text = text
    translation = ET.SubElement(message, "translation", type="unfinished")
    for form in range(PLURALS[language] if counted else 0):
        words = text.replace("(s)", "s" if form else "") if language == "en" else None
        ET.SubElement(translation, "numerusform").text = words  # English needs no more than a look
    return message


def _file(language: str) -> Path:
    return HERE / f"walksheets_{language}.ts"


def main() -> None:
    for language in PLURALS:
        waiting = update(language)
        release(language)
        sys.stdout.write(f"{language}: {waiting} texts wait for a translation\n")


if __name__ == "__main__":
    main()
