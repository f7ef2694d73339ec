"""The coverage map: every door of a plan in the colour of how far it has come. A list beside it says the same."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.desk import Desk
from ui.language import tr
from ui.map.canvas import MapCanvas
from ui.map.doors import DoorDots, spread
from ui.map.layers import MapLayers, make_layers
from ui.map.scene import Scene
from ui.reports.overview import copyable
from ui.rounds.look import positions
from ui.theme import Colours
from ui.widgets.charts import Bar, Bars
from ui.widgets.pages import Pages
from ui.widgets.plain import boxed, button, column, row, soft
from walksheets.campaign import Campaign
from walksheets.places import MapPicture
from walksheets.reports import STATES, Coverage, Span
from walksheets.rounds import Plan


@dataclass(frozen=True)
class CoveragePicture:
    """What the map shows of one plan."""

    coverage: Coverage
    scene: Scene


class CoverageMap(QWidget):
    """Where we have been. Read only while it is looked at."""

    def __init__(self, desk: Desk):
        super().__init__()
        self._desk = desk
        self._wanted: tuple[Plan | None, Span] = (None, Span())
        self._stale = True
        self._layers: tuple[MapPicture, MapLayers] | None = None
        self.canvas = MapCanvas(desk.jobs, desk.online)
        self.bars = Bars(tr("Doors by how far they have come"))
        self._says = soft()
        self.canvas.clicked.connect(self._clicked)
        side = boxed(
            column(copyable(self.bars, tr("Doors")), self.bars, 6, self._says, None,
                   button(tr("Whole ward"), self.canvas.fit, symbol="fit"),
                   button(tr("Copy picture"), self._copy, symbol="copy"), margin=2),
            "page",
        )  # fmt: skip
        side.setFixedWidth(theme.grown(300))
        layout = row(self.canvas, side, gap=12)
        layout.setStretch(0, 1)
        layout.setContentsMargins(0, 10, 0, 0)
        self.pages = Pages(boxed(layout), "rounds")
        self.setLayout(column(self.pages))

    def show_plan(self, plan: Plan | None, span: Span) -> None:
        """Show another plan, or the same anew."""
        self._wanted = (plan, span)
        self._stale = True
        if self.isVisible():
            self._read()

    def showEvent(self, event: Any) -> None:
        """Read what changed while it was out of sight."""
        super().showEvent(event)
        if self._stale:
            self._read()

    def _read(self) -> None:
        self._stale = False
        plan, span = self._wanted
        if plan is None:
            self.pages.show_empty(
                tr("One plan at a time"),
                tr("The map shows how far the doors of one plan have come. Choose a plan above."),
            )
            return
        self.pages.show_loading()
        self._desk.jobs.fetch(
            ("coverage", id(self)),
            lambda: self._look(plan, span),
            self._show,
            self._fail,
            self,
        )

    def _show(self, picture: CoveragePicture) -> None:
        self.pages.show_content()
        c = theme.colours()
        inks = coverage_palette(c)
        found = picture.coverage
        counts = [(at, state, found.count(state)) for at, state in enumerate(STATES)]
        self.bars.show_bars(
            [
                Bar(state_words(state, found.kind), ((count, inks[at]),), f"{count:,}")
                for at, state, count in counts
                if count
            ]
        )
        done, all_doors = found.count("done"), max(len(found.states), 1)
        self._says.setText(
            tr("{done:,} of {all:,} doors done: {share:.0%}").format(
                done=done, all=len(found.states), share=done / all_doors
            )
        )
        self.canvas.setAccessibleDescription(self.bars.as_text())
        self.canvas.show_scene(picture.scene)

    def _look(self, plan: Plan, span: Span) -> CoveragePicture:
        """Read in a job; the ground is made again only when the map is another."""
        campaign = self._desk.campaign
        picture = campaign.places.map_picture()
        if self._layers is None or self._layers[0] is not picture:
            self._layers = (picture, make_layers(picture))
        found = campaign.reports.coverage(plan.id, span)
        return CoveragePicture(found, Scene(self._layers[1], _dots(campaign, plan, found), coverage_palette))

    def _fail(self, error: BaseException) -> None:
        self.pages.show_error(str(error), self._read)
        self._desk.complain(error)

    def _clicked(self, hit: tuple[float, float, int, bool]) -> None:
        at = hit[2]
        if at >= 0:
            dots = self.canvas.dots
            state = STATES[int(dots.colour[at])]
            self._says.setText(f"{dots.addresses[at]}: {state_words(state, '')}")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setPixmap(self.canvas.grab())


def state_words(state: str, kind: str) -> str:
    """Return a door's state in words: a leaflet is delivered, an elector spoken to."""
    if state == "done":
        return {"leaflet": tr("delivered"), "canvass": tr("spoken to")}.get(kind, tr("done"))
    return {
        "not printed": tr("on no sheet"),
        "on paper": tr("on paper, not keyed"),
        "nobody home": tr("nobody reached"),
        "left out": tr("left out"),
    }[state]


def coverage_palette(c: Colours) -> tuple[str, ...]:
    """Return a colour for each of the states: greys while nothing was heard, colours for what was."""
    return (c.line, c.ink_soft, c.warn, c.bad, c.accent)


def _dots(campaign: Campaign, plan: Plan, found: Coverage) -> DoorDots:
    doors = [row.door for row in campaign.rounds.plan_doors(plan.id)]
    rank = {state: at for at, state in enumerate(STATES)}
    return DoorDots.make(
        [door.id for door in doors],
        spread(positions(campaign.places.projection(), doors)),
        [0] * len(doors),
        [rank[found.states[door.id]] for door in doors],
        [door.number or door.flat for door in doors],
        [door.address for door in doors],
    )
