"""Map & Rounds: the map on the left, the balance and the chosen round beside it, the tools above."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QInputDialog, QSplitter, QWidget

from ui import actions
from ui.desk import Desk
from ui.language import tr
from ui.map.canvas import LASSO, LINE, POINTER, MapCanvas
from ui.map.carrying import carry
from ui.map.layers import MapLayers
from ui.map.online import online_action
from ui.map.scene import badges_of
from ui.reports.export_dialog import ExportDialog
from ui.rounds.compare import Comparison
from ui.rounds.housing_words import housing_words
from ui.rounds.look import Board
from ui.rounds.new_plan_dialog import NewPlanDialog
from ui.rounds.people_dialog import PeopleDialog
from ui.rounds.picture import Picture, save_picture
from ui.rounds.presenter import RoundsPresenter
from ui.rounds.settled_panel import SettledRow, lifted_locks
from ui.rounds.shades import Shade
from ui.rounds.side_panel import SidePanel
from ui.rounds.toolbar import Toolbar
from ui.screen import Screen
from ui.widgets import files
from ui.widgets.pages import Pages
from ui.widgets.plain import column
from walksheets.places import HOUSING, Door
from walksheets.rounds import NOBODY, POST, Round


class RoundsScreen(Screen):
    """The ward and its rounds."""

    nouns = frozenset(
        {"rounds", "doors", "map", "assignments", "electors", "postcodes", "boundaries", "results"}
    )

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.presenter = RoundsPresenter(self, desk, self)
        self.canvas = MapCanvas(desk.jobs, desk.online)
        self._board: Board | None = None
        self._shade: Shade | None = None
        self._nouns_heard: frozenset[str] = frozenset()
        self._make_actions()
        self.bar = Toolbar(self.acts)
        self.side = SidePanel(self.acts)
        self._lay_out()
        self._wire()

    def read(self) -> None:
        """Fetch the plan."""
        self.pages.show_loading()
        self.presenter.read(self._nouns_heard)
        self._nouns_heard = frozenset()

    def take_focus(self) -> None:
        """The list of rounds does all the map does."""
        self.side.balance.setFocus()

    def show_what(self, **what: object) -> None:
        """Show a plan or a round, or wait for the place of a door."""
        plan, round_id, place = what.get("plan"), what.get("round_id"), what.get("place")
        if isinstance(plan, int | str):
            self.presenter.choose_plan(plan)
        if isinstance(round_id, int):
            self.presenter.choose_round(round_id)
        if isinstance(place, Door):
            self.presenter.start_placing(place)

    def place(self) -> dict[str, object]:
        """Return the plan, what the colours say, and where the map is looked at from."""
        presenter = self.presenter
        return {"plan": presenter.wanted, "shade": presenter.shade, "view": self.canvas.place()}

    def put_back(self, place: Mapping[str, object]) -> None:
        """Begin with the plan, its colours and the piece of the map."""
        self.presenter.wanted = self.known(place, "plan", int)
        self.presenter.shade = self.known(place, "shade", str) or self.presenter.shade
        self.canvas.put_back(self.known(place, "view", list) or [])

    # The presenter's view

    def show_layers(self, layers: MapLayers) -> None:
        """Show another map."""
        self.canvas.show_scene(replace(self.canvas.scene, layers=layers))

    def show_board(self, board: Board) -> None:
        """Show a plan, or what to do when there is none."""
        self._board = board
        if not board.doors:
            self.pages.show_empty(
                tr("Nothing to walk yet"),
                tr(
                    "Rounds are made of doors. Import the register or an address list, and a map extract of the ward."
                ),
                (tr("Import…"), lambda: self.desk.go("import")),
            )
            return
        self.pages.show_content()
        self.bar.say("")
        self.bar.show_plans(board.plans, board.plan)
        self.canvas.show_scene(replace(self.canvas.scene, barriers=board.barriers(), meeting=board.meeting()))
        if board.plan:
            self.bar.show_shades(board.plans, board.plan, self.presenter.beside or self.presenter.shade)
        else:
            self.canvas.show_scene(
                replace(self.canvas.scene, dots=board.dots, badges=(), ways=(), strong=frozenset())
            )
        keys: QWidget | None = self.focusWidget()
        if keys is not None and not board.plans and self.side.isAncestorOf(keys):
            self.canvas.setFocus()  # or the keys would leave the screen with the side that goes
        self.side.setVisible(bool(board.plans))
        self.side.show_board(board)
        self._enable()

    def show_shade(self, shade: Shade) -> None:
        """Colour the doors."""
        board = self._board
        if board is None or len(shade.codes) != len(board.dots):
            return  # of a plan that was shown before
        self._shade = shade
        dots = board.dots.coloured(shade.codes)
        badges = badges_of(dots, shade.badges, [each.locked for each in board.rounds])
        self.canvas.show_scene(
            replace(self.canvas.scene, dots=dots, palette=shade.palette, badges=badges, strong=self._strong())
        )
        self.canvas.show_legend(shade.legend())
        swatches = zip(board.rounds, shade.swatches(), strict=False)
        self.side.balance.show_swatches({each.id: colour for each, colour in swatches})

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Show what changes hands against another plan."""
        board = self._board
        walk = {plan.name: plan.walk_m for plan in board.plans} if board else {}
        here = board.plan.walk_m if board and board.plan else 0.0
        there = walk.get(comparison.other, 0.0) if comparison else 0.0
        self.side.show_comparison(comparison, (there, here))

    def show_chosen(self, board: Board, chosen: Sequence[Round]) -> None:
        """Let rounds stand out."""
        self.canvas.show_scene(replace(self.canvas.scene, strong=self._strong(), ways=()))
        self.side.show_chosen(board, chosen)
        self._enable()

    def show_ways(self, ways: Sequence[Any]) -> None:
        """Draw the chosen rounds' ways."""
        self.canvas.show_scene(replace(self.canvas.scene, ways=tuple(ways)))

    def show_caught(self, indices: Sequence[int]) -> None:
        """Ring the selected doors."""
        self.canvas.catch(indices)
        self._enable()

    def show_placing(self, door: Door | None) -> None:
        """Say which door's place is waited for."""
        words = tr("Click where {address} is. Escape leaves it where it was.")
        self.bar.say(words.format(address=door.address) if door else "")
        self.canvas.take_tool(LASSO if door else POINTER)
        self.acts["rounds.pointer"].setChecked(True)

    def show_pointing(self, waiting: bool) -> None:
        """Say that a click on a place is waited for."""
        self.bar.say(tr("Click where people meet. Escape goes back without.") if waiting else "")
        self.canvas.take_tool(LASSO if waiting else POINTER)
        self.acts["rounds.pointer"].setChecked(True)
        self.canvas.setFocus()

    def show_words(self, words: str) -> None:
        """Say what a change did to the rounds."""
        self.bar.say(words)

    def show_target(self, words: str) -> None:
        """Say what dropping the doors there would do."""
        self.canvas.say_target(words)
        self.bar.say(words.replace("\n", " · "))

    def show_trouble(self, error: BaseException) -> None:
        """Say why the plan could not be read."""
        self.pages.show_error(str(error), self.read)
        self.desk.complain(error)

    # What the user does

    def new_plan(self) -> None:
        """Ask how to cut the ward."""
        if self._board:
            names = [plan.name for plan in self._board.plans]
            p = self.presenter
            dialog = NewPlanDialog(
                p.split,
                lambda words, found, not_found: p.find_meeting_point(words, found, not_found, dialog),
                len(self._board.doors),
                names,
                self,
            )
            dialog.click_asked.connect(lambda: self._point_for(dialog))
            dialog.open()

    def plan_for_people(self) -> None:
        """Ask for which volunteers rounds are made."""
        if self._board:
            p, aside = self.presenter, len(self._board.aside)
            PeopleDialog(p.split_for, p.fetch_people, len(self._board.doors) - aside, self).open()

    def _point_for(self, dialog: NewPlanDialog) -> None:
        """Have the meeting point clicked on the map, the dialog out of the way until then."""

        def pointed(words: str) -> None:
            if words:
                dialog.start.setText(words)
            dialog.open()

        dialog.hide()
        self.presenter.start_pointing(pointed)

    def rename(self) -> None:
        """Ask for the chosen round's name."""
        chosen = self.presenter.round
        if chosen:
            words = tr("Name of round {number}:").format(number=chosen.number)
            name, agreed = QInputDialog.getText(self, tr("Rename round"), words, text=chosen.name)
            if agreed:
                self.presenter.rename(name.strip())

    def housing(self) -> None:
        """Ask what housing the selected doors are."""
        words = {housing_words(housing): housing for housing in ("", *HOUSING)}
        count = len(self.presenter.caught)
        said, agreed = QInputDialog.getItem(
            self, tr("Housing"), tr("%Ln door(s): what are they?", count), list(words), editable=False
        )
        if agreed:
            self.presenter.set_housing(words[said])

    def keep_together(self) -> None:
        """Ask what the block of the selected doors is called."""
        suggested = self.presenter.name_of_caught()
        words = tr("These doors stay in one round. What are they called?")
        name, agreed = QInputDialog.getText(self, tr("Keep together"), words, text=suggested)
        if agreed and name.strip():
            self.presenter.keep_together(name.strip())

    def set_aside(self, how: str) -> None:
        """Ask why the selected doors go by post, or to nobody."""
        count = len(self.presenter.caught)
        words = (
            tr("%Ln door(s) go by post. Why?", count)
            if how == POST
            else tr("%Ln door(s) go to nobody. Why?", count)
        )
        title = tr("By post") if how == POST else tr("To nobody")
        reason, agreed = QInputDialog.getText(self, title, words)
        if agreed:
            self.presenter.set_aside(how, reason.strip())

    def lift(self) -> None:
        """Lift what is chosen in the list of what is settled."""
        rows = self.side.settled.table.selected()
        self.presenter.lift(
            lifted_locks(rows), [i for each in rows if each.lock is None for i in each.door_ids]
        )

    def open_settled(self) -> None:
        """Show what is settled, and what it costs."""
        self.side.open_settled()
        self.side.settled.table.setFocus()

    def export(self) -> None:
        """Ask where to write the rounds."""
        plan = self._board.plan.name if self._board and self._board.plan else None
        ExportDialog(self.desk, "rounds", plan, self).open()

    def save_picture(self) -> None:
        """Ask where to write the map as it is seen, and write it in a job."""
        board, shade = self._board, self._shade
        if board is None or board.plan is None or shade is None:
            return
        kinds = tr("Picture (*.png);;Drawing (*.svg)")
        path = files.to_save(self, self.desk.settings, tr("Save picture"), f"{board.plan.name}.png", kinds)
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".png")
        title = f"{self.desk.campaign.name} – {board.plan.name}"
        picture = Picture(
            title, self.canvas.scene, self.canvas.view, board.rounds, shade, self.font(), self.canvas.backdrop
        )
        self.desk.jobs.start(
            tr("Save picture"),
            lambda _progress: save_picture(path, picture),
            lambda _: self.desk.say(tr("Saved {file}").format(file=path.name)),
            owner=self,
        )

    def move_menu(self) -> None:
        """Open the menu of rounds that the selected doors can move to."""
        self.bar.move_button.showMenu()

    def _strong(self) -> frozenset[int]:
        board = self._board
        places = (board.group_of(round_id) for round_id in self.presenter.chosen_ids) if board else ()
        return frozenset(place for place in places if place is not None)

    def _shade_chosen(self, chosen: str | int) -> None:
        if isinstance(chosen, int):
            self.presenter.compare_with(chosen)
        else:
            self.presenter.colour_by(chosen)

    def _round_of(self, at: int) -> Round | None:
        board = self._board
        return board.round_at(int(board.dots.group[at])) if board and at >= 0 else None

    def _dropped(self, door_ids: Sequence[int], target: Round | None) -> None:
        self.presenter.hover([], None)
        if target is not None:
            self.presenter.move_doors(door_ids, target.id)

    def _put(self, carried: tuple[list[int], int]) -> None:
        """Take doors dropped between others: a new order, or doors of another round joining there."""
        door_ids, place = carried
        chosen = self.presenter.round
        if chosen is None or self._board is None:
            return
        mine = {row.door.id for row in self._board.walks[chosen.id]}
        if mine.issuperset(door_ids):
            self.presenter.put_at(door_ids, place)
        else:
            self.presenter.move_doors(door_ids, chosen.id, place)

    def _shift(self, step: int) -> None:
        self.presenter.shift([row.door.id for row in self.side.doors.selected()], step)

    def _lassoed(self, caught: tuple[list[int], bool]) -> None:
        if not caught[0]:
            self.presenter.stop_waiting()
        self.presenter.catch(caught[0], also=caught[1])

    def _show_settled(self, rows: Sequence[SettledRow]) -> None:
        """Ring the doors of what is chosen among the settled, or bring a barrier into view."""
        self.presenter.catch_doors([i for each in rows for i in each.door_ids])
        lines = self._board.barriers() if self._board else ()
        walls = [lines[int(each.lock.key)] for each in rows if each.lock and each.lock.kind == "barrier"]
        if walls:
            (x0, y0), (x1, y1) = np.vstack(walls).min(axis=0), np.vstack(walls).max(axis=0)
            self.canvas.bring_into_view((float(x0), float(y0), float(x1), float(y1)))
        self._enable()

    def _drawn(self, line: Any) -> None:
        """Take one barrier, then lay the pen down."""
        self.acts["rounds.pointer"].trigger()
        self.presenter.draw_barrier(line)

    def _see_chosen(self) -> None:
        """Bring the rounds chosen in the list into view."""
        groups = np.isin(self.canvas.dots.group, list(self._strong()))
        box = self.canvas.dots.box_of(groups)
        if box:
            self.canvas.bring_into_view(box)

    def _choose_in_list(self, round_ids: Sequence[int]) -> None:
        self.presenter.choose_rounds(round_ids)
        self._see_chosen()

    def _enable(self) -> None:
        plan = bool(self._board and self._board.plan)
        chosen, several = self.presenter.round, len(self.presenter.chosen_ids) > 1
        free = chosen is not None and not chosen.locked
        caught = bool(self.presenter.caught)
        for name, enabled in {
            "delete": plan, "balance": plan, "news": plan, "picture": plan, "export": plan,
            "rename": chosen is not None, "lock": chosen is not None, "reverse": free, "order": free,
            "split": bool(free and chosen and chosen.doors > 1), "merge": several, "move": caught and plan, "street": caught,
            "whole": caught and plan, "barrier": plan, "unbar": bool(self._board and self._board.barriers()),
            "housing": caught, "flats": self._board is not None, "reach": bool(self._board and self._board.reach),
            "together": len(self.presenter.caught) > 1 and plan, "post": caught and plan, "nobody": caught and plan,
            "back": bool(plan and self.presenter.caught_aside()), "settled": plan,
            "costs": bool(self._board and self._board.locks), "lift": bool(self.side.settled.table.selected()),
            "earlier": free and caught, "later": free and caught,
        }.items():  # fmt: skip
            self.acts[f"rounds.{name}"].setEnabled(enabled)
        locked = chosen is not None and chosen.locked
        self.acts["rounds.lock"].setText(tr("Unlock round") if locked else tr("Lock round"))
        self.bar.show_caught(len(self.presenter.caught) if plan else 0)

    def _make_actions(self) -> None:
        p = self.presenter
        does = {
            "new": self.new_plan, "people": self.plan_for_people, "delete": p.delete_plan, "fit": self.canvas.fit, "rename": self.rename,
            "lock": p.lock, "reverse": p.reverse, "order": p.put_in_order, "split": p.split_round, "merge": p.merge,
            "housing": self.housing, "flats": p.mark_flats, "reach": p.catch_hard_to_reach,
            "move": self.move_menu, "street": p.catch_street, "whole": p.keep_streets_whole, "unbar": p.remove_barriers, "together": self.keep_together,
            "post": lambda: self.set_aside(POST), "nobody": lambda: self.set_aside(NOBODY), "back": p.bring_back,
            "settled": self.open_settled, "costs": p.measure_costs, "lift": self.lift, "news": p.leave_out_emptied, "balance": p.rebalance,
            "picture": self.save_picture, "export": self.export,
            "earlier": lambda: self._shift(-1), "later": lambda: self._shift(1),
        }  # fmt: skip
        self.acts = {
            f"rounds.{name}": actions.make(f"rounds.{name}", self, verb) for name, verb in does.items()
        }
        self.acts["rounds.online"] = online_action(self.desk.online, self)
        group = QActionGroup(self)
        for name, held in (("pointer", POINTER), ("lasso", LASSO), ("barrier", LINE)):
            take = partial(self._take_tool, held)
            act = actions.make(f"rounds.{name}", self, take, checkable=True)
            group.addAction(act)
            self.acts[f"rounds.{name}"] = act
        self.acts["rounds.pointer"].setChecked(True)

    def _take_tool(self, held: str) -> None:
        self.canvas.take_tool(held)

    def _lay_out(self) -> None:
        split = QSplitter()
        split.addWidget(self.canvas)
        split.addWidget(self.side)
        split.setSizes([740, 440])
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        inside = QWidget()
        layout = column(self.bar, split, gap=0)
        layout.setStretch(1, 1)
        inside.setLayout(layout)
        self.pages = Pages(inside, "rounds")
        self.setLayout(column(self.pages))

    def _wire(self) -> None:
        p, canvas, side, bar = self.presenter, self.canvas, self.side, self.bar
        bar.plan_chosen.connect(p.choose_plan)
        bar.shade_chosen.connect(self._shade_chosen)
        bar.move_asked.connect(p.move_caught)
        bar.move_menu.aboutToShow.connect(
            lambda: bar.fill_move_menu(self._board.rounds if self._board else ())
        )
        canvas.clicked.connect(lambda hit: p.click(*hit[:3], also=hit[3]))
        canvas.lassoed.connect(self._lassoed)
        canvas.drawn.connect(self._drawn)
        canvas.pulled.connect(lambda: carry(canvas, p.caught_ids()))
        canvas.hovered.connect(lambda over: p.hover(over[0], self._round_of(over[1])))
        canvas.dropped.connect(lambda drop: self._dropped(drop[0], self._round_of(drop[1])))
        side.balance.hovered.connect(lambda over: p.hover(*over))
        side.balance.dropped.connect(lambda drop: self._dropped(*drop))
        side.doors.put.connect(self._put)
        side.rounds_chosen.connect(self._choose_in_list)
        side.news_taken.connect(p.take_in_news)
        side.emptied_left_out.connect(p.leave_out_emptied)
        side.balance_asked.connect(p.rebalance)
        side.hard_to_reach_wanted.connect(p.catch_hard_to_reach)
        side.doors_chosen.connect(p.catch_doors)
        side.settled_asked.connect(self.open_settled)
        side.settled.chosen.connect(self._show_settled)
        side.balance.opened.connect(lambda _row: self.rename())
        side.changes.table.chosen.connect(lambda row: p.choose_round(row.round.id) if row else None)

    def _hear(self, nouns: frozenset[str]) -> None:
        self._nouns_heard |= nouns
        super()._hear(nouns)
