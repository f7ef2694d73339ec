"""Map & Rounds' decisions: which plan, which rounds and doors are chosen, and what is done with them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Protocol

import numpy as np
import shapely

from ui.desk import Desk
from ui.language import tr
from ui.map.layers import MapLayers, make_layers
from ui.rounds import shades
from ui.rounds.compare import Comparison
from ui.rounds.look import Board, look, look_beside
from ui.rounds.shades import Shade
from walksheets.changes import Changes
from walksheets.places import Door, HardToReach, MeetingPoint
from walksheets.progress import Progress
from walksheets.rounds import POST, Lock, Person, Round, SplitRequest

Pointed = Callable[[str], None]

KEEP = 0.9  # of the doors stay where they are when a plan is balanced again


class View(Protocol):
    """What the presenter needs of the screen."""

    def show_layers(self, layers: MapLayers) -> None: ...
    def show_board(self, board: Board) -> None: ...
    def show_shade(self, shade: Shade) -> None: ...
    def show_comparison(self, comparison: Comparison | None) -> None: ...
    def show_chosen(self, board: Board, chosen: Sequence[Round]) -> None: ...
    def show_ways(self, ways: Sequence[Any]) -> None: ...
    def show_caught(self, indices: Sequence[int]) -> None: ...
    def show_placing(self, door: Door | None) -> None: ...
    def show_pointing(self, waiting: bool) -> None: ...
    def show_words(self, words: str) -> None: ...
    def show_target(self, words: str) -> None: ...
    def show_trouble(self, error: BaseException) -> None: ...


class RoundsPresenter:
    """Works on one plan at a time."""

    def __init__(self, view: View, desk: Desk, owner: Any = None):
        self._view = view
        self._desk = desk
        self._owner = owner
        self.board: Board | None = None
        self.chosen_ids: tuple[int, ...] = ()  # of rounds
        self.caught: list[int] = []  # indices of doors on the map
        self.placing: Door | None = None
        self._pointed: Pointed | None = None  # who waits for a click on a place
        self.shade = shades.ROUNDS
        self.beside: int | None = None  # the plan that this one is compared with
        self.wanted: int | str | None = None
        self._map_read = False
        self._before: dict[int, Round] | None = None  # as they were when the user asked for a change
        self._target: tuple[int, ...] | None = None
        self._reach_known = False  # which doors are hard to reach, of those that stand where they stood

    # Reading

    def read(self, nouns: frozenset[str] = frozenset()) -> None:
        """Fetch the plan, and the map where it may have changed."""
        if not self._map_read or nouns & {"map", "boundaries", "*"}:
            self._map_read = True
            places = self._desk.campaign.places
            self._fetch(
                "map",
                lambda: make_layers(places.map_picture(), places.boundaries()),
                self._view.show_layers,
            )
        wanted, campaign = self.wanted, self._desk.campaign
        if not nouns or nouns & {"map", "doors", "*"}:
            self._reach_known = False
        reach = self.board.reach if self.board and self._reach_known else None
        self._fetch("board", lambda: look(campaign, wanted, reach), self._take_board)

    def choose_plan(self, plan: int | str | None) -> None:
        """Show another plan."""
        self.wanted = plan
        self.chosen_ids, self.beside, self.shade = (), None, shades.ROUNDS
        self.read()

    def choose_round(self, round_id: int | None) -> None:
        """Let one round stand out, with its doors and its way."""
        self.choose_rounds([] if round_id is None else [round_id])

    def choose_rounds(self, round_ids: Sequence[int]) -> None:
        """Let rounds stand out; the first is the one whose doors are listed."""
        self.chosen_ids = tuple(round_ids)
        self.catch([])
        if self.board:
            self._view.show_chosen(self.board, self.chosen)
            self._fetch_ways()

    @property
    def chosen(self) -> list[Round]:
        """The rounds that stand out."""
        return [each for each in (self._round(round_id) for round_id in self.chosen_ids) if each]

    @property
    def round(self) -> Round | None:
        """The round that is chosen, if it is one."""
        chosen = self.chosen
        return chosen[0] if len(chosen) == 1 else None

    def colour_by(self, shade: str) -> None:
        """Let the colours say something else."""
        self.shade, self.beside = shade, None
        self._fetch_shade()

    def compare_with(self, plan_id: int) -> None:
        """Show what changes hands against another plan."""
        self.beside = plan_id
        self._fetch_shade()

    # The hand on the map

    def click(self, x: float, y: float, at: int, *, also: bool) -> None:
        """Choose the round of the door that was clicked, then the door; with Ctrl, one more of either."""
        if self._pointed is not None:
            self._point_at(x, y)
        elif self.placing is not None:
            self._put_on_map(x, y)
        elif self.board is None:
            return
        elif at < 0:
            if not also:
                self.choose_rounds([])
        elif also and self.caught:
            self.catch(sorted(set(self.caught) ^ {at}))
        else:
            self._click_round(at, also=also)

    def catch(self, indices: Sequence[int], *, also: bool = False) -> None:
        """Select doors, by the lasso or in the list."""
        self.caught = sorted(set(self.caught) | set(indices)) if also else list(indices)
        self._view.show_caught(self.caught)

    def catch_doors(self, door_ids: Sequence[int]) -> None:
        """Select doors by id, as the list has them."""
        if self.board:
            self.catch(np.flatnonzero(np.isin(self.board.dots.ids, list(door_ids))).tolist())

    def catch_street(self) -> None:
        """Select all doors of the selected doors' streets in their rounds."""
        board = self.board
        if board and self.caught:
            wanted = {(board.doors[at].street_id, int(board.dots.group[at])) for at in self.caught}
            groups = board.dots.group.tolist()
            self.catch([at for at, d in enumerate(board.doors) if (d.street_id, groups[at]) in wanted])

    def caught_ids(self) -> list[int]:
        """Return the ids of the selected doors."""
        return [int(self.board.dots.ids[at]) for at in self.caught] if self.board else []

    def start_placing(self, door: Door) -> None:
        """Wait for a click that says where a door is."""
        self.placing = door
        self._view.show_placing(door)

    def stop_placing(self) -> None:
        """Leave the door where it was."""
        self.placing = None
        self._view.show_placing(None)

    def start_pointing(self, pointed: Pointed) -> None:
        """Wait for a click on a place; `pointed` gets its degrees in words, or nothing when the user would rather not."""
        self._pointed = pointed
        self._view.show_pointing(True)

    def stop_waiting(self) -> None:
        """Wait for no click any more: a door stays where it was, a place is not chosen."""
        if self._pointed is not None:
            pointed, self._pointed = self._pointed, None
            self._view.show_pointing(False)
            pointed("")
        elif self.placing is not None:
            self.stop_placing()

    def find_meeting_point(
        self,
        words: str,
        found: Callable[[MeetingPoint], None],
        not_found: Callable[[BaseException], None],
        owner: Any,
    ) -> None:
        """Look up beside the window where words mean."""
        places = self._desk.campaign.places
        asked = ("rounds", "meeting point", id(self))
        self._desk.jobs.fetch(asked, lambda: places.find_meeting_point(words), found, not_found, owner)

    def hover(self, door_ids: Sequence[int], target: Round | None) -> None:
        """Say what dropping doors on a round would come to."""
        asked = (target.id, *door_ids) if target else None
        if asked == self._target:
            return
        self._target = asked
        if target is None:
            self._view.show_target("")
            return
        if target.locked:
            self._view.show_target(tr("Round {number} is locked").format(number=target.number))
            return
        rounds, goal = self._desk.campaign.rounds, target.id
        self._fetch("try", lambda: rounds.if_moved(door_ids, goal), self._show_tried)

    # Verbs

    def split(self, name: str, request: SplitRequest) -> None:
        """Cut the ward as asked, in a job; then show the plan."""
        settled, rounds = self._settled(name, request), self._desk.campaign.rounds
        self._split(name, lambda progress: rounds.split(name, settled, progress))

    def split_for(self, name: str, people: Sequence[Person], request: SplitRequest, unit: str) -> None:
        """Make a round for each of some people, in a job; then show the plan."""
        settled, rounds = self._settled(name, request), self._desk.campaign.rounds
        self._split(name, lambda progress: rounds.split_for(name, people, settled, progress, unit=unit))

    def fetch_people(self, kind: str, done: Callable[[Sequence[tuple[Person, str]]], None]) -> None:
        """Read who could walk rounds of a kind, each with their postcode."""
        volunteers = self._desk.campaign.volunteers

        def read() -> list[tuple[Person, str]]:
            postcodes = {person.id: person.postcode for person in volunteers.people()}
            return [(each, postcodes.get(each.volunteer_id or 0, "")) for each in volunteers.means(kind)]

        self._fetch("people", read, done)

    def _settled(self, name: str, request: SplitRequest) -> SplitRequest:
        """Return the request of a new plan with what is settled on the map: that holds for the next plan too."""
        board = self.board
        known = board is not None and board.plan_named(name) is not None
        return request.settled_as(board.plan.request) if board and board.plan and not known else request

    def _split(self, name: str, work: Callable[[Progress], Changes]) -> None:
        self.wanted = name
        self.chosen_ids = ()
        title = tr("Split “{name}”").format(name=name)
        self._desk.jobs.start(title, work, lambda _changes: self.read(), owner=self._owner)

    def rebalance(self) -> None:
        """Make the rounds even again with most doors staying where they are, in a job."""
        if self.board is None or self.board.plan is None:
            return
        plan = self.board.plan.id

        def work(progress: Progress) -> Changes:
            return self._desk.campaign.rounds.rebalance(plan, KEEP, progress)

        self._remember()
        self._desk.jobs.start(tr("Balance the rounds again"), work, owner=self._owner)

    def draw_barrier(self, line: Any) -> None:
        """Keep the rounds of the plan from crossing a line of (k, 2) local metres."""
        board = self.board
        if board and board.plan and len(line) > 1:
            plan, there = board.plan.id, board.plan.request.barriers
            drawn = tuple((float(lat), float(lon)) for lat, lon in board.plane.to_latlon(*thinned(line).T))
            self._do(tr("Draw a barrier"), lambda rounds: rounds.keep_apart(plan, (*there, drawn)))

    def remove_barriers(self) -> None:
        """Let rounds cross again wherever they like."""
        if self.board and self.board.plan:
            plan = self.board.plan.id
            self._do(tr("Remove barriers"), lambda rounds: rounds.keep_apart(plan, ()))

    def keep_streets_whole(self) -> None:
        """Keep the streets of the selected doors from being cut, or where all of them are kept, no longer."""
        board = self.board
        if board and board.plan and self.caught:
            plan, kept = board.plan.id, set(board.plan.request.whole_streets)
            streets = {board.doors[at].street_id for at in self.caught}
            wanted = sorted(kept - streets if streets <= kept else kept | streets)
            self._do(tr("Keep streets whole"), lambda rounds: rounds.keep_whole(plan, wanted))

    def set_housing(self, housing: str) -> None:
        """Say what housing the selected doors are; every plan's minutes follow."""
        ids = self.caught_ids()
        if ids:
            self._do(tr("Say what housing doors are"), lambda rounds: rounds.set_housing(ids, housing))

    def mark_flats(self) -> None:
        """Make flats of the doors whose address says so and of which nothing was said."""
        doors = self.board.doors if self.board else ()
        ids = [door.id for door in doors if door.flat and not door.housing]
        if ids:
            self._do(tr("Flats by their address"), lambda rounds: rounds.set_housing(ids, "flats"))
        else:
            self._view.show_words(tr("No address says a flat of whose housing nothing was said yet."))

    def catch_hard_to_reach(self) -> None:
        """Select the doors that nobody can simply walk to."""
        board = self.board
        if board:
            self.choose_rounds([])
            self.catch_doors([door.id for door in (*board.reach.far, *board.reach.cut_off)])
            self._view.show_words(reach_words(board.reach))

    def keep_together(self, name: str) -> None:
        """Keep the selected doors in one round, as a block."""
        if self.board and self.board.plan and self.caught:
            plan, ids = self.board.plan.id, self.caught_ids()
            self._do(tr("Keep together"), lambda rounds: rounds.keep_together(plan, name, ids))

    def set_aside(self, how: str, reason: str) -> None:
        """Let the selected doors go by post, or to nobody."""
        if self.board and self.board.plan and self.caught:
            plan, ids = self.board.plan.id, self.caught_ids()
            title = tr("Send doors by post") if how == POST else tr("Leave doors to nobody")
            self._do(title, lambda rounds: rounds.set_aside(plan, ids, how, reason))

    def name_of_caught(self) -> str:
        """Return what the selected doors might be called together: their streets."""
        doors = [self.board.doors[at] for at in self.caught] if self.board else []
        houses = {(door.number, door.street) for door in doors}
        if len(houses) == 1:
            return " ".join(part for part in houses.pop() if part)
        return " & ".join(dict.fromkeys(door.street for door in doors if door.street))

    def caught_aside(self) -> list[int]:
        """Return the selected doors that go by post or to nobody."""
        aside = {each.door.id for each in self.board.aside} if self.board else set()
        return [door_id for door_id in self.caught_ids() if door_id in aside]

    def bring_back(self) -> None:
        """Walk to the selected doors again."""
        ids = self.caught_aside()
        if self.board and self.board.plan and ids:
            plan = self.board.plan.id
            self._do(tr("Walk to doors again"), lambda rounds: rounds.bring_back(plan, ids))

    def lift(self, locks: Sequence[Lock], door_ids: Sequence[int]) -> None:
        """Lift locks, and walk to doors again that go by post or to nobody."""
        if self.board is None or self.board.plan is None:
            return
        plan = self.board.plan.id
        if locks:
            self._do(tr("Lift locks"), lambda rounds: rounds.lift(plan, locks))
        if door_ids:
            self._do(tr("Walk to doors again"), lambda rounds: rounds.bring_back(plan, door_ids))

    def measure_costs(self) -> None:
        """Say what each lock costs, in a job."""
        if self.board is None or self.board.plan is None:
            return
        plan = self.board.plan.id

        def work(progress: Progress) -> Changes:
            return self._desk.campaign.rounds.measure_costs(plan, progress)

        self._desk.jobs.start(tr("What do the locks cost?"), work, owner=self._owner)

    def take_in_news(self) -> None:
        """Give doors that are new on the register to the rounds they belong to."""
        if self.board and self.board.plan:
            plan = self.board.plan.id
            self._do(tr("Take in new doors"), lambda rounds: rounds.refresh(plan))

    def leave_out_emptied(self) -> None:
        """Take in new doors, and take out those that everybody left."""
        if self.board and self.board.plan:
            plan = self.board.plan.id
            title = tr("Bring the plan up to date")
            self._do(title, lambda rounds: rounds.refresh(plan, leave_out_emptied=True))

    def delete_plan(self) -> None:
        """Delete the plan that is shown."""
        if self.board and self.board.plan:
            plan = self.board.plan.id
            self.wanted = None
            self.chosen_ids = ()
            self._desk.change(
                tr("Delete plan"), lambda: self._desk.campaign.rounds.delete_plan(plan), owner=self._owner
            )

    def rename(self, name: str) -> None:
        """Name the chosen round."""
        self._with_round(tr("Rename round"), lambda rounds, each: rounds.rename(each.id, name))

    def lock(self) -> None:
        """Lock the chosen round, or unlock it."""
        self._with_round(tr("Lock round"), lambda rounds, each: rounds.lock(each.id, not each.locked))

    def put_in_order(self) -> None:
        """Put the chosen round's doors in walking order anew."""
        self._with_round(tr("Put in order"), lambda rounds, each: rounds.put_in_order(each.id))

    def reverse(self) -> None:
        """Walk the chosen round the other way."""
        self._with_round(tr("Turn round"), lambda rounds, each: rounds.reverse(each.id))

    def split_round(self) -> None:
        """Cut the chosen round in two."""
        self._with_round(tr("Split round"), lambda rounds, each: rounds.split_round(each.id))

    def merge(self) -> None:
        """Make one round of those chosen."""
        ids = list(self.chosen_ids)
        if len(ids) > 1:
            self._do(tr("Merge rounds"), lambda rounds: rounds.merge_rounds(ids))

    def move_doors(self, door_ids: Sequence[int], round_id: int, place: int | None = None) -> None:
        """Move doors to another round: to a place (from 0) of its walk, or each where it fits best."""
        if door_ids:
            position = None if place is None else place + 1
            self._do(tr("Move doors"), lambda rounds: rounds.move_doors(door_ids, round_id, position))

    def move_caught(self, round_id: int) -> None:
        """Move the selected doors to another round."""
        self.move_doors(self.caught_ids(), round_id)

    def shift(self, door_ids: Sequence[int], step: int) -> None:
        """Move doors of the chosen round one place earlier (-1) or later (+1) in its walk."""
        order = self._order()
        places = [order.index(door_id) for door_id in door_ids if door_id in order]
        if places:
            self.put_at(door_ids, min(places) - 1 if step < 0 else max(places) + 2)

    def put_at(self, door_ids: Sequence[int], place: int) -> None:
        """Put doors of the chosen round before the door at a place (from 0) of its walk."""
        chosen, order = self.round, self._order()
        moving = [door_id for door_id in order if door_id in set(door_ids)]
        if chosen is None or not moving:
            return
        place = min(max(place, 0), len(order))
        before = [door_id for door_id in order[:place] if door_id not in set(moving)]
        after = [door_id for door_id in order[place:] if door_id not in set(moving)]
        new = [*before, *moving, *after]
        if new != order:
            self._do(tr("Change the order"), lambda rounds: rounds.reorder(chosen.id, new))

    # Inside

    def _take_board(self, board: Board) -> None:
        before, self._before = self._before, None
        self.board, self._reach_known = board, True
        self.wanted = board.plan.id if board.plan else None
        self.caught = []
        self.chosen_ids = tuple(each for each in self.chosen_ids if board.group_of(each) is not None)
        self._view.show_board(board)
        self._view.show_chosen(board, self.chosen)
        if before is not None:
            self._view.show_words(before_and_after(before, board.rounds))
        self._fetch_shade()
        self._fetch_ways()

    def _click_round(self, at: int, *, also: bool) -> None:
        assert self.board is not None
        hit = self.board.round_at(int(self.board.dots.group[at]))
        if hit is None:
            self.catch([at])
        elif also and self.chosen_ids:
            others = [each for each in self.chosen_ids if each != hit.id]
            self.choose_rounds(others if hit.id in self.chosen_ids else [*others, hit.id])
        elif (hit.id,) != self.chosen_ids:
            self.choose_round(hit.id)
        else:
            self.catch([at])

    def _fetch_shade(self) -> None:
        board, kind, campaign = self.board, self.shade, self._desk.campaign
        if board is None or board.plan is None:
            return
        rounds, group, plan_id = board.rounds, board.dots.group, board.plan.id
        other = next((each for each in board.plans if each.id == self.beside), None)
        if other is None:
            self._view.show_comparison(None)
        if other is not None:
            against = other
            self._fetch("shade", lambda: look_beside(campaign, board, against), self._take_comparison)
        elif kind == shades.RESULTS:
            self._fetch(
                "shade",
                lambda: shades.by_results(rounds, group, campaign.reports.progress(plan_id)),
                self._view.show_shade,
            )
        elif kind == shades.HELD:
            self._view.show_shade(shades.by_holder(rounds, group))
        elif kind == shades.DELIVERED:
            today = datetime.now().astimezone().date()
            self._view.show_shade(shades.by_delivery(rounds, group, today))
        else:
            self._view.show_shade(shades.by_round(rounds, group, board.colours))

    def _take_comparison(self, comparison: Comparison) -> None:
        if self.board is not None and self.beside is not None:
            self._view.show_shade(shades.by_change(comparison, self.board.rounds))
            self._view.show_comparison(comparison)

    def _fetch_ways(self) -> None:
        rounds, ids = self._desk.campaign.rounds, self.chosen_ids
        self._fetch("way", lambda: [rounds.way(round_id) for round_id in ids], self._view.show_ways)

    def _show_tried(self, minutes: dict[int, float]) -> None:
        target = self._target
        if self.board is not None and target is not None:
            before = {each.id: each for each in self.board.rounds if each.id in minutes}
            lines = [
                tr("Round {number}: {before:.0f} → {after:.0f} min").format(
                    number=each.number, before=each.minutes, after=minutes[each.id]
                )
                for each in sorted(before.values(), key=lambda each: (each.id != target[0], each.number))
            ]
            self._view.show_target("\n".join(lines))

    def _put_on_map(self, x: float, y: float) -> None:
        door, board = self.placing, self.board
        if door is None or board is None:
            return
        lat, lon = (float(part) for part in np.ravel(board.plane.to_latlon(x, y)))
        self.stop_placing()
        places = self._desk.campaign.places
        title = tr("Put a door on the map")
        self._desk.change(title, lambda: places.set_position(door.id, lat, lon), owner=self._owner)

    def _point_at(self, x: float, y: float) -> None:
        pointed, self._pointed = self._pointed, None
        if self.board is not None and pointed is not None:
            lat, lon = (float(part) for part in np.ravel(self.board.plane.to_latlon(x, y)))
            self._view.show_pointing(False)
            pointed(f"{lat:.5f}, {lon:.5f}")

    def _round(self, round_id: int) -> Round | None:
        rounds = self.board.rounds if self.board else ()
        return next((each for each in rounds if each.id == round_id), None)

    def _order(self) -> list[int]:
        chosen = self.round
        return [row.door.id for row in self.board.walks[chosen.id]] if self.board and chosen else []

    def _with_round(self, title: str, verb: Callable[[Any, Round], Changes]) -> None:
        chosen = self.round
        if chosen is not None:
            self._do(title, lambda rounds: verb(rounds, chosen))

    def _do(self, title: str, verb: Callable[[Any], Changes]) -> None:
        rounds = self._desk.campaign.rounds
        self._remember()
        self._desk.change(title, lambda: verb(rounds), owner=self._owner)

    def _remember(self) -> None:
        self._before = {each.id: each for each in self.board.rounds} if self.board else None

    def _fetch(self, what: str, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._desk.jobs.fetch(("rounds", what, id(self)), work, done, self._view.show_trouble, self._owner)


def thinned(line: Any, least_m: float = 3.0) -> Any:
    """Return a line drawn by hand with no more corners than it needs."""
    return np.array(shapely.LineString(line).simplify(least_m).coords)


def reach_words(reach: HardToReach) -> str:
    """Say how many doors nobody can simply walk to, and why."""
    parts = []
    if reach.far:
        parts.append(tr("%Ln door(s) more than 100 m from any road.", len(reach.far)))
    if reach.cut_off:
        parts.append(tr("%Ln door(s) where the map shows no way.", len(reach.cut_off)))
    return " ".join(parts) or tr("Every door that has a place can be walked to.")


def before_and_after(before: dict[int, Round], rounds: Sequence[Round]) -> str:
    """Say in minutes what a change did to the rounds, the largest difference first."""
    after = {each.id: each for each in rounds}
    lines = []
    for round_id in before.keys() | after.keys():
        was, now = before.get(round_id), after.get(round_id)
        old, new = was.minutes if was else 0.0, now.minutes if now else 0.0
        if abs(old - new) >= 0.5:
            number = (now or was).number  # type: ignore[union-attr] # one of the two is there
            words = tr("Round {number}: {before:.0f} → {after:.0f} min")
            lines.append((-abs(old - new), number, words.format(number=number, before=old, after=new)))
    shown = [words for *_, words in sorted(lines)[:4]]
    if len(lines) > len(shown):
        shown.append(tr("%Ln more round(s) changed", len(lines) - len(shown)))
    return " · ".join(shown)
