"""Canvass sheets beside platypus tables, fpdf2 and typst in the same run: `python -m tests.benchmarks.paper`.

The peer says the same of the same rounds as somebody who knows platypus would write it: a table a
household, plain strings in its cells, reportlab's own QR widget, the very same map. Both draw into memory
from facts already gathered; times are of the processor. Needs ../shared/data.
"""

import gc
import io
import itertools
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import black, lightgrey
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)

from tests.benchmarks.paper_peers import by_fpdf2, by_typst, typst_data
from walksheets.campaign import Campaign
from walksheets.progress import silent
from walksheets.rounds import SplitRequest
from walksheets.sheets import PrintReport, content, fonts
from walksheets.sheets.draw import Painter
from walksheets.sheets.facts import RoundFacts, RunFacts
from walksheets.sheets.items import UNIT, Picture
from walksheets.sheets.printing import RoundsDraft

LEVENSHULME = Path(__file__).resolve().parents[3] / "shared" / "data" / "levenshulme"
PAGES = 600
PEAK = Path("/proc/self/clear_refs")
ROUNDS_OF_PEER = 20  # enough to know its pace
REGULAR, BOLD = "NotoSans-Condensed", "NotoSans-CondensedBold"


def campaign_in(folder: Path) -> Campaign:
    campaign = Campaign.create(folder / "paper.walksheets", name="Levenshulme")
    files = ("roads.osm.pbf", "postcodes.csv", "uprn.csv", "register.pdcode.csv", "absent.csv")
    campaign.imports.bring_in([LEVENSHULME / name for name in files])
    campaign.rounds.split("Canvass", SplitRequest(kind="canvass", doors=40, seconds=5))
    return campaign


def processor_time(job: Callable[[], object]) -> float:
    start = time.process_time()
    job()
    return time.process_time() - start


def forget_peak() -> None:
    """Have the process's peak of memory counted from now on (Linux alone can)."""
    gc.collect()
    if PEAK.exists():
        PEAK.write_text("5")


def peak_mib() -> float:
    """Return the most memory the process has had since the peak was last forgotten; 0 where nobody can say."""
    if not PEAK.exists():
        return 0.0
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024


def ours(draft: RoundsDraft, rounds: Sequence[RoundFacts], least_pages: int) -> tuple[int, bytes]:
    """Draw round after round, all over again from the first, until there are so many pages."""
    target = io.BytesIO()
    painter = Painter(target, "Ours", draft.paper.stamps)
    pages = 0
    for facts in itertools.cycle(rounds):
        for sheet in draft.paper.sheets(facts, draft.next_code):
            painter.page(sheet.page)
            pages += 1
        if pages >= least_pages:
            break
    painter.save()
    return pages, target.getvalue()


class Map(Flowable):
    """The peer's map: the same lines, by the canvas's own path objects."""

    def __init__(self, picture: Picture):
        super().__init__()
        self.picture = picture
        self.width, self.height = picture.width, picture.height

    def wrap(self, *_: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas, picture = self.canv, self.picture
        canvas.saveState()
        frame = canvas.beginPath()
        frame.rect(0, 0, self.width, self.height)
        canvas.clipPath(frame, stroke=0)
        for path in picture.paths:
            lines = canvas.beginPath()
            for part in path.parts:
                (x, y), *rest = (part * UNIT).tolist()
                lines.moveTo(x, y)
                for x, y in rest:
                    lines.lineTo(x, y)
            canvas.setFillGray(path.grey)
            canvas.setStrokeGray(path.grey)
            canvas.setLineWidth(path.thickness)
            canvas.drawPath(lines, stroke=bool(path.thickness), fill=not path.thickness)
        canvas.setFillGray(0)
        for text in picture.texts:
            canvas.saveState()
            canvas.translate(text.x - picture.x, text.y - picture.y)
            canvas.rotate(text.angle)
            canvas.setFont(BOLD if text.font == fonts.BOLD else REGULAR, text.size)
            canvas.drawString(0, 0, text.text)
            canvas.restoreState()
        canvas.restoreState()


class PeerDocument(BaseDocTemplate):
    """Pages with the heading, the code and its QR, and the foot, drawn by the page template."""

    def __init__(self, target: io.BytesIO, run: RunFacts, next_code: Callable[[], str]):
        super().__init__(target, pagesize=A4, invariant=1)
        self.run, self.next_code, self.head = run, next_code, content.Head("", "", (), "")
        frame = Frame(26, 70, A4[0] - 52, A4[1] - 166, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("sheet", [frame], onPage=self.on_page))

    def on_page(self, canvas, _document) -> None:
        code = self.next_code()
        widget = QrCodeWidget(code, barLevel="H", barWidth=50, barHeight=50, barBorder=0)
        symbol = Drawing(50, 50)
        symbol.add(widget)
        renderPDF.draw(symbol, canvas, 26, A4[1] - 76)
        canvas.setFont(BOLD, 18)
        canvas.drawString(88, A4[1] - 43, code)
        canvas.drawString(170, A4[1] - 40, self.head.title)
        canvas.setFont(REGULAR, 9)
        for number, line in enumerate(self.head.lines):
            canvas.drawString(170, A4[1] - 54 - 11.5 * number, line)
        canvas.drawString(26, 50, " · ".join(content.legend(self.run)))
        canvas.drawString(
            26, 28, " ".join(content.privacy(self.run.organiser, self.run.telephone, names=True))
        )


def peer_story(
    draft: RoundsDraft, rounds: Sequence[RoundFacts], document: PeerDocument, maps: dict[int, list[Flowable]]
) -> list[Flowable]:
    codes = [each.code for each in draft.run.codes]
    heading = ParagraphStyle("heading", fontName=BOLD, fontSize=12.5, leading=17, backColor=lightgrey)
    style = TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), REGULAR, 11),
            ("FONT", (0, 0), (0, 0), BOLD, 20),
            ("FONT", (1, 0), (-1, 0), BOLD, 8.5),
            ("FONT", (1, 1), (1, -1), REGULAR, 7.5),
            ("GRID", (3, 1), (-1, -1), 0.8, black),
            ("LINEABOVE", (0, 0), (-1, 0), 0.5, black),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ]
    )
    widths = [200, 60, 25, *[18.6] * len(codes)]
    story: list[Flowable] = []
    for facts in rounds:
        head = content.canvass_head(draft.run, facts, draft.design)
        story.append(_Heading(document, head))
        story += maps[facts.id]
        for each in content.canvass_stretches(facts):
            said = content.stretch_words(each.stretch, each.stretch.doors).replace("→", "to")
            follow_ups = draft.design.follow_ups
            tables = [
                _household_table(household, codes, follow_ups, style, widths) for household in each.households
            ]
            story.append(KeepTogether([Paragraph(f"{each.stretch.street} {said}", heading), tables[0]]))
            story += tables[1:]
    return story


