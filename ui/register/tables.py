"""The register's tables: which columns each has and what stands in them. No decisions."""

from ui.core_words import counted, in_words
from ui.language import moment, short_day, tr
from ui.register.fields import column_words, kind_words, placed
from ui.widgets.table import Column, Table
from walksheets.places import Door
from walksheets.register import Elector, ImportBatch, Problem


def electors() -> Table:
    """Make the list of electors."""
    made = Table(
        tr("Electors"),
        [
            Column[Elector](tr("Number"), lambda e: e.elector_number, width=96, sort=lambda e: (e.prefix, e.number or 0, e.suffix)),
            Column[Elector](tr("Surname"), lambda e: e.surname or e.name_as_sent, width=116),
            Column[Elector](tr("Forenames"), lambda e: e.forenames, width=126),
            Column[Elector](tr("Door"), lambda e: f"{e.door} {e.street}".strip() or e.other, sort=lambda e: (e.street, e.house_number.zfill(6))),
            Column[Elector](tr("Postcode"), lambda e: e.postcode, width=86),
            Column[Elector](tr("Marks"), _marks, width=104, tip=_marks_tip),
        ],
    )  # fmt: skip
    made.nothing = tr(
        "Nobody on the register has all of these words. Take one away, or look among those who left too."
    )
    return made


def _marks(e: Elector) -> str:
    parts = [
        tr("left {day}").format(day=short_day(e.gone_on)) if e.gone_on else "",
        *map(in_words, e.flags),
        e.absent,
        e.markers,
    ]
    return ", ".join(part for part in parts if part)


def _marks_tip(e: Elector) -> str:
    return _marks(e) + (" · " + tr("not on the open register") if e.opted_out else "")


def doors() -> Table:
    """Make the list of doors that nobody has placed."""
    made = Table(
        tr("Doors not placed"),
        [
            Column[Door](tr("Door"), lambda d: d.address),
            Column[Door](tr("District"), lambda d: d.district, width=90),
            Column[Door](tr("Electors"), lambda d: str(d.electors), sort=lambda d: d.electors, width=84, right=True),
            Column[Door](tr("Place"), lambda d: placed(d.placed_by), width=150),
        ],
    )  # fmt: skip
    made.nothing = tr("Every door has its place on the map.")
    return made


def batches() -> Table:
    """Make the list of imports."""
    made = Table(
        tr("Imports"),
        [
            Column[ImportBatch](tr("When"), lambda b: moment(b.imported_at), sort=lambda b: b.imported_at, width=140),
            Column[ImportBatch](tr("File"), lambda b: b.file_name, width=230, tip=lambda b: b.file_name),
            Column[ImportBatch](tr("Kind"), lambda b: kind_words(b.kind), width=150),
            Column[ImportBatch](tr("Layout"), lambda b: in_words(b.layout), width=120, tip=lambda b: in_words(b.layout)),
            Column[ImportBatch](tr("What it did"), _did, tip=_did),
            Column[ImportBatch](tr("Not understood"), lambda b: f"{b.problems:,}" if b.problems else "", width=134, right=True,
                                sort=lambda b: b.problems),
        ],
    )  # fmt: skip
    made.nothing = tr("Nothing was imported yet.")
    return made


def _did(batch: ImportBatch) -> str:
    return ", ".join(
        counted(count, what) for what, count in batch.counts.items() if isinstance(count, int) and count
    )


def problems() -> Table:
    """Make the list of what an import did not understand."""
    made = Table(
        tr("Not understood"),
        [
            Column[Problem](tr("Row"), lambda p: str(p.row), sort=lambda p: p.row, width=70, right=True),
            Column[Problem](tr("Column"), lambda p: column_words(p.column), width=150),
            Column[Problem](tr("Value"), lambda p: p.value, width=190),
            Column[Problem](tr("Why"), lambda p: in_words(p.reason), tip=lambda p: " | ".join(p.cells)),
        ],
    )  # fmt: skip
    made.nothing = tr("Every row of this import was understood.")
    return made
