"""Above the map: the plan, what its colours say, the tools, and what can be done with a plan or a round."""

from collections.abc import Mapping, Sequence
from textwrap import fill

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QMenu, QToolButton, QWidget

from ui import theme
from ui.core_words import in_words
from ui.language import tr
from ui.rounds import shades
from ui.widgets.plain import button, column, menu_button, row, soft, tool
from ui.widgets.tool_row import ToolRow
from walksheets.rounds import Plan, Round

_TOOLTIP_LETTERS = 90  # Qt breaks no lines of plain text
_ROUND = ("rename", "lock", "reverse", "order", "earlier", "later")
_DOORS = ("street", "whole", "together", "post", "nobody", "back", "housing", "flats")
_PLAN = (
    "people", "balance", "news", "settled", "costs", "reach", "unbar", "online", "picture", "export", "delete",
)  # fmt: skip


class Toolbar(QWidget):
    """The bar."""

    plan_chosen = Signal(object)  # its id
    shade_chosen = Signal(object)  # a shade's name, or the id of the plan to compare with
    move_asked = Signal(object)  # the id of the round the selected doors go to

    def __init__(self, acts: Mapping[str, QAction]):
        super().__init__()
        self.plans, self.shades = QComboBox(), QComboBox()
        self.plans.setAccessibleName(tr("Plan"))
        self.plans.setMinimumWidth(190)
        self.shades.setAccessibleName(tr("What the colours say"))
        self.shades.setToolTip(tr("What the colours on the map say"))
        self.shades.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._summary = soft(wrap=False)
        self._hint = soft()
        self._hint.hide()
        self.move_button = menu_button(tr("Move doors to…"), "forward")
        self.move_menu = QMenu(self.move_button)
        self.move_button.setMenu(self.move_menu)
        self._lay_out(acts)
        self.plans.activated.connect(lambda _at: self.plan_chosen.emit(self.plans.currentData()))
        self.shades.activated.connect(lambda _at: self.shade_chosen.emit(self.shades.currentData()))

    def show_plans(self, plans: Sequence[Plan], plan: Plan | None) -> None:
        """Show the plans there are, and the figures of one."""
        self.plans.clear()
        for each in plans:
            self.plans.addItem(each.name, each.id)
        self.plans.setVisible(bool(plans))
        self.shades.setVisible(plan is not None)
        if plan is None:
            self._summary.setText(tr("No rounds yet: split the ward with New plan…"))
            return
        self.plans.setCurrentIndex(self.plans.findData(plan.id))
        self._summary.setText(figures(plan))
        self._summary.setToolTip(fill(in_words(plan.trust), _TOOLTIP_LETTERS))

    def show_shades(self, plans: Sequence[Plan], plan: Plan, chosen: str | int) -> None:
        """Show what the colours can say."""
        self.shades.clear()
        for words, name in (
            (tr("Rounds"), shades.ROUNDS), (tr("Who holds it"), shades.HELD), (tr("Last delivered"), shades.DELIVERED),
            (tr("Results"), shades.RESULTS),
        ):  # fmt: skip
            self.shades.addItem(words, name)
        for other in plans:
            if other.id != plan.id:
                self.shades.addItem(tr("Against “{plan}”").format(plan=other.name), other.id)
        self.shades.setCurrentIndex(max(self.shades.findData(chosen), 0))

    def say(self, words: str) -> None:
        """Say one line under the tools, or nothing."""
        self._hint.setText(words)
        self._hint.setVisible(bool(words))

    def words(self) -> str:
        """Return the line under the tools."""
        return self._hint.text()

    def show_caught(self, count: int) -> None:
        """Say how many doors would move."""
        self.move_button.setEnabled(bool(count))
        self.move_button.setText(tr("Move %Ln door(s) to…", count) if count else tr("Move doors to…"))
        self._tools.fit()

    def fill_move_menu(self, rounds: Sequence[Round]) -> None:
        """Offer the rounds that doors can move to."""
        self.move_menu.clear()
        for each in rounds:
            minutes = tr("{minutes:.0f} min").format(minutes=each.minutes)
            words = f"{each.number}  {each.name}  ({minutes})"
            action = self.move_menu.addAction(words.replace("&", "&&"))
            action.setEnabled(not each.locked)
            action.triggered.connect(lambda _checked=False, round_id=each.id: self.move_asked.emit(round_id))

    def _lay_out(self, acts: Mapping[str, QAction]) -> None:
        new = button(
            acts["rounds.new"].text(),
            acts["rounds.new"].trigger,
            primary=True,
            tip=acts["rounds.new"].toolTip(),
        )
        upper = row(
            self.plans, self._summary, None, self.shades, _menu(tr("Plan"), _PLAN, acts), new
        )  # fmt: skip
        hands = [tool(acts[f"rounds.{name}"]) for name in ("pointer", "lasso", "barrier", "fit")]
        edits = [tool(acts[f"rounds.{name}"]) for name in ("split", "merge")]
        lower = row(
            *hands,
            10,
            self.move_button,
            *edits,
            _menu(tr("Round"), _ROUND, acts),
            _menu(tr("Doors"), _DOORS, acts),
            None,
        )
        self._tools = ToolRow(lower, hands, edits)
        layout = column(upper, self._tools, self._hint)
        layout.setContentsMargins(theme.MARGIN_PX, 10, theme.MARGIN_PX, 8)
        self.setLayout(layout)


def figures(plan: Plan) -> str:
    """Say a plan in figures."""
    kind = {"leaflet": tr("leaflet"), "canvass": tr("canvass")}.get(plan.kind, plan.kind)
    return " · ".join(
        (
            kind,
            tr("%Ln round(s)", plan.rounds),
            tr("{least:.0f}–{most:.0f} min").format(least=plan.minutes_min, most=plan.minutes_max),
            tr("{km:.1f} km").format(km=plan.walk_m / 1000),
            *(
                [tr("from {place}").format(place=plan.request.start_named)]
                if plan.request.start_named
                else []
            ),
        )
    )


def _menu(words: str, names: Sequence[str], acts: Mapping[str, QAction]) -> QToolButton:
    made = menu_button(words)
    menu = QMenu(made)
    for name in names:
        menu.addAction(acts[f"rounds.{name}"])
    made.setMenu(menu)
    return made
