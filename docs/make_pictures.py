"""Make the guide's pictures from the demo ward: `python docs/make_pictures.py` (off screen, into docs/pictures)."""

import os
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pypdfium2  # noqa: E402

from ui.app import make_application, make_window  # noqa: E402
from ui.main_window import MainWindow  # noqa: E402
from ui.register.import_dialog import ImportDialog  # noqa: E402
from ui.screenshot import wait_until_idle  # noqa: E402
from ui.user_settings import UserSettings  # noqa: E402
from walksheets.campaign import Campaign  # noqa: E402
from walksheets.demo import demo_campaign, make_town  # noqa: E402
from walksheets.sheets.kinds import KINDS, Imprint, PaperOrder  # noqa: E402

PICTURES = HERE / "pictures"
LEAFLET, CANVASS = "Spring leaflet", "Autumn canvass"
LETTER = "On Thursday 6 May we choose our councillors.\n\nIf you need a lift to the polling station, ring us."


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = demo_campaign(Path(folder))
        pages_of(file)
        make_application()
        window = make_window(UserSettings(scheme="light"))
        window.settings.save = lambda: None
        window.resize(1366, 768)
        window.show()
        window.session.open(file)
        settle(window)
        screens(window, file)
        papers_of(file, Path(folder) / "papers")
        import_of_a_new_town(window, Path(folder))
        window.close()


def settle(window: MainWindow) -> None:
    wait_until_idle(window.session.jobs)


def keep(window: MainWindow, name: str) -> None:
    settle(window)
    window.grab().save(str(PICTURES / f"{name}.png"))


def screens(window: MainWindow, file: Path) -> None:
    """Photograph every screen with something chosen on it."""
    with Campaign.open(file) as campaign:
        seventh = campaign.rounds.rounds(LEAFLET)[6].id
        half_keyed = campaign.sheets.ledger("back", CANVASS)[0].code
    window.go("rounds", plan=LEAFLET)
    keep(window, "rounds")
    window.screen_named("rounds").presenter.choose_round(seventh)
    keep(window, "round")
    window.go("key")
    window.screen_named("key").presenter.open_sheet(half_keyed)
    keep(window, "key")
    for name in ("home", "register", "volunteers"):
        window.go(name)
        keep(window, name)
    for name in ("print", "progress"):
        window.go(name, plan=CANVASS)
        keep(window, name)
    window.go("rounds", plan=LEAFLET)


def import_of_a_new_town(window: MainWindow, folder: Path) -> None:
    """Photograph what an import says before it does anything."""
    file = folder / "new.walksheets"
    Campaign.create(file, "Ostlebury Bridge").close()
    window.session.open(file)
    settle(window)
    window.go("register")
    dialog = ImportDialog(window.session.desk, make_town(folder / "again"), window)
    dialog.open()
    settle(window)
    dialog.grab().save(str(PICTURES / "import.png"))
    dialog.reject()


def pages_of(file: Path) -> None:
    """Rasterise one canvass sheet and one leaflet sheet."""
    with Campaign.open(file) as campaign:
        for name, plan in (("canvass-sheet", CANVASS), ("leaflet-sheet", LEAFLET)):
            page = pypdfium2.PdfDocument(campaign.sheets.preview(plan, 3))[0]
            page.render(scale=1.15).to_pil().convert("L").save(PICTURES / f"{name}.png", optimize=True)


def papers_of(file: Path, folder: Path) -> None:
    """Rasterise the first page of every other kind of paper; after the screens, for printing fills the ledger."""
    with Campaign.open(file) as campaign:
        campaign.papers.set_imprint(
            Imprint("Quay Press, 4 Quay Street", "A. Example, 1 Mill Lane", "the committee")
        )
        line = next(each for each in campaign.sheets.lines(status="keyed") if each.elector)
        campaign.results.promise(line.sheet, line.line, "lift")
        for kind in KINDS:
            order = PaperOrder(
                kind.name,
                when="2027-05-06",
                meet="the bandstand",
                starts="18:30",
                ends="20:30",
                text=LETTER if kind.name == "letters" else "",
                size="A4",
            )
            report = campaign.papers.print_papers(order, folder)
            page = pypdfium2.PdfDocument(report.file)[0]
            picture = page.render(scale=0.85).to_pil().convert("L")
            picture.save(PICTURES / f"paper-{kind.name}.png", optimize=True)


if __name__ == "__main__":
    main()
