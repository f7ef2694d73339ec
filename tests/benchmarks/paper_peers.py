"""The same canvass sheets by fpdf2 and by typst, as somebody who knows them would write it.

Both are given for nothing what they have no means for: typst the QR codes and the maps as SVG, both the words and the
map's lines ready made. They say the same of the same rounds: heading, code, QR, map, street, number, names, what
is known, boxes, follow-ups, foot. fpdf2 is told where things stand; typst flows them as a table a household.
"""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import segno
import typst
from fpdf import FPDF

from walksheets import paths
from walksheets.sheets import content, fonts
from walksheets.sheets.facts import RoundFacts
from walksheets.sheets.items import UNIT, Picture
from walksheets.sheets.printing import RoundsDraft

LEFT, RIGHT, BOX, STEP = 26.0, 569.0, 14.4, 21.0
HIGH = 842.0

Pictures = Mapping[int, Picture]


def qr(code: str) -> segno.QRCode:
    return segno.make(code, error="h", version=1, boost_error=False, mask=2)


# fpdf2 -----------------------------------------------------------------------------------------------------------


def by_fpdf2(draft: RoundsDraft, rounds: Sequence[RoundFacts], maps: Pictures, target: io.BytesIO) -> int:
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(False)
    for style, name in (("", "NotoSans-Condensed"), ("B", "NotoSans-CondensedBold")):
        pdf.add_font("noto", style, str(paths.resources() / "fonts" / f"{name}.ttf"))
    for facts in rounds:
        Fpdf2Round(pdf, draft, facts, maps.get(facts.id)).draw()
    pages = pdf.page
    target.write(pdf.output())
    return pages


