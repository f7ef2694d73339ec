"""Pages that were scanned and wait to be confirmed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the heap of scanned pages."""
    op.create_table(
        "scanned_page",
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), server_default="", nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=True),
        sa.Column("decided", sa.JSON(), nullable=True),
        sa.Column("notes", sa.JSON(), nullable=True),
        sa.Column("read_at", sa.Text(), server_default="", nullable=False),
        sa.Column("read_by", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("sheet", name="pk_scanned_page"),
    )
