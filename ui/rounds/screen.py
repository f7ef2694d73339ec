"""Map & Rounds: the map on the left, the balance and the chosen round beside it, the tools above."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QComboBox, QInputDialog, QMenu, QSplitter, QVBoxLayout, QWidget

from ui import actions, theme
from ui.desk import Desk
from ui.map.canvas import MapCanvas
from ui.map.layers import MapLayers
from ui.reports.export_dialog import ExportDialog
from ui.rounds.look import Board
from ui.rounds.new_plan_dialog import NewPlanDialog
from ui.rounds.presenter import RoundsPresenter
from ui.rounds.side_panel import SidePanel
from ui.screen import Screen
from ui.widgets.pages import Pages
from ui.widgets.plain import boxed, button, column, menu_button, row, soft, tool
from walksheets.places import Door
from walksheets.rounds import Round


class RoundsScreen(Screen):
    """The ward and its rounds."""

    nouns = frozenset({"rounds", "doors", "map", "assignments", "electors", "postcodes"})

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.presenter = RoundsPresenter(self, desk, self)
        self.canvas = MapCanvas(desk.jobs)
        self.side = SidePanel()
        self.plans = QComboBox()
        self.plans.setAccessibleName("Plan")
        self.plans.setMinimumWidth(190)
        self._summary = soft(wrap=False)
        self._hint = soft()
        self._board: Board | None = None
        self._nouns_heard: frozenset[str] = frozenset()
        self._make_actions()
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

    # The presenter's view

    def show_layers(self, layers: MapLayers) -> None:
        """Show another map."""
        self.canvas.show_map(layers)

    def show_board(self, board: Board) -> None:
        """Show a plan, or what to do when there is none."""
        self._board = board
        if not board.doors:
            self.pages.show_empty(
                "Nothing to walk yet",
                "Rounds are made of doors. Import the register or an address list, and a map extract of the ward.",
                ("Import…", lambda: self.desk.go("import")),
            )
            return
        self.pages.show_content()
        self._fill_plans(board)
        self.canvas.show_doors(board.dots, self._strong(board))
        self.side.setVisible(bool(board.plans))
        self.side.show_board(board)
        self._enable()

    def show_round(self, board: Board, chosen: Round | None) -> None:
        """Let a round stand out."""
        self.canvas.stress(self._strong(board))
        self.side.show_round(board, chosen)
        self._enable()

    def show_way(self, way: Sequence[Any]) -> None:
        """Draw the chosen round's way."""
        self.canvas.show_way(way)

    def show_caught(self, indices: Sequence[int]) -> None:
        """Ring the selected doors."""
        self.canvas.catch(indices)
        self._enable()

    def show_placing(self, door: Door | None) -> None:
        """Say which door's place is waited for."""
        words = f"Click where {door.address} is. Escape leaves it where it was." if door else ""
        self._hint.setText(words)
        self._hint.setVisible(bool(words))
        self.canvas.setCursor(Qt.CursorShape.CrossCursor if door else Qt.CursorShape.ArrowCursor)

    def show_trouble(self, error: BaseException) -> None:
        """Say why the plan could not be read."""
        self.pages.show_error(str(error), self.read)
        self.desk.complain(error)

    # What the user does

    def new_plan(self) -> None:
        """Ask how to cut the ward."""
        if self._board:
            names = [plan.name for plan in self._board.plans]
            NewPlanDialog(self.presenter.split, len(self._board.doors), names, self).open()

    def rename(self) -> None:
        """Ask for the chosen round's name."""
        chosen = self.presenter.round
        if chosen:
            name, agreed = QInputDialog.getText(
                self, "Rename round", f"Name of round {chosen.number}:", text=chosen.name
            )
            if agreed:
                self.presenter.rename(name.strip())

    def export(self) -> None:
        """Ask where to write the rounds."""
        plan = self._board.plan.name if self._board and self._board.plan else None
        ExportDialog(self.desk, "rounds", plan, self).open()

    def move_menu(self) -> None:
        """Open the menu of rounds that the selected doors can move to."""
        self._move.showMenu()

    def _fill_move_menu(self) -> None:
        self._move_menu.clear()
        for each in self._board.rounds if self._board else ():
            words = f"{each.number}  {each.name}  ({each.minutes:.0f} min)"
            action = self._move_menu.addAction(words.replace("&", "&&"))
            action.setEnabled(not each.locked)
            action.triggered.connect(partial(self._move_to, each.id))

    def _choose_plan(self, _at: int) -> None:
        self.presenter.choose_plan(self.plans.currentData())

    def _move_to(self, round_id: int, _checked: bool = False) -> None:
        self.presenter.move_caught(round_id)

    def _fit(self) -> None:
        self.canvas.fit()

    def _shift(self, step: int) -> None:
        door = self.side.doors.current()
        if door is not None:
            self.presenter.shift(door, step)

    def _lassoed(self, caught: tuple[list[int], bool]) -> None:
        if not caught[0] and self.presenter.placing is not None:
            self.presenter.stop_placing()
        self.presenter.catch(caught[0], also=caught[1])

    def _strong(self, board: Board) -> int | None:
        chosen = self.presenter.chosen
        return board.group_of(chosen) if chosen is not None else None

    def _fill_plans(self, board: Board) -> None:
        self.plans.blockSignals(True)
        self.plans.clear()
        for each in board.plans:
            self.plans.addItem(each.name, each.id)
        plan = board.plan
        if plan:
            self.plans.setCurrentIndex(self.plans.findData(plan.id))
            spread = f"{plan.minutes_min:.0f}–{plan.minutes_max:.0f} min"
            self._summary.setText(
                f"{plan.kind} · {plan.rounds:,} rounds · {spread} · {plan.walk_m / 1000:.1f} km"
            )
            self._summary.setToolTip(plan.trust)
        else:
            self._summary.setText("No rounds yet: split the ward with New plan…")
        self.plans.setVisible(bool(board.plans))
        self.plans.blockSignals(False)

    def _enable(self) -> None:
        plan = bool(self._board and self._board.plan)
        chosen = self.presenter.round
        free = chosen is not None and not chosen.locked
        several = len(self.side.chosen_rounds()) > 1
        for name, enabled in {
            "rounds.delete": plan, "rounds.rename": chosen is not None, "rounds.lock": chosen is not None,
            "rounds.reverse": free, "rounds.order": free, "rounds.split": free and chosen.doors > 1 if chosen else False,
            "rounds.merge": several, "rounds.move": bool(self.presenter.caught) and plan,
            "rounds.earlier": free, "rounds.later": free,
        }.items():  # fmt: skip
            self.acts[name].setEnabled(enabled)
        self.acts["rounds.lock"].setText("Unlock round" if chosen and chosen.locked else "Lock round")
        self._move.setEnabled(self.acts["rounds.move"].isEnabled())
        count = len(self.presenter.caught)
        self._move.setText(
            f"Move {count:,} doors to…" if count > 1 else "Move door to…" if count else "Move doors to…"
        )

    def _make_actions(self) -> None:
        p = self.presenter
        does = {
            "rounds.new": self.new_plan, "rounds.delete": p.delete_plan, "rounds.fit": self._fit,
            "rounds.rename": self.rename, "rounds.lock": p.lock, "rounds.reverse": p.reverse, "rounds.order": p.put_in_order,
            "rounds.split": p.split_round, "rounds.merge": lambda: p.merge(self.side.chosen_rounds()),
            "rounds.move": self.move_menu, "rounds.earlier": lambda: self._shift(-1), "rounds.later": lambda: self._shift(1),
        }  # fmt: skip
        self.acts = {name: actions.make(name, self, verb) for name, verb in does.items()}
        group = QActionGroup(self)
        for name, lassoing in (("rounds.pointer", False), ("rounds.lasso", True)):
            act = actions.make(name, self, partial(self._take_tool, lassoing), checkable=True)
            group.addAction(act)
            self.acts[name] = act
        self.acts["rounds.pointer"].setChecked(True)

    def _take_tool(self, lassoing: bool) -> None:
        self.canvas.lassoing = lassoing
        self.canvas.setCursor(Qt.CursorShape.CrossCursor if lassoing else Qt.CursorShape.ArrowCursor)

    def _lay_out(self) -> None:
        a = self.acts
        self._move = menu_button("Move doors to…", "forward")
        self._move_menu = QMenu(self._move)
        self._move_menu.aboutToShow.connect(self._fill_move_menu)
        self._move.setMenu(self._move_menu)
        more = menu_button("More")
        menu = QMenu(more)
        for name in (
            "rounds.rename",
            "rounds.lock",
            "rounds.reverse",
            "rounds.earlier",
            "rounds.later",
            "rounds.delete",
        ):
            menu.addAction(a[name])
        more.setMenu(menu)
        new = button("New plan…", self.new_plan, primary=True, tip=actions.ACTS["rounds.new"].tip)
        export = button(
            "Export…", self.export, symbol="export", tip="Write the rounds to a spreadsheet or a GPS file"
        )
        upper = row(self.plans, self._summary, None, export, new)
        lower = row(tool(a["rounds.pointer"]), tool(a["rounds.lasso"]), tool(a["rounds.fit"]), 10, self._move,
                    tool(a["rounds.split"]), tool(a["rounds.merge"]), more, None)  # fmt: skip
        bar = boxed(column(upper, lower, self._hint), margins=(theme.MARGIN_PX, 10, theme.MARGIN_PX, 8))
        self._hint.hide()
        split = QSplitter()
        split.addWidget(self.canvas)
        split.addWidget(self.side)
        split.setSizes([740, 440])
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(split, 1)
        self.pages = Pages(inside, "rounds")
        self.setLayout(column(self.pages))

    def _wire(self) -> None:
        self.plans.currentIndexChanged.connect(self._choose_plan)
        self.canvas.clicked.connect(lambda hit: self.presenter.click(*hit[:3], also=hit[3]))
        self.canvas.lassoed.connect(self._lassoed)
        self.side.round_chosen.connect(self.presenter.choose_round)
        self.side.news_taken.connect(self.presenter.take_in_news)
        self.side.doors_chosen.connect(self.presenter.catch_doors)
        self.side.balance.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self.side.balance.opened.connect(lambda _row: self.rename())

    def _hear(self, nouns: frozenset[str]) -> None:
        self._nouns_heard |= nouns
        super()._hear(nouns)
