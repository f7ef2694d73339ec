"""What is said of a page: what is particular about it when it is opened, how a second keying compares, its totals."""

from collections import Counter

from ui.language import tr
from ui.results.sitting import Sitting
from walksheets.results import KeyedPage, Result


def opening(page: KeyedPage, *, again: bool) -> str:
    """Say what is particular about a sheet that was opened; its lines are always as printed."""
    said = []
    if page.replaced_by:
        said.append(
            tr("This sheet was printed again as {sheet}; key it here only if this one was walked.").format(
                sheet=page.replaced_by
            )
        )
    if page.registers_since:
        said.append(
            tr(
                "%Ln newer register(s) came in since this sheet was printed; its lines are as printed.",
                page.registers_since,
            )
        )
    moved = sum(bool(line.now) for line in page.lines)
    if moved:
        said.append(
            tr("%Ln elector(s) of this page have moved or left since; key what the paper says.", moved)
        )
    if again:
        said.append(
            tr("This sheet is keyed already: what you key now is compared, and only what differs is asked.")
        )
    return " ".join(said)


def compared(sitting: Sitting, page: KeyedPage) -> str:
    """Say how a page keyed again compares with the first time."""
    return tr("Sheet {sheet} compared: {same} the same, {changed} changed, {kept} left as they were.").format(
        sheet=page.sheet, same=len(sitting.same), changed=len(sitting.changed), kept=len(sitting.kept)
    )


def page_totals(page: KeyedPage) -> dict[str, int]:
    """Return how often each result stands on a page."""
    return dict(Counter(line.result for line in page.lines if line.result))


def key_words(page: KeyedPage) -> str:
    """Return the keys beyond the codes on one line."""
    if page.kind == "leaflet":
        said = tr("Space row done   . part of it: which doors were missed")
    else:
        said = tr("Space nobody at this door   . follow-up   / note")
    return said + tr("   ⏎ same as above   ↑ back   Del takes it away   Esc next sheet")


def entry_words(result: Result) -> str:
    """Return one of the last entries: "2  Thomson, Tracey"."""
    who = result.elector_name or f"{result.number} {result.street}".strip()
    return f"{result.result}  {who}" if result.result else who
