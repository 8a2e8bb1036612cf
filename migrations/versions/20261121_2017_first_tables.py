"""first tables."""

import sqlalchemy as sa
from alembic import op

revision = "8e85a4752d08"
down_revision = None
branch_labels = None
depends_on = None


APP_NOW = """
create function app_now() returns timestamptz language sql stable
return now() + (select ahead from clock)
"""


def upgrade() -> None:
    """Apply the change."""
    op.execute("create extension if not exists pg_trgm")
    op.create_table(
        "clock",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ahead", sa.Interval(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_clock_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock")),
    )
    op.execute("insert into clock (id, ahead) values (1, interval '0')")
    op.execute(APP_NOW)
    op.execute("create sequence outbox_id increment 16")
    op.execute("create sequence submission_id")
    op.create_table(
        "community",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_uk", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("raion_uk", sa.String(), nullable=False),
        sa.Column("raion_en", sa.String(), nullable=False),
        sa.Column("oblast_uk", sa.String(), nullable=False),
        sa.Column("oblast_en", sa.String(), nullable=False),
        sa.Column("centre_uk", sa.String(), nullable=False),
        sa.Column("centre_en", sa.String(), nullable=False),
        sa.Column("codifier_only", sa.Boolean(), nullable=False),
        sa.Column("occupied", sa.Boolean(), server_default="false", nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_community")),
    )
    op.create_table(
        "counter",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )
    op.create_table(
        "gate",
        sa.Column("chat_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("closed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column(
            "since",
            sa.DateTime(timezone=True),
            server_default=sa.text("app_now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("chat_key", name=op.f("pk_gate")),
    )
    op.create_table(
        "inbox",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("lane", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(), server_default="new", nullable=False),
        sa.Column(
            "attempts", sa.BigInteger(), server_default=sa.text("0"), nullable=False
        ),
        sa.Column("first_attempt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "received_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("app_now()"),
            nullable=False,
        ),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state in ('new', 'done', 'dead', 'shed')", name=op.f("ck_inbox_state")
        ),
        sa.PrimaryKeyConstraint("bot_id", "update_id", name=op.f("pk_inbox")),
    )
    op.create_index("ix_inbox_received_at", "inbox", ["received_at"], unique=False)
    op.create_index(
        "ix_inbox_waiting",
        "inbox",
        ["lane", "update_id"],
        unique=False,
        postgresql_where="state = 'new'",
    )
    op.create_table(
        "key_fingerprint",
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_key_fingerprint")),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.BigInteger(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("recipient_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("app_now()"),
            nullable=False,
        ),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "recipient in ('author', 'staff', 'group')",
            name=op.f("ck_notice_recipient"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index(
        "uq_notice_once",
        "notice",
        ["kind", "subject", "recipient", "recipient_id"],
        unique=True,
    )
    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("account", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("consent_version", sa.BigInteger(), nullable=False),
        sa.Column(
            "consent_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("app_now()"),
            nullable=False,
        ),
        sa.CheckConstraint("language in ('uk', 'en')", name=op.f("ck_person_language")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("account", name=op.f("uq_person_account")),
    )
    op.create_table(
        "remembered",
        sa.Column("chat_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column(
            "at",
            sa.DateTime(timezone=True),
            server_default=sa.text("app_now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("chat_key", "message_id", name=op.f("pk_remembered")),
    )
    op.create_index("ix_remembered_at", "remembered", ["at"], unique=False)
    op.create_table(
        "replica",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column(
            "started_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("app_now()"),
            nullable=False,
        ),
        sa.Column("alone", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replica")),
    )
    op.create_table(
        "schema_parent",
        sa.Column("parent", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("parent", name=op.f("pk_schema_parent")),
    )
    op.create_table(
        "working_group",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("name_uk", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("language", sa.String(), server_default="uk", nullable=False),
        sa.Column(
            "time_zone", sa.String(), server_default="Europe/Kyiv", nullable=False
        ),
        sa.Column("contact", sa.String(), nullable=True),
        sa.Column("facilitator", sa.String(), nullable=True),
        sa.Column("chat", sa.LargeBinary(), nullable=True),
        sa.Column("chat_key", sa.BigInteger(), nullable=True),
        sa.Column("chat_state", sa.String(), server_default="none", nullable=False),
        sa.Column("digest_weekday", sa.BigInteger(), nullable=True),
        sa.Column("digest_time", sa.Time(), nullable=True),
        sa.Column("next_digest_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("app_now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "chat_state in ('none', 'bound', 'unreachable')",
            name=op.f("ck_working_group_chat_state"),
        ),
        sa.CheckConstraint(
            "language in ('uk', 'en')", name=op.f("ck_working_group_language")
        ),
        sa.CheckConstraint(
            "digest_weekday between 0 and 6",
            name=op.f("ck_working_group_digest_weekday"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_group")),
    )
    op.create_index(
        "ix_working_group_chat_key", "working_group", ["chat_key"], unique=False
    )
    op.create_index(
        "ix_working_group_next_digest_at",
        "working_group",
        ["next_digest_at"],
        unique=False,
    )
    op.create_table(
        "conversation",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("form", sa.String(), nullable=True),
        sa.Column("step", sa.String(), nullable=True),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("app_now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_conversation_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_conversation")),
    )
    op.create_index(
        "ix_conversation_expires_at", "conversation", ["expires_at"], unique=False
    )
    op.create_table(
        "digest",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.BigInteger(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("late", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column(
            "made_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("app_now()"),
            nullable=False,
        ),
        sa.CheckConstraint("kind in ('weekly', 'asked')", name=op.f("ck_digest_kind")),
        sa.CheckConstraint(
            "state in ('queued', 'skipped')", name=op.f("ck_digest_state")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["working_group.id"],
            name=op.f("fk_digest_group_id_working_group"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest")),
    )
    op.create_index(
        "uq_digest_slot",
        "digest",
        ["group_id", "kind", "local_date", "asked_by"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "group_community",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("community_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_code"],
            ["community.code"],
            name=op.f("fk_group_community_community_code_community"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["working_group.id"],
            name=op.f("fk_group_community_group_id_working_group"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "group_id", "community_code", name=op.f("pk_group_community")
        ),
    )
    op.create_index(
        op.f("ix_group_community_community_code"),
        "group_community",
        ["community_code"],
        unique=False,
    )
    op.create_table(
        "invitation",
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("sector", sa.String(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role in ('facilitator', 'moderator', 'secretary', 'chair', 'member', 'coordinator', 'observer')",
            name=op.f("ck_invitation_role"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["working_group.id"],
            name=op.f("fk_invitation_group_id_working_group"),
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_invitation")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat_key", sa.BigInteger(), nullable=False),
        sa.Column("destination", sa.LargeBinary(), nullable=True),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("class", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("notice_id", sa.BigInteger(), nullable=True),
        sa.Column("purpose", sa.String(), nullable=True),
        sa.Column("lane", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(), server_default="pending", nullable=False),
        sa.Column("owner", sa.BigInteger(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "attempts", sa.BigInteger(), server_default=sa.text("0"), nullable=False
        ),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("app_now()"),
            nullable=False,
        ),
        sa.Column("error", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state in ('pending', 'sending', 'unknown', 'dead', 'cancelled')",
            name=op.f("ck_outbox_state"),
        ),
        sa.CheckConstraint("class between 0 and 3", name=op.f("ck_outbox_class")),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["notice.id"],
            name=op.f("fk_outbox_notice_id_notice"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    op.create_index(
        "ix_outbox_chat",
        "outbox",
        ["chat_key", "id"],
        unique=False,
        postgresql_where="state in ('pending', 'sending')",
    )
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["class", "id"],
        unique=False,
        postgresql_where="state = 'pending'",
    )
    op.create_index(
        "ix_outbox_sending",
        "outbox",
        ["owner"],
        unique=False,
        postgresql_where="state = 'sending'",
    )
    op.create_table(
        "person_community",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("community_code", sa.String(), nullable=False),
        sa.Column(
            "since",
            sa.DateTime(timezone=True),
            server_default=sa.text("app_now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["community_code"],
            ["community.code"],
            name=op.f("fk_person_community_community_code_community"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_person_community_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "person_id", "community_code", name=op.f("pk_person_community")
        ),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=True),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column(
            "since",
            sa.DateTime(timezone=True),
            server_default=sa.text("app_now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(role = 'coordinator') = (group_id is null)", name=op.f("ck_staff_scope")
        ),
        sa.CheckConstraint(
            "role in ('facilitator', 'moderator', 'secretary', 'chair', 'member', 'coordinator', 'observer')",
            name=op.f("ck_staff_role"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["working_group.id"],
            name=op.f("fk_staff_group_id_working_group"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_staff_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
    )
    op.create_index("ix_staff_group_id", "staff", ["group_id"], unique=False)
    op.create_index(
        "uq_staff_person_role_group",
        "staff",
        ["person_id", "role", "group_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "submission",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("community_code", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("whom", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("whereabouts", sa.String(), nullable=True),
        sa.Column("draft", sa.LargeBinary(), nullable=True),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("app_now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "kind in ('proposal', 'concern')", name=op.f("ck_submission_kind")
        ),
        sa.CheckConstraint(
            "language in ('uk', 'en')", name=op.f("ck_submission_language")
        ),
        sa.ForeignKeyConstraint(
            ["community_code"],
            ["community.code"],
            name=op.f("fk_submission_community_code_community"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_submission_person_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
    )
    op.create_index(
        "ix_submission_person_id", "submission", ["person_id", "id"], unique=False
    )
    op.create_table(
        "case",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("submission_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(), server_default="received", nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("news_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("passed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("app_now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "status in ('received', 'review', 'needs_info', 'edited', 'merged', 'passed', 'agenda', 'supported', 'referred', 'in_doc', 'funding', 'doing', 'done', 'deferred', 'declined', 'redirected', 'closed_safety', 'withdrawn', 'expired')",
            name=op.f("ck_case_status"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["working_group.id"],
            name=op.f("fk_case_group_id_working_group"),
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_case_submission_id_submission"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
    )
    op.create_index("ix_case_news_due_at", "case", ["news_due_at"], unique=False)
    op.create_index("ix_case_queue", "case", ["group_id", "status", "id"], unique=False)
    op.create_index(
        "uq_case_submission_group", "case", ["submission_id", "group_id"], unique=True
    )
    op.create_table(
        "case_event",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column(
            "at",
            sa.DateTime(timezone=True),
            server_default=sa.text("app_now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
            name=op.f("fk_case_event_case_id_case"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
            name=op.f("fk_case_event_staff_id_staff"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_event")),
    )
    op.create_index(
        "ix_case_event_case_id", "case_event", ["case_id", "id"], unique=False
    )
    op.create_table(
        "digest_case",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("digest_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
            name=op.f("fk_digest_case_case_id_case"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["digest_id"],
            ["digest.id"],
            name=op.f("fk_digest_case_digest_id_digest"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_digest_case")),
    )
    op.create_index(
        op.f("ix_digest_case_digest_id"), "digest_case", ["digest_id"], unique=False
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_index(op.f("ix_digest_case_digest_id"), table_name="digest_case")
    op.drop_table("digest_case")
    op.drop_index("ix_case_event_case_id", table_name="case_event")
    op.drop_table("case_event")
    op.drop_index("uq_case_submission_group", table_name="case")
    op.drop_index("ix_case_queue", table_name="case")
    op.drop_index("ix_case_news_due_at", table_name="case")
    op.drop_table("case")
    op.drop_index("ix_submission_person_id", table_name="submission")
    op.drop_table("submission")
    op.drop_index(
        "uq_staff_person_role_group",
        table_name="staff",
        postgresql_nulls_not_distinct=True,
    )
    op.drop_index("ix_staff_group_id", table_name="staff")
    op.drop_table("staff")
    op.drop_table("person_community")
    op.drop_index(
        "ix_outbox_sending", table_name="outbox", postgresql_where="state = 'sending'"
    )
    op.drop_index(
        "ix_outbox_due", table_name="outbox", postgresql_where="state = 'pending'"
    )
    op.drop_index(
        "ix_outbox_chat",
        table_name="outbox",
        postgresql_where="state in ('pending', 'sending')",
    )
    op.drop_table("outbox")
    op.drop_table("invitation")
    op.drop_index(
        op.f("ix_group_community_community_code"), table_name="group_community"
    )
    op.drop_table("group_community")
    op.drop_index(
        "uq_digest_slot", table_name="digest", postgresql_nulls_not_distinct=True
    )
    op.drop_table("digest")
    op.drop_index("ix_conversation_expires_at", table_name="conversation")
    op.drop_table("conversation")
    op.drop_index("ix_working_group_next_digest_at", table_name="working_group")
    op.drop_index("ix_working_group_chat_key", table_name="working_group")
    op.drop_table("working_group")
    op.drop_table("schema_parent")
    op.drop_table("replica")
    op.drop_index("ix_remembered_at", table_name="remembered")
    op.drop_table("remembered")
    op.drop_table("person")
    op.drop_index("uq_notice_once", table_name="notice")
    op.drop_table("notice")
    op.drop_table("key_fingerprint")
    op.drop_index(
        "ix_inbox_waiting", table_name="inbox", postgresql_where="state = 'new'"
    )
    op.drop_index("ix_inbox_received_at", table_name="inbox")
    op.drop_table("inbox")
    op.drop_table("gate")
    op.drop_table("counter")
    op.drop_table("community")
    op.execute("drop sequence submission_id")
    op.execute("drop sequence outbox_id")
    op.execute("drop function app_now")
    op.drop_table("clock")
