"""The first tables, as version 0.1 lays them down."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Lay down every table."""
    op.create_table(
        "boundary",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("geometry", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_boundary"),
    )
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_campaign"),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.Text(), server_default="", nullable=False),
        sa.Column("who", sa.Text(), server_default="", nullable=False),
        sa.Column("what", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["target"], ["change.id"], name="fk_change_target"),
        sa.ForeignKeyConstraint(["undone_by"], ["change.id"], name="fk_change_undone_by"),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
    )
    op.create_table(
        "id_counter",
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("next_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("table_name", name="pk_id_counter"),
    )
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("file_name", sa.Text(), server_default="", nullable=False),
        sa.Column("sha256", sa.Text(), server_default="", nullable=False),
        sa.Column("layout", sa.Text(), server_default="", nullable=False),
        sa.Column("register_date", sa.Text(), server_default="", nullable=False),
        sa.Column("imported_at", sa.Text(), server_default="", nullable=False),
        sa.Column("counts", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_import_batch"),
    )
    op.create_table(
        "map_extract",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("file_name", sa.Text(), server_default="", nullable=False),
        sa.Column("sha256", sa.Text(), server_default="", nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_map_extract"),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("made_at", sa.Text(), server_default="", nullable=False),
        sa.Column("settings", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
        sa.UniqueConstraint("name", name="uq_plan_name"),
    )
    op.create_table(
        "postcode",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_postcode"),
        sa.UniqueConstraint("postcode", name="uq_postcode_postcode"),
    )
    op.create_table(
        "result_code",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("meaning", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("effect", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_result_code"),
        sa.UniqueConstraint("code", name="uq_result_code_code"),
    )
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_setting"),
        sa.UniqueConstraint("key", name="uq_setting_key"),
    )
    op.create_table(
        "street",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("key", sa.Text(), server_default="", nullable=False),
        sa.Column("town", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_street"),
    )
    op.create_index("ix_street_key", "street", ["key"], unique=False)
    op.create_table(
        "uprn_point",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uprn", sa.Text(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_uprn_point"),
        sa.UniqueConstraint("uprn", name="uq_uprn_point_uprn"),
    )
    op.create_table(
        "volunteer",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("postcode", sa.Text(), server_default="", nullable=False),
        sa.Column("roles", sa.Text(), server_default="", nullable=False),
        sa.Column("available", sa.Text(), server_default="", nullable=False),
        sa.Column("max_letterboxes", sa.Integer(), nullable=True),
        sa.Column("experience", sa.Text(), server_default="", nullable=False),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("left", sa.Boolean(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_volunteer"),
    )
    op.create_table(
        "change_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("op", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("last_row_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name="fk_change_entry_change_id"),
        sa.PrimaryKeyConstraint("id", name="pk_change_entry"),
    )
    op.create_index("ix_change_entry_change_id", "change_entry", ["change_id"], unique=False)
    op.create_index("ix_change_entry_row", "change_entry", ["table_name", "row_id"], unique=False)
    op.create_table(
        "door",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("flat", sa.Text(), server_default="", nullable=False),
        sa.Column("number", sa.Text(), server_default="", nullable=False),
        sa.Column("street_id", sa.Integer(), nullable=False),
        sa.Column("postcode", sa.Text(), server_default="", nullable=False),
        sa.Column("district", sa.Text(), server_default="", nullable=False),
        sa.Column("ward", sa.Text(), server_default="", nullable=False),
        sa.Column("uprn", sa.Text(), nullable=True),
        sa.Column("given_lat", sa.Float(), nullable=True),
        sa.Column("given_lon", sa.Float(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("placed_by", sa.Text(), server_default="nothing", nullable=False),
        sa.Column("housing", sa.Text(), server_default="", nullable=False),
        sa.Column("no_leaflets", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("key", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["street_id"], ["street.id"], name="fk_door_street_id"),
        sa.PrimaryKeyConstraint("id", name="pk_door"),
    )
    op.create_index("ix_door_key", "door", ["key"], unique=False)
    op.create_index("ix_door_street_id", "door", ["street_id"], unique=False)
    op.create_index("ix_door_uprn", "door", ["uprn"], unique=False)
    op.create_table(
        "import_problem",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("column", sa.Text(), server_default="", nullable=False),
        sa.Column("value", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("cells", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name="fk_import_problem_batch_id"),
        sa.PrimaryKeyConstraint("id", name="pk_import_problem"),
    )
    op.create_index("ix_import_problem_batch_id", "import_problem", ["batch_id"], unique=False)
    op.create_table(
        "print_run",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("plan_name", sa.Text(), server_default="", nullable=False),
        sa.Column("plan_version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("register_date", sa.Text(), server_default="", nullable=False),
        sa.Column("printed_at", sa.Text(), server_default="", nullable=False),
        sa.Column("printed_by", sa.Text(), server_default="", nullable=False),
        sa.Column("design", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_print_run_plan_id"),
        sa.PrimaryKeyConstraint("id", name="pk_print_run"),
        sa.UniqueConstraint("number", name="uq_print_run_number"),
    )
    op.create_table(
        "round",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("area", sa.Text(), server_default="", nullable=False),
        sa.Column("locked", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("named_by_hand", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("order_by_hand", sa.Boolean(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_round_plan_id"),
        sa.PrimaryKeyConstraint("id", name="pk_round"),
        sa.UniqueConstraint("plan_id", "number", name="uq_round_plan_id_number"),
    )
    op.create_index("ix_round_plan_id", "round", ["plan_id"], unique=False)
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_assignment_round_id"),
        sa.ForeignKeyConstraint(["volunteer_id"], ["volunteer.id"], name="fk_assignment_volunteer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_assignment"),
        sa.UniqueConstraint("round_id", name="uq_assignment_round_id"),
    )
    op.create_index("ix_assignment_round_id", "assignment", ["round_id"], unique=False)
    op.create_index("ix_assignment_volunteer_id", "assignment", ["volunteer_id"], unique=False)
    op.create_table(
        "elector",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("prefix", sa.Text(), server_default="", nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("suffix", sa.Integer(), server_default="0", nullable=False),
        sa.Column("number_as_sent", sa.Text(), server_default="", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("surname", sa.Text(), server_default="", nullable=False),
        sa.Column("forenames", sa.Text(), server_default="", nullable=False),
        sa.Column("name_as_sent", sa.Text(), server_default="", nullable=False),
        sa.Column("search", sa.Text(), server_default="", nullable=False),
        sa.Column("markers", sa.Text(), server_default="", nullable=False),
        sa.Column("date_of_attainment", sa.Text(), server_default="", nullable=False),
        sa.Column("opted_out", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("absent", sa.Text(), server_default="", nullable=False),
        sa.Column("flags", sa.Text(), server_default="", nullable=False),
        sa.Column("door_id", sa.Integer(), nullable=True),
        sa.Column("other", sa.Text(), server_default="", nullable=False),
        sa.Column("register_date", sa.Text(), server_default="", nullable=False),
        sa.Column("gone_on", sa.Text(), server_default="", nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name="fk_elector_batch_id"),
        sa.ForeignKeyConstraint(["door_id"], ["door.id"], name="fk_elector_door_id"),
        sa.PrimaryKeyConstraint("id", name="pk_elector"),
    )
    op.create_index("ix_elector_door_id", "elector", ["door_id"], unique=False)
    op.create_index("ix_elector_number", "elector", ["prefix", "number", "suffix"], unique=False)
    op.create_table(
        "round_door",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("door_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("walk_m", sa.Float(), nullable=False),
        sa.Column("minutes", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["door_id"], ["door.id"], name="fk_round_door_door_id"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_round_door_round_id"),
        sa.PrimaryKeyConstraint("id", name="pk_round_door"),
        sa.UniqueConstraint("round_id", "door_id", name="uq_round_door_round_id_door_id"),
    )
    op.create_index("ix_round_door_door_id", "round_door", ["door_id"], unique=False)
    op.create_index("ix_round_door_round_id", "round_door", ["round_id"], unique=False)
    op.create_table(
        "sheet",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("print_run_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("round_number", sa.Integer(), nullable=False),
        sa.Column("round_name", sa.Text(), server_default="", nullable=False),
        sa.Column("volunteer", sa.Text(), server_default="", nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), server_default="out", nullable=False),
        sa.Column("status_at", sa.Text(), server_default="", nullable=False),
        sa.Column("replaced_by", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["print_run_id"], ["print_run.id"], name="fk_sheet_print_run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sheet"),
        sa.UniqueConstraint("code", name="uq_sheet_code"),
    )
    op.create_index("ix_sheet_print_run_id", "sheet", ["print_run_id"], unique=False)
    op.create_table(
        "sheet_line",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("door_id", sa.Integer(), nullable=True),
        sa.Column("elector_id", sa.Integer(), nullable=True),
        sa.Column("flat", sa.Text(), server_default="", nullable=False),
        sa.Column("number", sa.Text(), server_default="", nullable=False),
        sa.Column("street", sa.Text(), server_default="", nullable=False),
        sa.Column("elector_number", sa.Text(), server_default="", nullable=False),
        sa.Column("elector_name", sa.Text(), server_default="", nullable=False),
        sa.Column("layout", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name="fk_sheet_line_sheet_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sheet_line"),
        sa.UniqueConstraint("sheet_id", "line", name="uq_sheet_line_sheet_id_line"),
    )
    op.create_index("ix_sheet_line_sheet_id", "sheet_line", ["sheet_id"], unique=False)
    op.create_table(
        "result",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sheet_line_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("keyed_at", sa.Text(), server_default="", nullable=False),
        sa.Column("keyed_by", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("flag_set", sa.Text(), server_default="", nullable=False),
        sa.Column("superseded", sa.Boolean(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["sheet_line_id"], ["sheet_line.id"], name="fk_result_sheet_line_id"),
        sa.PrimaryKeyConstraint("id", name="pk_result"),
    )
    op.create_index("ix_result_sheet_line_id", "result", ["sheet_line_id"], unique=False)