class _Heading(Flowable):
    """Tells the document whose round begins."""

    def __init__(self, document: PeerDocument, head: content.Head):
        super().__init__()
        self.document, self.head = document, head

    def wrap(self, *_: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.document.head = self.head


def _household_table(
    household, codes: list[str], follow_ups: Sequence[str], style: TableStyle, widths: list[float]
) -> Table:
    rows = [[household.large, "not home", "slip", *codes]]
    for line in household.lines:
        name, known = content.NOBODY, ""
        if line.person:
            name, known = line.person.name, f"{line.person.last} {line.person.elector_number}"
        rows.append([name, known, str(line.line), *[""] * len(codes)])
    rows.append(["   ".join(follow_ups)])  # its boxes are let off
    rows[-1] += [""] * (len(rows[0]) - 1)
    return Table(rows, colWidths=widths, rowHeights=[24, *[18.6] * (len(rows) - 1)], style=style)


def peers(draft: RoundsDraft, folder: Path) -> dict[str, tuple[int, float, int]]:
    """Return pages, processor seconds and bytes of each peer on the same rounds."""
    some = draft.rounds[:ROUNDS_OF_PEER]
    pictures = {facts.id: picture for facts in some if (picture := _picture_of(draft, facts))}
    found = {}

    target = io.BytesIO()
    document = PeerDocument(target, draft.run, draft.next_code)
    maps = {facts.id: [Map(pictures[facts.id])] if facts.id in pictures else [] for facts in some}
    seconds = processor_time(lambda: document.build(peer_story(draft, some, document, maps)))
    found["platypus tables"] = (document.page, seconds, len(target.getvalue()))

    target = io.BytesIO()
    pages: list[int] = []
    seconds = processor_time(lambda: pages.append(by_fpdf2(draft, some, pictures, target)))
    found["fpdf2"] = (pages[0], seconds, len(target.getvalue()))

    made: list[bytes] = []
    compile_them = by_typst(folder, typst_data(draft, some, pictures))
    seconds = processor_time(lambda: made.append(compile_them()))
    found["typst"] = (len(pypdfium2.PdfDocument(made[0])), seconds, len(made[0]))
    return found


def _picture_of(draft: RoundsDraft, facts: RoundFacts) -> Picture | None:
    (first, *_) = draft.paper.sheets(facts, lambda: "")
    return next((item for item in first.page.items if isinstance(item, Picture)), None)


def leaflets(campaign: Campaign, out: Path) -> tuple[int, float]:
    """Return the pages and the kB a page of leaflet sheets in a file a round."""
    campaign.rounds.split("Leaflets", SplitRequest(kind="leaflet", doors=120, seconds=5))
    report = campaign.sheets.print_rounds("Leaflets", out)
    return report.pages, sum(file.stat().st_size for file in report.files) / report.pages / 1000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, campaign_in(Path(folder)) as campaign:
        draft = campaign.sheets._draft("Canvass", None, None, silent)
        ours(draft, draft.rounds[:1], 1)  # the fonts are read once, outside the clock, for all
        made: list[tuple[int, bytes]] = []
        our_s = processor_time(lambda: made.append(ours(draft, draft.rounds, PAGES)))
        pages, data = made[0]
        others = peers(draft, Path(folder))
        forget_peak()
        before = peak_mib()
        ours(draft, draft.rounds, PAGES)
        memory = peak_mib() - before
        reports: list[PrintReport] = []
        out = Path(folder, "out")
        forget_peak()
        before = peak_mib()
        whole_s = processor_time(lambda: reports.append(campaign.sheets.print_rounds("Canvass", out)))
        whole_memory = peak_mib() - before
        (report,) = reports
        leaflet_pages, leaflet_size = leaflets(campaign, Path(folder, "leaflets"))
    pace = pages / our_s
    print(
        f"print {pages} canvass pages with map and QR, tagged: {pace:.0f} pages a second, "
        f"{len(data) / pages / 1000:.1f} kB a page, {memory:.0f} MiB more"
    )
    for name, (peer_pages, seconds, size) in others.items():
        peer_pace = peer_pages / seconds
        print(
            f"  {name}: {peer_pace:.0f} pages a second, {size / peer_pages / 1000:.1f} kB a page "
            f"({peer_pages} pages); ratio {pace / peer_pace:.1f}"
        )
    print(
        f"the whole verb, {report.pages} pages into {len(report.files)} files and the ledger: {whole_s:.1f} s, {whole_memory:.0f} MiB more"
    )
    print(f"leaflet sheets, a file a round: {leaflet_pages} pages, {leaflet_size:.1f} kB a page")


if __name__ == "__main__":
    main()
