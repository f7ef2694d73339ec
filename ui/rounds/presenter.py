"""Map & Rounds' decisions: which plan, which rounds and doors are chosen, and what is done with them."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np

from ui.desk import Desk
from ui.map.layers import MapLayers, make_layers
from ui.rounds.look import Board, look
from walksheets.changes import Changes
from walksheets.places import Door
from walksheets.progress import Progress
from walksheets.rounds import Round, RoundDoor, SplitRequest


class View(Protocol):
    """What the presenter needs of the screen."""

    def show_layers(self, layers: MapLayers) -> None: ...
    def show_board(self, board: Board) -> None: ...
    def show_round(self, board: Board, chosen: Round | None) -> None: ...
    def show_way(self, way: Sequence[Any]) -> None: ...
    def show_caught(self, indices: Sequence[int]) -> None: ...
    def show_placing(self, door: Door | None) -> None: ...
    def show_trouble(self, error: BaseException) -> None: ...


class RoundsPresenter:
    """Works on one plan at a time."""

    def __init__(self, view: View, desk: Desk, owner: Any = None):
        self._view = view
        self._desk = desk
        self._owner = owner
        self.board: Board | None = None
        self.chosen: int | None = None  # a round's id
        self.caught: list[int] = []  # indices of doors on the map
        self.placing: Door | None = None
        self._wanted: int | str | None = None
        self._map_read = False

    # Reading

    def read(self, nouns: frozenset[str] = frozenset()) -> None:
        """Fetch the plan, and the map where it may have changed."""
        if not self._map_read or "map" in nouns or "*" in nouns:
            self._map_read = True
            places = self._desk.campaign.places
            self._fetch("map", lambda: make_layers(places.map_picture()), self._view.show_layers)
        wanted, campaign = self._wanted, self._desk.campaign
        self._fetch("board", lambda: look(campaign, wanted), self._take_board)

    def choose_plan(self, plan: int | str | None) -> None:
        """Show another plan."""
        self._wanted = plan
        self.chosen = None
        self.read()

    def choose_round(self, round_id: int | None) -> None:
        """Let one round stand out, with its doors and its way."""
        self.chosen = round_id
        self.catch([])
        if self.board:
            self._view.show_round(self.board, self.round)
            self._fetch_way()

    @property
    def round(self) -> Round | None:
        """The chosen round."""
        if self.board is None or self.chosen is None:
            return None
        return next((each for each in self.board.rounds if each.id == self.chosen), None)

    # The hand on the map

    def click(self, x: float, y: float, at: int, *, also: bool) -> None:
        """Choose the round of the door that was clicked; with Ctrl, add the door to the selected ones."""
        if self.placing is not None:
            self._put_on_map(x, y)
            return
        if self.board is None or at < 0:
            self.catch([])
            if not also and at < 0:
                self.choose_round(None)
            return
        if also:
            self.catch(sorted(set(self.caught) ^ {at}))
            return
        hit = self.board.round_at(int(self.board.dots.group[at]))
        if hit and hit.id != self.chosen:
            self.choose_round(hit.id)
        else:
            self.catch([at])

    def catch(self, indices: Sequence[int], *, also: bool = False) -> None:
        """Select doors, by the lasso or in the list."""
        self.caught = sorted(set(self.caught) | set(indices)) if also else list(indices)
        self._view.show_caught(self.caught)

    def catch_doors(self, door_ids: Sequence[int]) -> None:
        """Select doors by id, as the list has them."""
        if self.board:
            wanted = set(door_ids)
            self.catch([at for at, door_id in enumerate(self.board.dots.ids.tolist()) if door_id in wanted])

    def start_placing(self, door: Door) -> None:
        """Wait for a click that says where a door is."""
        self.placing = door
        self._view.show_placing(door)

    def stop_placing(self) -> None:
        """Leave the door where it was."""
        self.placing = None
        self._view.show_placing(None)

    # Verbs

    def split(self, name: str, request: SplitRequest) -> None:
        """Cut the ward as asked, in a job; then show the plan."""

        def work(progress: Progress) -> Changes:
            return self._desk.campaign.rounds.split(name, request, progress)

        self._wanted = name
        self.chosen = None
        self._desk.jobs.start(f"Split “{name}”", work, lambda _changes: self.read(), owner=self._owner)

    def delete_plan(self) -> None:
        """Delete the plan that is shown."""
        if self.board and self.board.plan:
            plan = self.board.plan.id
            self._wanted = None
            self.chosen = None
            self._do("Delete plan", lambda rounds: rounds.delete_plan(plan))

    def rename(self, name: str) -> None:
        """Name the chosen round."""
        self._with_round("Rename round", lambda rounds, each: rounds.rename(each.id, name))

    def lock(self) -> None:
        """Lock the chosen round, or unlock it."""
        self._with_round("Lock round", lambda rounds, each: rounds.lock(each.id, not each.locked))

    def take_in_news(self) -> None:
        """Give doors that are new on the register to the rounds they belong to."""
        if self.board and self.board.plan:
            plan = self.board.plan.id
            self._do("Take in new doors", lambda rounds: rounds.refresh(plan))

    def put_in_order(self) -> None:
        """Put the chosen round's doors in walking order anew."""
        self._with_round("Put in order", lambda rounds, each: rounds.put_in_order(each.id))

    def reverse(self) -> None:
        """Walk the chosen round the other way."""
        self._with_round("Turn round", lambda rounds, each: rounds.reverse(each.id))

    def split_round(self) -> None:
        """Cut the chosen round in two."""
        self._with_round("Split round", lambda rounds, each: rounds.split_round(each.id))

    def merge(self, round_ids: Sequence[int]) -> None:
        """Make one round of several."""
        if len(round_ids) > 1:
            self.chosen = round_ids[0]
            self._do("Merge rounds", lambda rounds: rounds.merge_rounds(list(round_ids)))

    def move_caught(self, round_id: int) -> None:
        """Move the selected doors to another round."""
        if self.board and self.caught:
            door_ids = [int(self.board.dots.ids[at]) for at in self.caught]
            self._do("Move doors", lambda rounds: rounds.move_doors(door_ids, round_id))

    def shift(self, door: RoundDoor, step: int) -> None:
        """Move a door one place earlier (-1) or later (+1) in its walk."""
        if self.board is None:
            return
        order = [row.door.id for row in self.board.walks[door.round_id]]
        at = order.index(door.door.id)
        to = at + step
        if 0 <= to < len(order):
            order.insert(to, order.pop(at))
            self._do("Change the order", lambda rounds: rounds.reorder(door.round_id, order))

    # Inside

    def _take_board(self, board: Board) -> None:
        self.board = board
        self._wanted = board.plan.id if board.plan else None
        self.caught = []
        if self.chosen is not None and board.group_of(self.chosen) is None:
            self.chosen = None
        self._view.show_board(board)
        self._view.show_round(board, self.round)
        self._fetch_way()

    def _fetch_way(self) -> None:
        chosen = self.round
        if chosen is None:
            self._fetch("way", list, self._view.show_way)
            return
        rounds = self._desk.campaign.rounds
        self._fetch("way", lambda: as_lines(rounds.way(chosen.id)), self._view.show_way)

    def _put_on_map(self, x: float, y: float) -> None:
        door, board = self.placing, self.board
        if door is None or board is None:
            return
        lat, lon = (float(part) for part in np.ravel(board.plane.to_latlon(x, y)))
        self.stop_placing()
        places = self._desk.campaign.places
        self._desk.change(
            "Put a door on the map", lambda: places.set_position(door.id, lat, lon), owner=self._owner
        )

    def _with_round(self, title: str, verb: Callable[[Any, Round], Changes]) -> None:
        chosen = self.round
        if chosen is not None:
            self._do(title, lambda rounds: verb(rounds, chosen))

    def _do(self, title: str, verb: Callable[[Any], Changes]) -> None:
        rounds = self._desk.campaign.rounds
        self._desk.change(title, lambda: verb(rounds), owner=self._owner)

    def _fetch(self, what: str, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._desk.jobs.fetch(("rounds", what, id(self)), work, done, self._view.show_trouble, self._owner)


def as_lines(way: Any) -> list[Any]:
    """Take a way as one line or as several, (k, 2) metres each."""
    if isinstance(way, np.ndarray):
        return [way] if way.ndim == 2 and len(way) > 1 else []
    return [np.asarray(line) for line in way if len(line) > 1]
