"""The ledger knows who has a sheet, who said so, and when the paper was destroyed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_NEW = ("holder", "status_by", "destroyed_at")


def upgrade() -> None:
    """Add the columns; until now a sheet was with whom it was printed for."""
    for name in _NEW:
        op.add_column("sheet", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.execute("UPDATE sheet SET holder = volunteer")
