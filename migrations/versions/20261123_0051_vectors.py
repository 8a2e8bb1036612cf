"""what published texts say as a whole, carried by an index of its own."""

import sqlalchemy as sa
from alembic import op

revision = "4b7e90d2c6fa"
down_revision = "7c1e94d20b5f"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change; a job fills them in."""
    op.add_column("likeness", sa.Column("vector", sa.LargeBinary(), nullable=True))
    op.create_index(
        "ix_likeness_vector",
        "likeness",
        ["community_code", "at"],
        postgresql_include=["case_id", "vector"],
    )
    unread = sa.text("vector is null")
    op.create_index(
        "ix_likeness_unread", "likeness", ["case_id"], postgresql_where=unread
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_column("likeness", "vector")
    op.drop_index("ix_likeness_unread", "likeness", if_exists=True)
