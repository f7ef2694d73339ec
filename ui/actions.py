"""The one table of everything that can be done, with its words, its shortcut and its icon.

Menus, buttons, the palette (Ctrl+K) and the list of keys in the help are all made from it. What an
action does is wired by the window or the screen that owns it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.language import later, tr
from ui.widgets.icons import icon


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the table; its words are translated when used."""

    name: str
    text: str
    shortcut: str = ""
    symbol: str = ""
    tip: str = ""


SCREENS = (
    ("home", later("Home")),
    ("register", later("Register")),
    ("rounds", later("Map && Rounds")),
    ("volunteers", later("Volunteers")),
    ("print", later("Print")),
    ("key", later("Key in")),
    ("progress", later("Progress")),
)
"""The screens in the order of the work; their words are translated when used."""

_TABLE = (
    Act("new", "&New campaign…", "Ctrl+N", "add", "Make a campaign: one file that holds everything"),
    Act("open", "&Open campaign…", "Ctrl+O", "open", "Open a campaign file"),
    Act("window", "New &window", "Ctrl+Shift+W", "", "A second window on this campaign; both stay in step"),
    Act("open-url", "Open s&hared campaign…", "", "open", "Open a campaign on a PostgreSQL server"),
    Act("demo", "Try the &demo ward", "", "town", "Make and open an invented ward to try things out in"),
    Act("import", "&Import…", "Ctrl+I", "import", "Take in a register, a map or another file"),
    Act("export", "&Export…", "Ctrl+E", "export", "Write rounds, doors, electors or results to a file"),
    Act("close", "&Close campaign", "Ctrl+W", "close", "Close the campaign; everything is kept already"),
    Act("settings", "&Settings…", "Ctrl+,", "settings", "The campaign's name, telephone and result codes; the window's look"),
    Act("quit", "&Quit", "Ctrl+Q", "", "Close the program"),
    Act("undo", "&Undo", "Ctrl+Z", "undo", "Take back the last change"),
    Act("redo", "&Redo", "Ctrl+Shift+Z", "redo", "Do again what was taken back"),
    Act("history", "&History…", "Ctrl+H", "", "Every change made to this campaign, by whom and when"),
    Act("contacts", "&Contact details", "Ctrl+Shift+H", "lock", "Show telephone numbers and e-mail addresses, or hide them again: others may look on"),
    Act("online-map", "Online &map", "Ctrl+Shift+I", "", "Show pictures from a map server under the rounds: it sees which area is looked at, and nothing of the register leaves this computer"),
    Act("polling", "Numbers &taken…", "Ctrl+Shift+K", "", "Polling day: key the numbers of the number takers’ pads"),
    Act("palette", "&Find an action…", "Ctrl+K", "search", "Type what you want to do"),
    Act("keys", "&Keys", "F1", "", "Every action and its key"),
    Act("about", "&About Walksheets", "", "", "Version and licence"),
    Act("register.find", "Find an elector", "Ctrl+F", "search", "Type a name, street, number, postcode or elector number"),
    Act("register.contact", "Do not contact", "Ctrl+D", "", "Leave the chosen elector off every sheet from now on, or have them back"),
    Act("register.deceased", "Deceased", "Ctrl+Shift+D", "", "Leave the chosen elector off every sheet from now on, or have them back"),
    Act("register.leaflets", "No leaflets at this door", "Ctrl+Shift+L", "", "Leaflet sheets leave this door out from now on, or have it back"),
    Act("register.place", "Place the door on the map", "Ctrl+Shift+M", "pin", "Click on the map where the chosen door is"),
    Act("rounds.new", "New plan…", "Ctrl+Shift+N", "add", "Split the ward into rounds"),
    Act("rounds.people", "New plan for volunteers…", "Ctrl+Shift+V", "volunteers", "A round for each volunteer you have: as large as what they can do, near their home"),
    Act("rounds.delete", "Delete plan", "", "bin", "Delete this plan and its rounds; Undo brings them back"),
    Act("rounds.pointer", "Select", "Alt+S", "pointer", "Click a round or a door; drag moves the map"),
    Act("rounds.lasso", "Lasso", "Alt+L", "lasso", "Draw round doors to select them"),
    Act("rounds.barrier", "Barrier", "Alt+B", "barrier", "Draw a line that no round crosses: a railway, a dual carriageway; it holds from the next balancing on"),
    Act("rounds.unbar", "Remove barriers", "", "bin", "Take all barriers of this plan off the map"),
    Act("rounds.whole", "Keep their streets whole", "", "", "The streets of the selected doors are not cut, from the next balancing on; once more lets them be cut"),
    Act("rounds.together", "Keep together…", "Ctrl+Shift+T", "", "The selected doors stay in one round, as a block with a name, from the next balancing on"),
    Act("rounds.post", "By post…", "Ctrl+Shift+B", "", "The selected doors leave their rounds and go by post; they are counted and can be exported with their addresses"),
    Act("rounds.nobody", "To nobody…", "Ctrl+Shift+Y", "", "The selected doors leave their rounds and nobody goes there; the reason is kept"),
    Act("rounds.back", "Walk to them again", "", "undo", "The selected doors that go by post or to nobody join the round they lie in"),
    Act("rounds.settled", "What is settled", "Ctrl+Shift+L", "lock", "The locks of this plan and what they cost; doors that go by post or to nobody"),
    Act("rounds.costs", "What do the locks cost?", "", "", "Search once more without each lock and say what it costs in walking and in the longest round"),
    Act("rounds.lift", "Lift", "", "remove", "Lift the chosen locks; walk to the chosen doors again"),
    Act("rounds.fit", "Whole ward", "Ctrl+0", "fit", "Show everything on the map"),
    Act("rounds.rename", "Rename round", "F2", "rename", "Give this round a name people know it by"),
    Act("rounds.lock", "Lock round", "Ctrl+L", "lock", "A locked round stays as it is when the ward is split anew"),
    Act("rounds.reverse", "Walk it the other way", "", "reverse", "Turn the walking order round"),
    Act("rounds.order", "Put in walking order", "", "", "Order the doors anew, as if nobody had moved them"),
    Act("rounds.split", "Split round in two", "", "split", "Cut this round into two of like length"),
    Act("rounds.merge", "Merge rounds", "", "merge", "Make one round of the selected rounds"),
    Act("rounds.move", "Move doors to…", "Ctrl+M", "forward", "Move the selected doors to another round"),
    Act("rounds.street", "Select their streets", "Ctrl+Shift+A", "", "Select every door of the selected doors' streets in the round"),
    Act("rounds.housing", "What housing they are…", "Ctrl+Shift+G", "", "Say what the selected doors are: a long drive takes longer than a terrace"),
    Act("rounds.flats", "Flats by their address", "", "", "Every door whose address says a flat, and of which nothing was said, is a flat with its box at one entrance"),
    Act("rounds.reach", "Select doors hard to reach", "", "", "Doors far from any road, and doors where the map shows no way"),
    Act("rounds.news", "Bring plan up to date", "", "", "Take new doors into their rounds, and doors that everybody left out of them"),
    Act("rounds.balance", "Balance again, keeping most", "", "", "Make the rounds even again; nine doors of ten stay where they are"),
    Act("rounds.picture", "Save picture…", "", "export", "Write the map with its rounds as a picture, PNG or SVG"),
    Act("rounds.export", "Export rounds…", "", "export", "Write the rounds to a spreadsheet or a GPS file"),
    Act("rounds.earlier", "Earlier in the walk", "Alt+Up", "", "Move the selected door one place earlier"),
    Act("rounds.later", "Later in the walk", "Alt+Down", "", "Move the selected door one place later"),
    Act("volunteers.add", "Add volunteer", "Ins", "add", "Add a person"),
    Act("volunteers.remove", "Remove", "Del", "bin", "Take this person off the list; Undo brings them back"),
    Act("volunteers.drop-out", "Cannot go on…", "Ctrl+Shift+O", "forward", "Hand this person's rounds to the nearest others"),
    Act("volunteers.back", "Have them back", "", "undo", "Put somebody who left on the list again"),
    Act("volunteers.take-back", "Take the round back", "Del", "remove", "Nobody has this round then; Undo gives it back"),
    Act("volunteers.suggest", "Suggest all", "", "suggest", "Give every round that has nobody to whom it suits best"),
    Act("print.folder", "Print to folder…", "Ctrl+P", "print", "Make one PDF a round, and enter the sheets in the ledger"),
    Act("print.one", "Print to one file…", "", "print", "Make one PDF of all rounds chosen, and enter the sheets"),
    Act("print.printer", "Send to a printer…", "Ctrl+Shift+P", "print", "Print on paper now, and enter the sheets"),
    Act("key.file", "Keys from a spreadsheet…", "", "import", "Take in a file with columns sheet, line, result, note"),
    Act("key.scans", "Read scans…", "Ctrl+Shift+R", "scan", "Read scanned or photographed sheets: PDF, TIFF, JPEG, PNG"),
    Act("scan.more", "Read more scans…", "Ctrl+Shift+M", "import", "Read more scanned or photographed sheets and lay them beside those that wait"),
    Act("scan.off", "Take off the heap", "Ctrl+Backspace", "", "Take the shown page off unconfirmed; its sheet can be scanned again or keyed by hand"),
    Act("scan.confirm", "Confirm scanned page", "Ctrl+Return", "", "Keep the whole scanned page that is shown, once nothing on it is in doubt"),
    Act("key.rest", "Rest not home", "Ctrl+Return", "", "Key every line of this page that has nothing as not home"),
    Act("key.return", "Day and minutes…", "Ctrl+D", "", "The foot of the sheet: done on, in minutes, leaflets left over"),
    Act("progress.export", "Export this list…", "Ctrl+Shift+E", "export", "Write what this tab shows to a spreadsheet"),
    Act("progress.copy", "Copy this list", "Ctrl+Shift+C", "copy", "Put the list on the clipboard, as a spreadsheet takes it"),
    Act("progress.done", "Done", "Ctrl+Return", "tick", "The chosen follow-ups have been seen to"),
    Act("progress.undone", "Not done after all", "", "", "The chosen follow-ups wait again"),
    Act("progress.newest", "The newest holds", "Ctrl+Return", "tick", "Let the newest answer hold; the others stay in the history"),
    Act("progress.remind", "Copy a reminder", "", "copy", "A message to whoever has these sheets; it names no elector"),
    Act("progress.back", "They are back", "", "tick", "The chosen sheets came back and wait to be keyed"),
    Act("progress.lost", "They are lost", "", "", "The chosen sheets will not come back"),
)  # fmt: skip

ACTS = {act.name: act for act in _TABLE}


def make(
    name: str,
    owner: QWidget,
    does: Callable[[], object],
    *,
    checkable: bool = False,
    everywhere: bool = False,
) -> QAction:
    """Make an action of the table for `owner`; its shortcut holds there, or `everywhere` in the window."""
    act = ACTS[name]
    text, tip = tr(act.text), tr(act.tip)
    action = QAction(text, owner)
    action.setObjectName(name)
    if act.symbol:
        action.setIcon(icon(act.symbol))
    if act.shortcut:
        action.setShortcut(QKeySequence(act.shortcut))
    context = Qt.ShortcutContext
    action.setShortcutContext(context.WindowShortcut if everywhere else context.WidgetWithChildrenShortcut)
    keys = f" ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})" if act.shortcut else ""
    action.setToolTip(f"{tip}{keys}")
    if text.endswith("…"):
        action.setIconText(plain_words(text))  # or Qt leaves the dots off the button
    action.setCheckable(checkable)
    action.setIconVisibleInMenu(not checkable)  # or no tick is seen there
    action.triggered.connect(lambda _checked=False: does())
    owner.addAction(action)
    return action


def plain_words(text: str) -> str:
    """Return an action's text without the mark of its access key."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
