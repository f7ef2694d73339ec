"""Where the cursor goes after an answer, and what is asked at a page's end."""

from ui.language import tr
from ui.results.keeping import BLANKS, Keying
from ui.results.sitting import Difference
from ui.results.words import compared


class Course:
    """The way down the page."""

    def __init__(self, keying: Keying):
        self._keying = keying

    def on(self) -> None:
        """Go to the next entry that waits, or end the page."""
        assert self._keying.open is not None
        at = self._keying.open.next()
        if at is None:
            self.finish()
        else:
            self._keying.show_at(at)

    def step(self, step: int) -> None:
        """Go a line up or down, leaving this as it is."""
        self._keying.ask_nothing()
        if here := self._keying.open:
            self._keying.show_at(here.beside(step))

    def finish(self) -> None:
        """Say how the page stands at its end; ask once for what is empty."""
        here, view = self._keying.open, self._keying.view
        assert here is not None
        self._keying.show()
        if here.wants_blanks:
            self.ask_blanks()
            return
        if here.sitting.again or here.sitting.compared:
            view.say(compared(here.sitting, here.page))
        else:
            view.say(tr("Sheet {sheet} is complete. The next sheet, please.").format(sheet=here.page.sheet))
        if here.leaflet:
            view.ask_return(here.page)
        else:
            view.next_sheet()

    def ask_blanks(self) -> None:
        """Ask whether what is empty here is empty on the paper."""
        assert self._keying.page is not None
        lines = [str(line.line) for line in self._keying.page.waiting]
        shown = ", ".join(lines[:8]) + (" …" if len(lines) > 8 else "")
        self._keying.ask(
            BLANKS,
            tr(
                "%Ln line(s) have nothing yet: {lines}. Enter: they are empty on the paper too. ↑ goes to the first.",
                len(lines),
            ).format(lines=shown),
        )

    def leave_blank(self) -> None:
        """Keep that the empty lines are empty on the paper."""
        if self._keying.may_write() and self._keying.keep(lambda results, sheet: results.leave_blank(sheet)):
            self._keying.ask_nothing()
            self.finish()

    def leave_standing(self, found: Difference) -> None:
        """Let the answer hold that stood there before."""
        assert self._keying.open is not None
        self._keying.open.sitting.left_standing(found.line, found.standing)
        self._keying.ask_nothing()
        self.on()