class Fpdf2Round:
    """One round; y runs downwards as fpdf2 has it."""

    def __init__(self, pdf: FPDF, draft: RoundsDraft, facts: RoundFacts, picture: Picture | None):
        self.pdf, self.draft, self.facts, self.picture = pdf, draft, facts, picture
        self.codes = [each.code for each in draft.run.codes]
        self.boxes = [RIGHT - BOX - i * 18.4 for i in reversed(range(len(self.codes)))]
        self.head = content.canvass_head(draft.run, facts, draft.design)
        self.y = 0.0

    def draw(self) -> None:
        self.new_page()
        if self.picture:
            self.map(self.picture)
        for each in content.canvass_stretches(self.facts):
            said = content.stretch_words(each.stretch, each.stretch.doors).replace("→", "to")
            self.street(f"{each.stretch.street} {said}")
            for household in each.households:
                if self.y + 47 + 18.6 * len(household.lines) > HIGH - 75:
                    self.new_page()
                    self.street(f"{each.stretch.street} {said}")
                self.household(household)

    def new_page(self) -> None:
        pdf = self.pdf
        pdf.add_page()
        code = self.draft.next_code()
        size = 50 / 21
        for row, modules in enumerate(qr(code).matrix):
            for column, dark in enumerate(modules):
                if dark:
                    pdf.rect(LEFT + column * size, 26 + row * size, size, size, "F")
        self.text(88, 43, code, 18, "B")
        self.text(170, 40, self.head.title, 16, "B")
        for number, line in enumerate(self.head.lines):
            self.text(170, 54 + 12 * number, line, 9)
        self.text(LEFT, HIGH - 50, " · ".join(content.legend(self.draft.run)), 7)
        self.text(
            LEFT,
            HIGH - 30,
            " ".join(content.privacy(self.draft.run.organiser, self.draft.run.telephone, names=True)),
            8,
            "B",
        )
        self.y = 92.0

    def text(self, x: float, y: float, text: str, size: float, style: str = "") -> None:
        self.pdf.set_font("noto", style, size)
        self.pdf.text(x, y, text)

    def street(self, words: str) -> None:
        self.pdf.set_fill_color(222)
        self.pdf.rect(LEFT, self.y, RIGHT - LEFT, 17, "F")
        self.text(LEFT + 5, self.y + 12.5, words, 12.5, "B")
        self.y += 20

    def household(self, household: content.Household) -> None:
        pdf = self.pdf
        self.text(LEFT, self.y + 18, household.large, 20, "B")
        for x, word in ((218, "not home"), (272, "slip left")):
            pdf.rect(x, self.y + 5, BOX, BOX)
            self.text(x + 17, self.y + 16, word, 8)
        for x, code in zip(self.boxes, self.codes, strict=True):
            self.text(x + 5, self.y + 20, code, 8.5, "B")
        self.y += 22
        for line in household.lines:
            self.elector(line)
        for place, word in enumerate(self.draft.design.follow_ups):
            pdf.rect(LEFT + 12 + place * 62, self.y + 2, BOX, BOX)
            self.text(LEFT + 29 + place * 62, self.y + 12, word, 8)
        pdf.line(LEFT + 330, self.y + 14, RIGHT, self.y + 14)
        self.y += 21.5
        pdf.line(LEFT, self.y, RIGHT, self.y)

    def elector(self, line: content.ElectorLine) -> None:
        person = line.person
        name, number, last = (
            (person.name, person.elector_number, person.last) if person else (content.NOBODY, "", "")
        )
        self.text(LEFT + 12, self.y + 13, name, 11)
        self.text(230, self.y + 13, f"{last} {number}", 8)
        self.text(self.boxes[0] - 18, self.y + 13, str(line.line), 9.5, "B")
        for x in self.boxes:
            self.pdf.rect(x, self.y + 2, BOX, BOX)
        self.y += 18.6

    def map(self, picture: Picture) -> None:
        """The same lines; they may stand over the edge, which costs less than cutting them."""
        pdf, top = self.pdf, self.y
        for path in picture.paths:
            pdf.set_draw_color(round(path.grey * 255))
            pdf.set_fill_color(round(path.grey * 255))
            pdf.set_line_width(path.thickness or 0.1)
            for part in path.parts:
                points = [(LEFT + x, top + picture.height - y) for x, y in (part * UNIT).tolist()]
                if path.thickness:
                    pdf.polyline(points)
                else:
                    pdf.polygon(points, style="F")
        pdf.set_draw_color(0)
        pdf.set_line_width(0.8)
        for text in picture.texts:
            x, y = LEFT + text.x - picture.x, top + picture.height - (text.y - picture.y)
            pdf.set_font("noto", "B" if text.font == fonts.BOLD else "", text.size)
            if text.angle:
                with pdf.rotation(text.angle, x, y):
                    pdf.text(x, y, text.text)
            else:
                pdf.text(x, y, text.text)
        pdf.rect(LEFT, top, picture.width, picture.height)
        self.y += picture.height + 6


# typst -----------------------------------------------------------------------------------------------------------

TYPST = """
#let data = json("data.json")
#set document(title: "Canvass sheets")
#set text(font: "Noto Sans", stretch: 75%, size: 11pt, lang: "en", region: "GB")
#let code-of = state("codes", 0)
#let box-pt = 14.4pt
#let empty = rect(width: box-pt, height: box-pt, stroke: 0.8pt)
#let worded(word) = box(stack(dir: ltr, spacing: 3pt, empty, align(horizon, text(8pt, word)), h(5pt)))
#for r in data.rounds [
  #set page(paper: "a4", margin: (x: 26pt, top: 90pt, bottom: 75pt),
    header: context {
      let n = here().page() - 1
      let code = data.codes.at(calc.rem(n, data.codes.len()))
      grid(columns: (62pt, 82pt, 1fr), image(bytes(code.svg), format: "svg", width: 50pt),
        text(18pt, weight: "bold", code.code),
        [#text(16pt, weight: "bold", r.title) #for l in r.lines [\\ #text(9pt, l)]])
    },
    footer: [#text(8pt, data.legend) \\ #text(8pt, weight: "bold", data.privacy)])
  #if r.map != "" { image(bytes(r.map), format: "svg") }
  #for s in r.streets [
    #block(fill: luma(222), width: 100%, inset: 4pt, below: 2pt, sticky: true, text(12.5pt, weight: "bold", s.title))
    #for h in s.households {
      block(breakable: false, above: 0pt, below: 0pt, stroke: (bottom: 0.5pt), table(
        columns: (1fr, auto, 22pt) + (18.4pt,) * data.letters.len(), stroke: none, inset: 1.4pt, align: horizon,
        text(20pt, weight: "bold", h.large), stack(dir: ltr, worded("not home"), worded("slip left")), [],
        ..data.letters.map(l => align(center, text(8.5pt, weight: "bold", l))),
        ..h.lines.map(l => (pad(left: 12pt, l.name), text(8pt, l.known), text(9.5pt, weight: "bold", l.line),
          ..data.letters.map(_ => empty))).flatten(),
        table.cell(colspan: 3 + data.letters.len(), stack(dir: ltr, ..data.follow-ups.map(worded),
          line(length: 180pt, stroke: (dash: "dotted"))))))
    }
  ]
]
"""


