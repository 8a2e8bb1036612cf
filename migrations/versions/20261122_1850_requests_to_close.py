"""requests to close a community, beside the other ones that take two."""

import sqlalchemy as sa
from alembic import op

revision = "7a3f0e5c81d4"
down_revision = "7d20f5c8e1b4"
branch_labels = None
depends_on = None

_FORMER = (
    "(kind = 'announce') = (text_uk is not null and text_en is not null)"
    " and (kind = 'group.delete') = (group_id is not null)"
    " and kind in ('announce', 'group.delete')"
)
_KIND = (
    "(kind = 'announce') = (text_uk is not null and text_en is not null)"
    " and (kind = 'group.delete') = (group_id is not null)"
    " and (kind = 'community.close') = (community_code is not null)"
    " and kind in ('announce', 'group.delete', 'community.close')"
)


def upgrade() -> None:
    """Apply the change; what was asked for under the former version is asked anew."""
    op.add_column("request", sa.Column("community_code", sa.String(), nullable=True))
    op.create_foreign_key(
        op.f("fk_request_community_code_community"),
        "request",
        "community",
        ["community_code"],
        ["code"],
    )
    op.drop_constraint(op.f("ck_request_kind"), "request", type_="check")
    op.create_check_constraint(op.f("ck_request_kind"), "request", _KIND)


def downgrade() -> None:
    """Take the change back."""
    op.execute("delete from request where kind = 'community.close'")
    op.drop_constraint(op.f("ck_request_kind"), "request", type_="check")
    op.create_check_constraint(op.f("ck_request_kind"), "request", _FORMER)
    op.drop_column("request", "community_code")
