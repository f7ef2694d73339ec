"""The tables of a campaign. Ids are whole numbers given once and never given again.

Dates and times are ISO 8601 text (UTC), UPRNs are text, lengths are metres, times are minutes,
positions are WGS84 degrees. Each table names in `info["noun"]` what the screens call its rows.
No foreign key cascades: what is deleted is deleted by name, so that the change log has it.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> "Column[int]":
    return Column("id", Integer, primary_key=True, autoincrement=False)


def _to(column: str, target: str, *, nullable: bool = False) -> "Column[int]":
    return Column(column, ForeignKey(f"{target}.id"), nullable=nullable, index=True)


def _text(name: str) -> "Column[str]":
    return Column(name, Text, nullable=False, default="", server_default="")


def _flag(name: str) -> "Column[bool]":
    return Column(name, Boolean, nullable=False, default=False, server_default="0")


# The campaign itself, and the change log that undo replays -------------------------------------

campaign = Table(
    "campaign", metadata, _id(), _text("name"), _text("uid"), _text("created_at"), info={"noun": "campaign"}
)
setting = Table(
    "setting",
    metadata,
    _id(),
    Column("key", Text, nullable=False, unique=True),
    Column("value", JSON),
    info={"noun": "settings"},
)
change = Table(
    "change",
    metadata,
    _id(),
    _text("made_at"),
    _text("who"),
    _text("what"),
    Column("kind", Text, nullable=False),  # start (never taken back), do, undo or redo
    Column("target", ForeignKey("change.id")),  # the change an undo or redo takes back
    Column("undone_by", ForeignKey("change.id")),
)
change_entry = Table(
    "change_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    _to("change_id", "change"),
    Column("table_name", Text, nullable=False),
    Column("op", Text, nullable=False),  # insert (a run of ids), update or delete (one id each)
    Column("row_id", Integer, nullable=False),
    Column("last_row_id", Integer, nullable=False),
    Column("before", JSON),  # the columns as they were; none for an insert
    Index("ix_change_entry_row", "table_name", "row_id"),
)
id_counter = Table(
    "id_counter",
    metadata,
    Column("table_name", Text, primary_key=True),
    Column("next_id", Integer, nullable=False),
)

# Imports ---------------------------------------------------------------------------------------

import_batch = Table(
    "import_batch",
    metadata,
    _id(),
    _text("kind"),  # register, alterations, addresses, absent, volunteers, map, uprns, postcodes, ...
    _text("file_name"),
    _text("sha256"),
    _text("layout"),
    _text("register_date"),
    _text("imported_at"),
    Column("counts", JSON),
    info={"noun": "imports"},
)
import_problem = Table(
    "import_problem",
    metadata,
    _id(),
    _to("batch_id", "import_batch"),
    Column("row", Integer),  # as the spreadsheet counts, from 1
    _text("column"),
    _text("value"),
    _text("reason"),
    Column("cells", JSON),  # the whole row as it came, so that nothing is lost
    info={"noun": "imports"},
)

# Places ----------------------------------------------------------------------------------------

map_extract = Table(
    "map_extract",
    metadata,
    _id(),
    _text("file_name"),
    _text("sha256"),
    Column("data", LargeBinary, nullable=False),  # .osm.pbf, what the program uses of the extract
    info={"noun": "map"},
)
postcode = Table(
    "postcode",
    metadata,
    _id(),
    Column("postcode", Text, nullable=False, unique=True),  # "M14 5BQ"
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
    info={"noun": "postcodes"},
)
uprn_point = Table(
    "uprn_point",
    metadata,
    _id(),
    Column("uprn", Text, nullable=False, unique=True),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
    info={"noun": "uprns"},
)
boundary = Table(
    "boundary",
    metadata,
    _id(),
    _text("kind"),  # ward or district
    _text("code"),
    _text("name"),
    Column("geometry", JSON, nullable=False),  # GeoJSON geometry, WGS84
    info={"noun": "boundaries"},
)
street = Table(
    "street",
    metadata,
    _id(),
    _text("name"),
    _text("key"),  # the name folded for matching
    _text("town"),
    Index("ix_street_key", "key"),
    info={"noun": "doors"},
)
door = Table(
    "door",
    metadata,
    _id(),
    _text("flat"),
    _text("number"),  # house number ("3A", "4-6") or house name
    _to("street_id", "street"),
    _text("postcode"),
    _text("district"),
    _text("ward"),
    Column("uprn", Text),
    Column("given_lat", Float),  # the coordinate the file itself gave, if any
    Column("given_lon", Float),
    Column("lat", Float),
    Column("lon", Float),
    Column("placed_by", Text, nullable=False, default="nothing", server_default="nothing"),
    _text("housing"),  # terrace, semi, drive, flats, stairs, rural, or nothing: not said
    _flag("no_leaflets"),
    _text("note"),  # for the walker: "entrance at the rear"
    _text("key"),  # flat, number, street and postcode folded: one door, one key
    Index("ix_door_key", "key"),
    Index("ix_door_uprn", "uprn"),
    info={"noun": "doors"},
)

# Register --------------------------------------------------------------------------------------

elector = Table(
    "elector",
    metadata,
    _id(),
    _text("prefix"),
    Column("number", Integer),
    Column("suffix", Integer, nullable=False, default=0, server_default="0"),
    _text("number_as_sent"),
    _text("title"),
    _text("surname"),
    _text("forenames"),
    _text("name_as_sent"),
    _text("search"),  # the names folded (no case, no accents), each word with a blank before it
    _text("markers"),
    _text("date_of_attainment"),
    _flag("opted_out"),  # "(z)": not on the open register
    _text("absent"),  # Postal, Proxy, PostalProxy or nothing
    _text("flags"),  # do not contact; deceased; moved: separated by "; "
    _to("door_id", "door", nullable=True),
    _text("other"),  # why there is no door: other elector, anonymous, overseas
    _text("register_date"),
    _text("gone_on"),  # the register or notice that took them off; empty while on the register
    Column("batch_id", ForeignKey("import_batch.id")),
    Index("ix_elector_number", "prefix", "number", "suffix"),
    info={"noun": "electors"},
)

# Rounds ----------------------------------------------------------------------------------------

plan = Table(
    "plan",
    metadata,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    _text("kind"),  # leaflet or canvass
    Column("version", Integer, nullable=False, default=1, server_default="1"),
    _text("made_at"),
    Column("settings", JSON),  # what was asked of the split
    info={"noun": "rounds"},
)
round_ = Table(
    "round",
    metadata,
    _id(),
    _to("plan_id", "plan"),
    Column("number", Integer, nullable=False),
    _text("name"),
    _text("area"),  # the ward or district it was cut within
    _flag("locked"),
    _flag("named_by_hand"),
    _flag("order_by_hand"),
    Column("back_m", Float, nullable=False, default=0.0, server_default="0"),  # from the last door to the end
    Column("back_min", Float, nullable=False, default=0.0, server_default="0"),
    UniqueConstraint("plan_id", "number"),
    info={"noun": "rounds"},
)
round_door = Table(
    "round_door",
    metadata,
    _id(),
    _to("round_id", "round"),
    _to("door_id", "door"),
    Column("position", Integer, nullable=False),  # from 1, in walking order
    Column("walk_m", Float, nullable=False, default=0.0),  # from the door before
    Column("minutes", Float, nullable=False, default=0.0),  # since the round's start, this door done
    UniqueConstraint("round_id", "door_id"),
    info={"noun": "rounds"},
)

# Volunteers ------------------------------------------------------------------------------------

volunteer = Table(
    "volunteer",
    metadata,
    _id(),
    _text("name"),
    _text("email"),
    _text("phone"),
    _text("address"),
    _text("postcode"),
    _text("roles"),  # canvasser; deliverer; distributor; board runner; teller
    _text("available"),
    Column("max_letterboxes", Integer),
    _text("experience"),
    _text("notes"),
    _flag("left"),  # no longer helps; kept for what they did
    info={"noun": "volunteers"},
)
assignment = Table(
    "assignment",
    metadata,
    _id(),
    _to("round_id", "round"),
    _to("volunteer_id", "volunteer"),
    _text("since"),
    _text("reason"),  # by hand, or why the suggestion chose them
    UniqueConstraint("round_id"),
    info={"noun": "assignments"},
)

# Sheets: what was printed stays as it was printed -----------------------------------------------

print_run = Table(
    "print_run",
    metadata,
    _id(),
    Column("number", Integer, nullable=False, unique=True),
    Column("plan_id", ForeignKey("plan.id")),  # may be gone; the words below stay
    _text("plan_name"),
    Column("plan_version", Integer, nullable=False, default=1),
    _text(
        "kind"
    ),  # canvass, leaflet: walk sheets; else the name of another kind of paper, which is not keyed
    _text("register_date"),
    _text("printed_at"),
    _text("printed_by"),
    Column("design", JSON),
    info={"noun": "sheets"},
)
sheet = Table(
    "sheet",
    metadata,
    _id(),
    Column("code", Text, nullable=False, unique=True),  # "K7-F4X": one page of paper
    _to("print_run_id", "print_run"),
    Column("round_id", Integer),  # may be gone
    Column("round_number", Integer, nullable=False),  # 0 on paper that is of no round
    _text("round_name"),  # of other paper than walk sheets, its title
    _text("volunteer"),  # the name as printed
    Column("page", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    Column(
        "status", Text, nullable=False, default="out", server_default="out"
    ),  # printed, out, back, scanned, keyed, lost
    _text("status_at"),
    _text("status_by"),
    _text("holder"),  # who has it now, when it is out
    _text("replaced_by"),  # the code of the reprint that took its place
    _text("destroyed_at"),  # when the paper was shredded, whatever became of its answers
    info={"noun": "sheets"},
)
sheet_line = Table(
    "sheet_line",
    metadata,
    _id(),
    _to("sheet_id", "sheet"),
    Column("line", Integer, nullable=False),  # as printed, running through the round's pages
    Column("door_id", Integer),  # may be gone; the words below stay
    Column("elector_id", Integer),
    _text("flat"),
    _text("number"),
    _text("street"),
    _text("elector_number"),
    _text("elector_name"),
    Column("layout", JSON),  # where the line's boxes lie on the page
    UniqueConstraint("sheet_id", "line"),
    info={"noun": "sheets"},
)

# Results ---------------------------------------------------------------------------------------

result_code = Table(
    "result_code",
    metadata,
    _id(),
    Column("code", Text, nullable=False, unique=True),
    _text("meaning"),
    _text("kind"),  # canvass or leaflet
    _text("effect"),  # contact, no contact, moved, deceased, do not contact, ...: what the code does
    Column("position", Integer, nullable=False),
    info={"noun": "codes"},
)
result = Table(
    "result",
    metadata,
    _id(),
    _to("sheet_line_id", "sheet_line"),
    _text("code"),
    _text("note"),
    _text("keyed_at"),
    _text("keyed_by"),
    _text("source"),  # keys, file, scan
    _text("flag_set"),  # the flag this answer put on the elector, to be taken off when it is corrected
    _flag("superseded"),  # corrected since: kept, but no longer what holds
    info={"noun": "results"},
)
scanned_page = Table(  # read and not confirmed: no change log, for it is nobody's answer yet
    "scanned_page",
    metadata,
    Column("sheet", Text, primary_key=True),  # its code
    _text("file"),
    Column("number", Integer, nullable=False),  # which page of the file
    Column("picture", LargeBinary, nullable=False),  # straightened, a JPEG; gone when the page is confirmed
    Column("lines", JSON),  # as the paper says
    Column("decided", JSON),  # by line, what a person said so far
    Column("notes", JSON),
    _text("read_at"),
    _text("read_by"),
)
follow_up = Table(
    "follow_up",
    metadata,
    _id(),
    _to("sheet_line_id", "sheet_line"),
    _text("kind"),  # in the words of the paper: poster, lift, postal-vote form
    _text("asked_at"),
    _text("asked_by"),
    _text("done_at"),  # empty while it waits to be seen to
    _text("done_by"),
    info={"noun": "follow-ups"},
)
sheet_return = Table(
    "sheet_return",
    metadata,
    _id(),
    _to("sheet_id", "sheet"),
    _text("walked_on"),  # the day written on the paper
    Column("minutes", Float),
    Column("left_over", Integer),  # leaflets that came back
    _flag("blanks_asked"),  # its empty lines were asked for: they are empty on the paper too
    UniqueConstraint("sheet_id"),
    info={"noun": "results"},
)

# Polling day -----------------------------------------------------------------------------------

voted = Table(
    "voted",
    metadata,
    _id(),
    _text("polling_day"),  # ISO date
    Column("elector_id", Integer, nullable=False),  # may be gone; the number stays
    _text("elector_number"),  # as it was on that day
    _text("taken_at"),
    _text("taken_by"),
    UniqueConstraint("polling_day", "elector_id"),
    info={"noun": "voted"},
)
