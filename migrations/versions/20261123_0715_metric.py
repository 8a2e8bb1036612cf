"""what texts say as a whole is compared otherwise: a job reads them again."""

import sqlalchemy as sa
from alembic import op

revision = "c2f4a8e61b97"
down_revision = "d07c3a5e81b6"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change; until a text is read again, its words find it."""
    op.execute(sa.text("update likeness set vector = null where vector is not null"))


def downgrade() -> None:
    """Take the change back."""
    op.execute(sa.text("update likeness set vector = null where vector is not null"))