def typst_data(draft: RoundsDraft, rounds: Sequence[RoundFacts], maps: Pictures) -> bytes:
    """What typst is given: words, and pictures as SVG."""
    codes = [draft.next_code() for _ in range(40)]
    data = {
        "codes": [{"code": code, "svg": qr(code).svg_inline(border=0)} for code in codes],
        "letters": [each.code for each in draft.run.codes],
        "follow-ups": list(draft.design.follow_ups),
        "legend": " · ".join(content.legend(draft.run)),
        "privacy": " ".join(content.privacy(draft.run.organiser, draft.run.telephone, names=True)),
        "rounds": [_typst_round(draft, facts, maps.get(facts.id)) for facts in rounds],
    }
    return json.dumps(data).encode()


def by_typst(folder: Path, data: bytes) -> Callable[[], bytes]:
    """Return what makes the PDF; the files it reads are laid ready outside the clock."""
    (folder / "data.json").write_bytes(data)
    (folder / "sheets.typ").write_text(TYPST, encoding="utf-8")
    compiler = typst.Compiler(
        str(folder / "sheets.typ"),
        root=str(folder),
        font_paths=[str(paths.resources() / "fonts")],
        ignore_system_fonts=True,
    )
    return lambda: compiler.compile(format="pdf")


def _typst_round(draft: RoundsDraft, facts: RoundFacts, picture: Picture | None) -> dict[str, object]:
    head = content.canvass_head(draft.run, facts, draft.design)
    return {
        "title": head.title,
        "lines": list(head.lines),
        "map": _svg(picture) if picture else "",
        "streets": [
            {
                "title": f"{each.stretch.street} {content.stretch_words(each.stretch, each.stretch.doors)}".replace("→", "to"),
                "households": [
                    {
                        "large": household.large,
                        "lines": [
                            {
                                "name": line.person.name if line.person else content.NOBODY,
                                "known": f"{line.person.last} {line.person.elector_number}" if line.person else "",
                                "line": str(line.line),
                            }
                            for line in household.lines
                        ],
                    }
                    for household in each.households
                ],
            }
            for each in content.canvass_stretches(facts)
        ],
    }  # fmt: skip


def _svg(picture: Picture) -> str:
    size = f'width="{picture.width}pt" height="{picture.height}pt" viewBox="0 0 {picture.width} {picture.height}"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" {size}>']
    for path in picture.paths:
        grey = f"rgb({round(path.grey * 255)},{round(path.grey * 255)},{round(path.grey * 255)})"
        lines = " ".join(
            "M" + "L".join(f"{x:g} {picture.height - y:g}" for x, y in (part * UNIT).tolist())
            for part in path.parts
        )
        look = (
            f'fill="none" stroke="{grey}" stroke-width="{path.thickness}"'
            if path.thickness
            else f'fill="{grey}"'
        )
        parts.append(f'<path d="{lines}" {look}/>')
    for text in picture.texts:
        x, y = text.x - picture.x, picture.height - (text.y - picture.y)
        weight = "bold" if text.font == fonts.BOLD else "normal"
        parts.append(
            f'<text x="{x:.2f}" y="{y:.2f}" font-family="Noto Sans" font-stretch="condensed" font-weight="{weight}" '
            f'font-size="{text.size:g}" transform="rotate({-text.angle:.1f} {x:.2f} {y:.2f})">{text.text}</text>'
        )
    return "".join([*parts, "</svg>"])
