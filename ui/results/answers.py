"""What an answer does to the line, the door, the row or the rest of the page that it is given to."""

from ui.language import tr
from ui.results.course import Course
from ui.results.entries import Entry, read_missed
from ui.results.keeping import Keying
from ui.results.scanner import Scanned
from ui.results.sitting import Difference
from walksheets.errors import WalksheetsError
from walksheets.results import FollowUpKind, KeyedLine

Given = dict[int, tuple[str, str | None]]
"""By line, its result and its note; no note leaves the one that stands."""


class Answers:
    """Keeps answers; each is kept whole or not at all."""

    def __init__(self, keying: Keying, course: Course):
        self._keying = keying
        self._course = course

    def answer(self, code: str) -> None:
        """Keep an answer to the line, or to all of a row, then move on."""
        entry = self._keying.entry
        if entry is None or not self._keying.may_write():
            return
        if len(entry.lines) > 1:
            self._answer_row(entry, code)
        elif entry.wanted:
            self._answer_line(entry.line, code)

    def door(self) -> None:
        """Nobody is at home at this door: all its lines that wait get that; a row of doors is done."""
        here, code = self._keying.open, self._keying.rest_code
        if here is None or here.entry is None or not code or self._keying.question:
            return
        if here.leaflet:
            self.answer(code)
            return
        if not self._keying.may_write():
            return
        door = here.door()
        waiting = [each.line for at in door for each in here.entries[at : at + 1] if each.waiting]
        if waiting and not self._keying.keep(
            lambda results, sheet: results.key_door(sheet, waiting[0].line, code)
        ):
            return
        for line in waiting:
            here.sitting.answered(line.line, code, "")
        if found := here.differing(door, code):
            here.at, line = found
            self._keying.ask_difference(
                Difference(line.line, code, line.result, line.keyed_by, line.keyed_at)
            )
            return
        for at in door:
            line = here.entries[at].line
            if line.wanted and line.line not in here.sitting.mine:
                here.sitting.answered(line.line, code, code)
        here.at = door[-1]
        self._course.on()

    def rest(self) -> None:
        """Give all lines that wait the same answer."""
        here, code = self._keying.open, self._keying.rest_code
        if here is None or not self._keying.may_write():
            return
        waiting = [line.line for line in here.page.waiting]
        if not waiting:
            self._keying.view.say(tr("Nothing on this page waits for an answer."))
        elif self._keying.keep(lambda results, sheet: results.key_rest(sheet, code)):
            for line in waiting:
                here.sitting.answered(line, code, "")
            self._keying.ask_nothing()
            self._course.finish()

    def clear(self) -> None:
        """Take the line's answer away; what it was stays in the history."""
        here, entry = self._keying.open, self._keying.entry
        if not (here and entry and entry.result and self._keying.may_write()):
            return
        gone: Given = {line.line: ("", None) for line in entry.lines if line.result}
        if self._keying.keep(lambda results, sheet: results.key_lines(sheet, gone)):
            for line in gone:
                here.sitting.mine.pop(line, None)
            self._keying.show()

    def repeat_above(self) -> None:
        """Answer as the line above was answered."""
        above = self._keying.open.above() if self._keying.open else ""
        if above:
            self.answer(above)
        else:
            self._keying.view.say(tr("Enter repeats the result above, and there is none to repeat."))

    def set_note(self, words: str) -> None:
        """Keep a note to the line."""
        entry = self._keying.entry
        if entry and self._keying.may_write():
            line = entry.line
            # A note alone leaves the answer that stands, whoever keyed it; taking the note off needs the answer.
            result = "" if words else line.result
            if self._keying.keep(lambda results, sheet: results.key(sheet, line.line, result, words)):
                self._keying.show()

    def set_missed(self, words: str) -> None:
        """Keep which doors of a row were missed and why; the others were done."""
        entry = self._keying.entry
        if entry is None or not self._keying.may_write():
            return
        left_out, done = self._keying.code_for("left out"), self._keying.rest_code
        try:
            missed = read_missed(words, entry.lines)
        except WalksheetsError as error:
            self._keying.view.say(str(error))
            return
        answers: Given = {
            line.line: (left_out, missed[line.line]) if line.line in missed else (done, "")
            for line in entry.lines
        }
        if missed and self._keying.keep(lambda results, sheet: results.key_lines(sheet, answers)):
            self._course.on()

    def tick(self, kind: FollowUpKind) -> None:
        """Note a follow-up on the line, or take it off."""
        entry = self._keying.entry
        if entry is None or not self._keying.may_write():
            return
        line = entry.line
        wanted = kind.words.casefold() not in {each.casefold() for each in line.follow_ups}
        if self._keying.keep(lambda results, sheet: results.promise(sheet, line.line, kind.words, wanted)):
            self._keying.show()

    def key_line(self, words: Scanned) -> None:
        """Keep what a scanner read: a line's number and its result."""
        at = self._keying.open.at_line(words.line or 0) if self._keying.open else None
        code = next((code.code for code in self._keying.codes if code.code.upper() == words.result), "")
        if at is None or not code:
            self._keying.view.say(
                tr("Line {line} with {result} fits nothing on this sheet, so nothing was kept.").format(
                    line=words.line, result=words.result
                )
            )
            return
        self._keying.show_at(at)
        self.answer(code)

    def _answer_line(self, line: KeyedLine, code: str) -> None:
        assert self._keying.open is not None
        sitting, asked = self._keying.open.sitting, self._keying.question
        standing = line.result
        expected = sitting.expected(line.line)
        if isinstance(asked, Difference) and asked.line == line.line and asked.now == code:
            standing = expected = asked.standing
        if self._keying.keep(lambda results, sheet: results.key(sheet, line.line, code, expected=expected)):
            sitting.answered(line.line, code, standing)
            self._keying.ask_nothing()
            self._course.on()

    def _answer_row(self, entry: Entry, code: str) -> None:
        wanting = entry.waiting or tuple(line for line in entry.lines if line.result != code)
        answers: Given = {line.line: (code, None) for line in wanting}
        expected = "" if entry.waiting else None
        if not answers or self._keying.keep(
            lambda results, sheet: results.key_lines(sheet, answers, expected=expected)
        ):
            self._course.on()
