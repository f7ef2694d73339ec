"""Find what the core says to a person: every sentence of walksheets/, as a template for the language files.

Taken are the strings that are (1) given to one of `_SAYING`, or returned by a function of such a name; (2) words by
which a change counts, and tables of `_TABLES`; (3) of more than one word, anywhere but in `_QUIET` (paper, the demo's
data, the command line, SQL) and in `_NOT_SAID`. Names that stand for strings and both sides of an `if` are followed.
A value becomes a placeholder: `{path.name}` is `{name}`. One of `_WORDS` is words of the core itself and looked up in
its turn: `{what:words}`. Every other value is somebody's name or number and never altered.
"""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CORE = ROOT / "walksheets"
LAYOUTS = ROOT / "resources" / "layouts"

_SAYING = {
    "UsersMistake", "MachineTrouble", "NoSuchSheet", "DoesNotFit", "Problem", "_problem",
    "change", "what", "_key", "_return", "_set", "_settle", "_reshaping", "_change_door", "take_electors",
    "progress", "report", "share", "counted", "tell",
    "listed", "entered", "Paperwork", "one", "back", "_without_number",
}  # fmt: skip
"""Calls, functions and keywords that are given what the core says: errors, changes, progress, papers."""
_TABLES = {"STATUSES", "ROLES", "DAYS", "PARTS", "KINDS", "COLUMNS", "EFFECTS", "IMPRINT_PARTS"}
_QUIET = (
    "demo/", "sheets/", "store/migrations/", "store/engine.py", "store/upgrade.py", "compiled.py",
    "places/projection.py", "reports/tracks.py", "results/codes.py", "imports/recognition.py",
)  # fmt: skip
_NOT_SAID = {"compile", "ValueError", "TypeError", "AssertionError", "get", "normalize", "execute"}
_WORDS = {
    "added", "back", "blocker", "error", "kind", "labels_for", "missing", "noun", "not_keyed", "one", "others",
    "reason", "refuse", "role", "sentence", "status", "taken", "title", "wanted", "what", "wrong",
}  # fmt: skip
"""The values that are words of the core, by the name of their placeholder."""

_BETWEEN = (" and ", " or ")
"""What stands between several words of the core: the printer and the promoter."""

_Scope = dict[str, list[ast.expr]]
_Parts = tuple[str | ast.expr, ...]


def texts() -> dict[str, str]:
    """Return every template and the file it stands in, in the order of the files."""
    said: dict[str, str] = dict.fromkeys(_BETWEEN, "")
    for file in sorted(CORE.rglob("*.py")):
        name = file.relative_to(CORE).as_posix()
        if not name.startswith("cli/"):
            module = _Module(ast.parse(file.read_text(encoding="utf-8")), name.startswith(_QUIET))
            said.update((text, name) for text in module.texts() if text not in said)
    for file in sorted(LAYOUTS.glob("*.toml")):
        layout = tomllib.loads(file.read_text(encoding="utf-8"))
        said.update((layout[key], file.name) for key in ("name", "refuse") if key in layout)
    shapes: dict[str, str] = {}  # the same sentence with another name for its value is the same
    for text in said:
        shapes.setdefault(re.sub(r"\{\w+", "{", text), text)
    return {text: said[text] for text in shapes.values()}


class _Module:
    """One module's tree, with what stands above each node and which were found where their name was used."""

    def __init__(self, tree: ast.Module, quiet: bool):
        self._tree, self._quiet = tree, quiet
        self._above = {below: node for node in ast.walk(tree) for below in ast.iter_child_nodes(node)}
        self._constants = _assigned(
            line for line in tree.body if isinstance(line, ast.Assign | ast.AnnAssign)
        )
        self._followed: set[ast.AST] = set()

    def texts(self) -> Iterator[str]:
        """Give the templates of the module."""
        for node in self._said():
            yield from (text for text in self._templates(node) if re.search(r"[^\W\d_]{2} |^[A-Z]", text))
        yield from (text for node in ast.walk(self._tree) for text in (*_counts(node), *_tables(node)))
        strings = [node for node in ast.walk(self._tree) if isinstance(node, ast.JoinedStr | ast.Constant)]
        for node, found in [] if self._quiet else [(node, self._templates(node)) for node in strings]:
            if not self._is_set_aside(node):
                yield from filter(_has_words, found)

    def _said(self) -> Iterator[ast.expr]:
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Call) and _called(node) in _SAYING:
                yield from (*node.args, *(keyword.value for keyword in node.keywords))
            elif isinstance(node, ast.keyword) and node.arg in _SAYING:
                yield node.value
            elif isinstance(node, ast.FunctionDef) and node.name in _SAYING:
                yield from (
                    line.value for line in ast.walk(node) if isinstance(line, ast.Return) and line.value
                )

    def _is_set_aside(self, node: ast.AST) -> bool:
        """Say whether a string is part of one that was taken, or no text at all: a docstring, a type, a key."""
        while above := self._above.get(node):
            if node in self._followed or isinstance(above, ast.Compare | ast.arg | ast.JoinedStr):
                return True
            if isinstance(above, ast.Subscript) and _name(above.value) == "counts":
                return True
            if isinstance(above, ast.Expr) and isinstance(node, ast.Constant):
                return True
            if isinstance(above, ast.Call) and _called(above) in _NOT_SAID:
                return True
            if node in (getattr(above, "returns", None), getattr(above, "annotation", None)):
                return True
            if isinstance(above, ast.Dict) and node in above.keys:
                return True
            node = above
        return False

    def _templates(self, node: ast.expr) -> list[str]:
        found = self._alternatives(node, {**self._constants, **self._locals(node)})
        return [_template(parts) for parts in found or ()]

    def _locals(self, node: ast.AST) -> _Scope:
        while node in self._above and not isinstance(node, ast.FunctionDef):
            node = self._above[node]
        return _assigned(ast.walk(node)) if isinstance(node, ast.FunctionDef) else {}

    def _alternatives(self, node: ast.expr, scope: _Scope) -> list[_Parts] | None:
        """Return all that an expression may say, as pieces of text and values; None when it is a value itself."""
        match node:
            case ast.Constant(value=str(text)):
                return [(text,)]
            case ast.JoinedStr(values=values):
                return self._row([v.value if isinstance(v, ast.FormattedValue) else v for v in values], scope)
            case ast.IfExp(body=one, orelse=other):
                return self._either([one, other], scope)
            case ast.BoolOp(values=values):
                return self._either(values, scope)
            case ast.Name(id=name) if name in scope:
                rest = {each: values for each, values in scope.items() if each != name}
                before = set(self._followed)
                stands_for = [self._alternatives(value, rest) for value in scope[name]]
                if all(stands_for):
                    self._followed.update(scope[name])
                    return [parts for found in stands_for for parts in found or ()]
                self._followed = before
        return None

    def _row(self, nodes: list[ast.expr], scope: _Scope) -> list[_Parts]:
        pieces = [self._alternatives(node, scope) or [(node,)] for node in nodes]
        return [tuple(part for piece in row for part in piece) for row in product(*pieces)]

    def _either(self, nodes: list[ast.expr], scope: _Scope) -> list[_Parts] | None:
        sides = [self._alternatives(node, scope) for node in nodes]
        if not any(sides):
            return None
        return [parts for node, side in zip(nodes, sides, strict=True) for parts in side or [(node,)]]


