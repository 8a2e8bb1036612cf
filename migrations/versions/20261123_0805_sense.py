"""what published texts say as a whole, compared by what was learned of needs.

A column of its own: the version before goes on writing and comparing `vector`.
"""

import sqlalchemy as sa
from alembic import op

revision = "c2f4a8e61b97"
down_revision = "d07c3a5e81b6"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change; a job fills it in, and until then words find a text."""
    op.add_column("likeness", sa.Column("sense", sa.LargeBinary(), nullable=True))
    op.drop_index("ix_likeness_vector", "likeness")
    op.drop_index("ix_likeness_unread", "likeness")
    _index("sense")


def downgrade() -> None:
    """Take the change back."""
    op.drop_column("likeness", "sense")
    op.drop_index("ix_likeness_sense", "likeness", if_exists=True)
    op.drop_index("ix_likeness_unread", "likeness", if_exists=True)
    _index("vector")


def _index(column: str) -> None:
    op.create_index(
        f"ix_likeness_{column}",
        "likeness",
        ["community_code", "at"],
        postgresql_include=["case_id", column],
    )
    unread = sa.text(f"{column} is null")
    op.create_index(
        "ix_likeness_unread", "likeness", ["case_id"], postgresql_where=unread
    )
