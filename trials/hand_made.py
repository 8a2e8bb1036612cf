"""Forged buttons made by hand: what somebody would try who knows the bot.

`{case}`, `{number}`, `{group}` and `{code}` are of a case that is really there, and
`{seen}` is of its text; `{other}` is the number of one beside it, `{both}` is both, as
buttons bear them. So it is the missing right that stops these, not what they look like.
"""

import zlib
from typing import Final

from sqlalchemy import select

from bot.conversation import hits
from bot.models import GroupCommunity, Submission
from bot.services.steps import drafts
from tests.factories import make_case, make_person
from tests.square import Square

_TEAM: Final = """
queue.1:pass:{case} queue.1:pass:{case}:{seen} queue.1:card:{case} queue.1:back:{case}
queue.1:ask:{case} queue.1:later:{case} queue.1:before:{case} queue.1:open
more.1:show:{case} more.1:purge:{case} more.1:purged:{case} more.1:agenda:{case}:{seen}
more.1:mine:{case} more.1:leave:{case} refuse.1:reasons:{case}:0
refuse.1:choose:{case}:{seen}:M10 refuse.1:confirm:{case}:{seen}:M10
redact.1:take:{case}:{seen} redact.1:restore:{case}
redact.1:rewrite:{case}:{seen} refer.1:begin:{case}:{seen} split.1:begin:{case}:{seen}
trans.1:begin:{case} merge.1:with:{case}:{other}:{seen} merge.1:undo:{case}
publish.1:show:{case} publish.1:hide:{case} bundle.1:do:pass:{both}
sort.1:topic:{case}:P05 sort.1:urgency:{case}:3 step.1:begin:{case}:2
step.1:begin:{case}:8 decide.1:ask:{group} decide.1:announce:{group}:1
decide.1:back:{case} cases.1:card:{case} cases.1:board:{group} doc.1:list:{group}
doc.1:add:{group} need.1:take:{group}:{case} need.1:print:{group}
export.1:send:{group}:0 export.1:send:0:2 export.1:show:0 net.1:show:{group}
net.1:create end.1:ask:{group} end.1:confirm:{group} team.1:invite:{group}:moderator
team.1:boss bind.1:link:{group} roster.1:remove:{group}:1 digest.1:now:{group}
digest.1:off:{group} pub.1:yes:{group} voting.1:open:{group}:{code}
voting.1:end:{group}:{code} pub.1:anew:{group} settings.1:edit:{group}
served.1:edit:{group} announce.1:confirm:1 close.2:confirm:1 often.1:list:{group}
pause.1:set:{case}:30:B01 pause.1:lift:1 stats.1:show:{group}:0 find.1:one:{case}
log.1:before:1 sheet.1:explain group.1:copy:{group} lines.1:right:103
"""
_AUTHORS: Final = """
mine.1:one:{number} mine.1:withdraw:{number} mine.1:news:{number}:0 mine.1:add:{number}
reply.1:answer:{case} outcome.1:say:1:0 edited.1:yes:{case} edited.1:no:{case}
support.1:stop:{number} vote.1:say:{number}:1 vote.1:withdraw:{number}
"""
_CLUMSY: Final = """
QUEUE.1:pass:{case}:0 queue.0:pass:{case}:0 queue.2:pass:{case}:0 queue:pass:{case}
queue.1:PASS:{case} queue.1::{case} queue.1:pass:0{case} queue.1:pass:+{case}
queue.1:pass:-{case} queue.1:pass:{case}.0 queue.1:pass:１
queue.1:pass:{case}%00 queue.1:pass:{case}'-- queue.1:pass:{case};1
queue.1:pass:9223372036854775808 queue.1:pass:99999999999999999999
form.1:send form.1:send:1 form.1:send:-1 form.1:pick:1:topic:P06 form.1:need:1
form.1:take:1 form.1:change:1:text start.1:data:uk:i_{group} ../../etc/passwd
"""


async def buttons(square: Square) -> list[str]:
    """Write them for two new cases, their group and its community."""
    async with square.town.sessions.begin() as session:
        author = await make_person(session)
        case, other = [
            await make_case(session, group=square.group, person=author)
            for _ in range(2)
        ]
        code = await session.scalar(select(GroupCommunity.community_code).limit(1))
        found = [
            await session.get_one(Submission, each.submission_id)
            for each in (case, other)
        ]
        drafts_of = [drafts.open_draft(session, each) for each in found]
    seen = [str(each.revision) for each in drafts_of if each is not None]
    packed = hits.pack([case.id, other.id])
    named = {
        "case": case.id,
        "number": case.submission_id,
        "other": other.submission_id,
        "group": square.group.id,
        "code": (code or "UA").removeprefix("UA"),
        "seen": seen[0],
        "both": f"{packed}:{zlib.crc32(','.join(seen).encode())}",
    }
    words = f"{_TEAM} {_AUTHORS} {_CLUMSY}".split()
    return [word.format(**named) for word in words]