def _assigned(nodes: Iterable[ast.AST]) -> _Scope:
    """Return what each plain name is given in some lines."""
    found: _Scope = {}
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found.setdefault(name, []).append(value)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                found.setdefault(name, []).append(value)
            case (
                ast.For(target=ast.Name(id=name), iter=value)
                | ast.comprehension(target=ast.Name(id=name), iter=value)
            ):
                found.setdefault(name, []).append(value)
    return found


def _counts(node: ast.AST) -> Iterator[str]:
    """Give the words by which a change counts what it did, each with its number: "{n} new"."""
    words: Iterable[str] = ()
    match node:
        case ast.Subscript(value=counts, slice=inner) if _name(counts) == "counts":
            words = _strings(inner)
        case ast.Call(func=ast.Attribute(value=counts, attr="update")) if _name(counts) == "counts":
            words = [each.arg for each in node.keywords if each.arg] + [
                w for a in node.args for w in _strings(a)
            ]
        case ast.Assign(targets=[target], value=value) | ast.AnnAssign(target=target, value=value) if (
            value and _name(target) == "counts"
        ):
            words = _strings(value)
        case ast.keyword(arg="counts", value=value):
            words = _strings(value)
        case ast.Assign(targets=[ast.Name(id="_COUNTED")], value=ast.Dict(values=values)):
            words = _strings(ast.Tuple(values))
    yield from (f"{{n}} {word}" for word in words if "_" not in word)


def _tables(node: ast.AST) -> Iterator[str]:
    """Give the names in the tables of names; of a dictionary its keys."""
    match node:
        case (
            ast.Assign(targets=[ast.Name(id=name)], value=value)
            | ast.AnnAssign(target=ast.Name(id=name), value=value)
        ) if name in _TABLES:
            for each in getattr(value, "elts", None) or getattr(value, "keys", ()):
                if isinstance(each, ast.Constant) and each.value:
                    yield each.value


def _strings(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def _template(parts: _Parts) -> str:
    """Write a template, each value with a name of its own."""
    names: dict[str, str] = {}
    for part in parts:
        if isinstance(part, ast.expr):
            names.setdefault(ast.unparse(part), _free(_name(part) or "value", names.values()))
    written = (
        part if isinstance(part, str) else f"{{{names[ast.unparse(part)]}{_mark(part)}}}" for part in parts
    )
    return "".join(written)


def _free(name: str, used: Iterable[str]) -> str:
    taken = set(used)
    return next(each for each in (name, *(f"{name}{n}" for n in range(2, 10))) if each not in taken)


def _mark(value: ast.expr) -> str:
    return ":words" if _name(value) in _WORDS else ""


def _name(node: ast.AST) -> str:
    """Return the last name of an expression: what a reader would call its value."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name.strip("_")
        case ast.Subscript(slice=ast.Constant(value=str(name))):
            return name
        case ast.Subscript(value=inner) | ast.BinOp(left=inner) | ast.BoolOp(values=[inner, *_]):
            return _name(inner)
        case ast.Call(args=[*_, inner]) | ast.Call(func=ast.Attribute(value=inner), args=[]) if _name(inner):
            return _name(inner)
        case ast.Call(func=inner):
            return _name(inner)
        case ast.GeneratorExp(generators=[each]) | ast.ListComp(generators=[each]):
            return _name(each.iter)
    return ""


def _called(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def _has_words(text: str) -> bool:
    bare = re.sub(r"\{[^}]*\}", "", text)
    return " " in text.strip() and bool(re.search(r"[^\W\d_]{3}", bare))


if __name__ == "__main__":
    import sys

    sys.stdout.writelines(f"{where}: {text!r}\n" for text, where in texts().items())
