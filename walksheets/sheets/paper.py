"""A round on paper: its pages laid out from facts and design, with codes given page by page.

Brings content, frame, rows and map together; still pure, so that a preview, a print run and a test
have the very same pages.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from walksheets.sheets import canvass_layout, content, leaflet_layout
from walksheets.sheets.canvass_columns import Columns
from walksheets.sheets.canvass_layout import Section
from walksheets.sheets.content import Head, PrintedLine
from walksheets.sheets.design import SheetDesign
from walksheets.sheets.facts import RoundFacts, RunFacts
from walksheets.sheets.frame import Frame, corner_marks, heading, mark_places, qr_place
from walksheets.sheets.items import Item, Page, PlacedLine, Stamp, tagged
from walksheets.sheets.map_layout import Atlas

CodeMaker = Callable[[], str]
"""Gives the next page's code; empty in a preview."""

_MAP_HEIGHT = 158.0
_MAP_MOST = 0.2  # of the page's height
_MAP_SHARE = 0.64  # of the width; the walk in words stands beside it
_PAGE_MAP_HEIGHT = 118.0
_GAP = 6.0
_LEAFLET_MAP_LEAST = 210.0
_MAP_LEAST = 120.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page and the numbered lines on it, as the ledger keeps them."""

    page: Page
    lines: tuple[PrintedLine, ...]

    def painted(self) -> "Sheet":
        """Return what the ledger needs of a sheet that is drawn: hundreds of pages of positions weigh."""
        return Sheet(replace(self.page, items=()), self.lines)


class Paper:
    """A run's paper: measures and stamps made once, then round after round."""

    def __init__(self, run: RunFacts, design: SheetDesign, atlas: Atlas | None):
        design.check()
        self._run = run
        self._design = design
        self._atlas = atlas if design.map != "none" else None
        self._frame = Frame.of(design)
        self._canvass = run.kind == "canvass"
        frame = self._frame
        stamps: dict[str, tuple[Item, ...]] = {"marks": tuple(corner_marks(frame))}
        if self._canvass:
            self._columns = Columns.of(frame, [each.code for each in run.codes], design.follow_ups)
            stamps |= self._columns.stamps()
            self._foot_height, stamps["foot"] = canvass_layout.foot(frame, run, design)
        else:
            self._foot_height, stamps["foot"] = leaflet_layout.foot(frame, run, design)
        self.stamps = stamps

    @property
    def box_columns(self) -> dict[str, float]:
        """Return where each code's boxes begin on the page, in points, and their size as "size"."""
        if not self._canvass:
            return {"size": leaflet_layout.box_size(self._frame)}
        xs = dict(zip(self._columns.codes, self._columns.box_xs, strict=True))
        return {**xs, "size": self._columns.box}

    @property
    def places(self) -> dict[str, Any]:
        """Return what the ledger keeps with the run, so that a page can be read from a scan for ever.

        All in points from the page's lower left corner: its size, the QR code and the corner marks (x, y, size),
        each code's column of boxes; and by word, how far right of its line's own places a worded box stands.
        """
        frame = self._frame
        page = {"size": [frame.width, frame.height], "qr": list(qr_place(frame)), "marks": mark_places(frame)}
        places: dict[str, Any] = {"page": page, "boxes": self.box_columns}
        if self._canvass:
            places["door_boxes"] = self._columns.door_boxes()
            places["follow_up_boxes"] = self._columns.follow_up_boxes()
        return places

    def sheets(self, facts: RoundFacts, codes: CodeMaker) -> list[Sheet]:
        """Return a round's pages."""
        return self._canvass_sheets(facts, codes) if self._canvass else self._leaflet_sheets(facts, codes)

    def _canvass_sheets(self, facts: RoundFacts, codes: CodeMaker) -> list[Sheet]:
        stretches = content.canvass_stretches(facts)
        frame, design = self._frame, self._design
        space = frame.body_top - frame.bottom - self._foot_height
        heights = self._canvass_maps(facts)
        first = canvass_layout.first_height(self._columns, stretches, design, space)
        if heights[1]:  # a map on every page
            first = max(first, canvass_layout.least_height(self._columns, stretches, design))
        if first > space - heights[0]:
            heights = (0.0, 0.0)  # a household of dozens comes first: whole people before the map

        def room(page: int) -> float:
            return space - heights[min(page, 1)]

        pages = canvass_layout.flow(self._columns, stretches, design, room)
        head = content.canvass_head(self._run, facts, design)
        found = []
        for index, sections in enumerate(pages):
            top = frame.body_top
            items: list[Item] = []
            if heights[min(index, 1)]:
                items += self._canvass_map(facts, stretches, sections, heights[min(index, 1)])
                top -= heights[min(index, 1)]
            rows, placed = canvass_layout.place(self._columns, sections, top)
            households = [block for section in sections for block in section.blocks]
            lines = [
                line
                for block in households
                for line in content.household_lines(block.household)
                if line.line in {row.line.line for row in block.rows}
            ]
            at = facts.page or (index + 1, len(pages))
            found.append(self._sheet(head, codes(), at, [*items, *rows], placed, lines))
        return found

    def _canvass_maps(self, facts: RoundFacts) -> tuple[float, float]:
        """Return how high the map is on the first page and on the others, white below it counted."""
        if self._atlas is None or not any(door.xy for door in facts.doors):
            return 0.0, 0.0
        if self._design.map == "round" and _later(facts):
            return 0.0, 0.0
        most = self._frame.height * _MAP_MOST
        if self._design.map == "round":
            return min(_MAP_HEIGHT, most) + _GAP, 0.0
        return (min(_PAGE_MAP_HEIGHT, most) + _GAP,) * 2

    def _canvass_map(
        self,
        facts: RoundFacts,
        stretches: Sequence[content.CanvassStretch],
        sections: Sequence[Section],
        height: float,
    ) -> list[Item]:
        assert self._atlas is not None
        frame = self._frame
        corner = (frame.left, frame.body_top - height + _GAP)
        if self._design.map == "page":
            doors = [block.household.door for section in sections for block in section.blocks]
            picture = self._atlas.picture(facts, doors, corner, (frame.body_width, height - _GAP))
            return [picture] if picture else []
        width = frame.body_width * _MAP_SHARE
        doors = [household.door for each in stretches for household in each.households]
        picture = self._atlas.picture(facts, doors, corner, (width, height - _GAP))
        x = frame.left + width + 10
        beside = canvass_layout.overview(
            stretches, x, frame.body_top, frame.right - x, height - _GAP, frame.scale
        )
        return [picture, *beside] if picture else beside

    def _leaflet_sheets(self, facts: RoundFacts, codes: CodeMaker) -> list[Sheet]:
        frame = self._frame
        space = frame.body_top - frame.bottom - self._foot_height
        plans = [
            plan
            for row in content.leaflet_rows(facts)
            for plan in leaflet_layout.plan_rows(frame, row, space)
        ]
        map_height = self._leaflet_map_height(facts, [plan.height for plan in plans], space)
        taken = map_height + _GAP if map_height else 0.0
        pages = leaflet_layout.flow(plans, space - taken, space)
        head = content.leaflet_head(self._run, facts, self._design)
        found = []
        for index, rows in enumerate(pages):
            top = frame.body_top
            items: list[Item] = []
            if index == 0 and map_height:
                items += self._leaflet_map(facts, map_height)
                top -= taken
            drawn, placed = leaflet_layout.place(frame, rows, top)
            lines = [line for plan in rows for line in content.row_lines(plan.row)]
            at = facts.page or (index + 1, len(pages))
            found.append(self._sheet(head, codes(), at, [*items, *drawn], placed, lines))
        return found

    def _leaflet_map_height(self, facts: RoundFacts, rows: Sequence[float], space: float) -> float:
        """Return how high the map is: all that the rows leave of one page, else half of the first page.

        Less than half where a high row comes first; a page of its own where that row would leave it too little.
        """
        if self._atlas is None or _later(facts) or not any(door.xy for door in facts.doors):
            return 0.0
        most = self._frame.body_width * 0.95
        left = space - sum(rows) - _GAP
        if left >= _LEAFLET_MAP_LEAST:
            return min(left, most)
        above_first = space - rows[0] - _GAP
        return min(space * 0.48, above_first) if above_first >= _MAP_LEAST else min(space, most)

    def _leaflet_map(self, facts: RoundFacts, height: float) -> list[Item]:
        assert self._atlas is not None
        frame = self._frame
        corner = (frame.left, frame.body_top - height)
        picture = self._atlas.picture(facts, facts.doors, corner, (frame.body_width, height))
        return [picture] if picture else []

    def _sheet(
        self,
        head: Head,
        code: str,
        at: tuple[int, int],
        body: Sequence[Item],
        placed: Sequence[PlacedLine],
        lines: Sequence[PrintedLine],
    ) -> Sheet:
        frame = self._frame
        items = (
            Stamp("marks", 0, 0),
            *heading(frame, head, code, self._run.mark, *at),
            *body,
            *tagged("P", [Stamp("foot", frame.left, frame.bottom)]),
        )
        page = Page(code, *at, (frame.width, frame.height), items, tuple(placed))
        return Sheet(page, tuple(lines))


def _later(facts: RoundFacts) -> bool:
    """Tell whether this is one page printed again that is not its round's first."""
    return facts.page is not None and facts.page[0] > 1
