"""the network's digest by e-mail."""

import sqlalchemy as sa
from alembic import op

revision = "d07c3a5e81b6"
down_revision = "4b7e90d2c6fa"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.add_column("mail", sa.Column("month", sa.Date(), nullable=True))
    columns = ["address_id", "month"]
    op.create_index("uq_mail_address_month", "mail", columns, unique=True)


def downgrade() -> None:
    """Take the change back."""
    # Without a month they would be taken for questions.
    op.execute("delete from mail where month is not null")
    op.execute("delete from mail_address where sector = 'observer'")
    op.drop_column("mail", "month")
