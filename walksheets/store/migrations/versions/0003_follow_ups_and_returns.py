"""Follow-ups, a row each, to be worked off; and what a sheet that came back says of itself as a whole."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Lay down the two tables."""
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sheet_line_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("asked_at", sa.Text(), server_default="", nullable=False),
        sa.Column("asked_by", sa.Text(), server_default="", nullable=False),
        sa.Column("done_at", sa.Text(), server_default="", nullable=False),
        sa.Column("done_by", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["sheet_line_id"], ["sheet_line.id"], name="fk_follow_up_sheet_line_id"),
        sa.PrimaryKeyConstraint("id", name="pk_follow_up"),
    )
    op.create_index("ix_follow_up_sheet_line_id", "follow_up", ["sheet_line_id"])
    op.create_table(
        "sheet_return",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("walked_on", sa.Text(), server_default="", nullable=False),
        sa.Column("minutes", sa.Float()),
        sa.Column("left_over", sa.Integer()),
        sa.Column("blanks_asked", sa.Boolean(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name="fk_sheet_return_sheet_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sheet_return"),
        sa.UniqueConstraint("sheet_id", name="uq_sheet_return_sheet_id"),
    )
    op.create_index("ix_sheet_return_sheet_id", "sheet_return", ["sheet_id"])
