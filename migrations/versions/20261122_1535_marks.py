"""marks by which what is published is compared, carried by the index."""

import sqlalchemy as sa
from alembic import op

revision = "8d15f0b7e2c4"
down_revision = "c4a81e6d9b52"
branch_labels = None
depends_on = None

_INDEX = "ix_likeness_community"
_COLUMNS = ["community_code", "at"]


def upgrade() -> None:
    """Apply the change; a job fills them in: the edition is another one."""
    marks = sa.ARRAY(sa.Integer())
    op.add_column(
        "likeness", sa.Column("marks", marks, server_default="{}", nullable=False)
    )
    op.drop_index(_INDEX, "likeness")
    op.create_index(
        _INDEX, "likeness", _COLUMNS, postgresql_include=["case_id", "marks"]
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_index(_INDEX, "likeness")
    op.create_index(_INDEX, "likeness", _COLUMNS)
    op.drop_column("likeness", "marks")
