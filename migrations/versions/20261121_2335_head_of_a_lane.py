"""head of a lane."""

import sqlalchemy as sa
from alembic import op

revision = "5b0c92d1e6a4"
down_revision = "c41d7a3f90b2"
branch_labels = None
depends_on = None

# Volatile, so that each statement in it has a snapshot of its own: what is read is
# never older than the lock. A row of nulls tells that
# somebody else holds the lane.
# `behind`: an earlier answer to this chat waits elsewhere, or the chat must be left in
# peace, so ours must queue up. What this replica says itself was claimed as it was
# written; a claim that came later is the drain's, which sends at its own time.
# `closed`: the chat could not be reached; a message from it proves that it can.
LANE_HEAD = """
create function lane_head(of_bot bigint, of_lane bigint, to_replica bigint)
returns table (
    update_id bigint, payload bytea, attempts bigint, first_attempt_at timestamptz,
    not_before timestamptz, now timestamptz, rows bigint, behind boolean,
    closed boolean, account bytea, person_id bigint, language text,
    consent_version bigint, consent_at timestamptz, form text, step text, turn bigint,
    answers bytea, expires_at timestamptz, kept text,
    has_role boolean
) language plpgsql volatile as $$
#variable_conflict use_column
begin
    if not pg_try_advisory_xact_lock(of_lane) then
        return next;
        return;
    end if;
    return query
        select i.update_id, i.payload, i.attempts, i.first_attempt_at, i.not_before,
            app_now(), nextval('outbox_id'),
            exists (select from outbox o where o.chat_key = of_lane and o.class = 0
                    and o.state in ('pending', 'sending')
                    and (o.owner is distinct from to_replica
                         or o.claimed_at > o.created_at))
            or exists (select from gate g where g.chat_key in (of_lane, 0)
                       and g.reason <> 'flood' and g.closed_until > app_now()),
            exists (select from gate g where g.chat_key = of_lane
                    and g.closed_until is null),
            i.account, p.id, p.language::text, p.consent_version, p.consent_at,
            c.form::text, c.step::text, c.turn, c.answers, c.expires_at,
            (select json_agg(json_build_object(
                'code', k.code, 'name_uk', k.name_uk,
                'name_en', k.name_en, 'type', k.type,
                'raion_uk', k.raion_uk, 'raion_en', k.raion_en,
                'oblast_uk', k.oblast_uk, 'oblast_en', k.oblast_en,
                'centre_uk', k.centre_uk, 'centre_en', k.centre_en,
                'former', k.former, 'codifier_only', k.codifier_only,
                'occupied', k.occupied
             ) order by pc.since desc, k.code)::text
             from person_community pc join community k on k.code = pc.community_code
             where pc.person_id = p.id),
            exists (select from staff s where s.person_id = p.id)
        from inbox i
        left join person p on p.account = i.account
        left join conversation c on c.person_id = p.id
        where i.bot_id = of_bot and i.lane = of_lane and i.state = 'new'
        order by i.update_id limit 1;
end $$
"""


def upgrade() -> None:
    """Apply the change."""
    op.add_column("inbox", sa.Column("account", sa.LargeBinary(), nullable=True))
    op.execute(LANE_HEAD)


def downgrade() -> None:
    """Take the change back."""
    op.execute("drop function lane_head(bigint, bigint, bigint)")
    op.drop_column("inbox", "account")
