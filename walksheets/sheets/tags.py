"""What a file's pages mean to somebody who cannot see them: headings, paragraphs, tables, pictures in words.

Kept as the pages are painted, written as the structure tree of a tagged PDF (ISO 32000-1, 14.7 and 14.8).
Knows nothing of positions.
"""

from dataclasses import dataclass, field

from walksheets.sheets.items import Begin
from walksheets.sheets.pdf_file import PdfFile, text_string

_HOLDERS = frozenset({"Table", "TR", "L", "LI", "Sect"})
"""What holds other elements and no words of its own."""


@dataclass(slots=True)
class Element:
    """A heading, a table, a cell: what it holds are others, or numbers of marked pieces of the page."""

    role: str
    attributes: str = ""
    kids: list["Element | int"] = field(default_factory=list)
    number: int = 0
    """Of its object in the file, once it is there."""
    holds_words: bool = True
    """Words may stand in it, and no other element."""

    def __post_init__(self) -> None:
        self.holds_words = self.role not in _HOLDERS


class PageTags:
    """The elements of one page, in reading order, and which of its marked pieces belongs to which."""

    def __init__(self) -> None:
        self.top = Element("Sect")
        self._open = [self.top]
        self._owners: list[Element] = []
        self.left = 0.0  # where the page begins on its side of paper

    @property
    def inside(self) -> Element:
        """Return the innermost element that is open."""
        return self._open[-1]

    def begin(self, what: Begin) -> None:
        """Open an element inside the one that is open."""
        self._open.append(self._add(what.role, _attributes(what)))

    def end(self) -> None:
        """Close the innermost element."""
        self._open.pop()

    def piece(self) -> str:
        """Return the words that begin a marked piece of the page, in what is open or in a paragraph of its own."""
        owner = self.inside if self.inside.holds_words else self._add("P", "")
        return self._marked(owner)

    def figure(self, words: str, box: tuple[float, float, float, float]) -> str:
        """Return the words that begin a picture, `box` its corners on the page."""
        left, bottom, right, top = box
        corners = f"{self.left + left:.0f} {bottom:.0f} {self.left + right:.0f} {top:.0f}"
        attributes = f"/Alt{text_string(words)}/A<</O/Layout/BBox[{corners}]>>"
        return self._marked(self._add("Figure", attributes))

    def _add(self, role: str, attributes: str) -> Element:
        made = Element(role, attributes)
        self.inside.kids.append(made)
        return made

    def _marked(self, owner: Element) -> str:
        number = len(self._owners)
        owner.kids.append(number)
        self._owners.append(owner)
        return f"/{owner.role}<</MCID {number}>>BDC"

    def put_into(self, file: PdfFile, page: int, parent: int) -> tuple[int, int]:
        """Put the page's elements into a file; return the first's number and that of who owns which piece."""
        first = self._put(file, self.top, page, parent)
        owners = " ".join([f"{owner.number} 0 R" for owner in self._owners])
        return first, file.put(f"[{owners}]")

    def _put(self, file: PdfFile, element: Element, page: int, above: int) -> int:
        number = element.number = file.reserve()
        if element.holds_words:
            kids = " ".join([str(kid) for kid in element.kids])
            on = f"/Pg {page} 0 R"
        else:
            kids = " ".join(
                [
                    f"{self._put(file, kid, page, number)} 0 R"
                    for kid in element.kids
                    if isinstance(kid, Element)
                ]
            )
            on = ""
        file.put(f"<</S/{element.role}/P {above} 0 R{on}/K[{kids}]{element.attributes}>>", number)
        return number


def put_tree(file: PdfFile, root: int, document: int, pages: list[tuple[int, int]]) -> None:
    """Put in what holds the pages' elements together."""
    kids = " ".join([f"{first} 0 R" for first, _ in pages])
    owners = " ".join([f"{number} {owned} 0 R" for number, (_, owned) in enumerate(pages)])
    parents = file.put(f"<</Nums[{owners}]>>")
    file.put(f"<</S/Document/P {root} 0 R/K[{kids}]>>", document)
    file.put(
        f"<</Type/StructTreeRoot/K {document} 0 R/ParentTree {parents} 0 R/ParentTreeNextKey {len(pages)}>>",
        root,
    )


def _attributes(what: Begin) -> str:
    if not what.scope and what.columns == 1:
        return ""
    scope = f"/Scope/{what.scope}" if what.scope else ""
    span = f"/ColSpan {what.columns}" if what.columns > 1 else ""
    return f"/A<</O/Table{scope}{span}>>"
