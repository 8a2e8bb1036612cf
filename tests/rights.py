"""Who may do what, written down once more by hand: tests hold the table against it."""

from typing import Final

from bot.models.staff import Role
from bot.services.team.access import Rule

_LEADING: Final = {Role.SECRETARY, Role.CHAIR}
_READING: Final = _LEADING | {Role.MODERATOR, Role.FACILITATOR, Role.MEMBER}
_BOSS: Final = {Role.COORDINATOR}
MAY: Final[dict[Rule, set[Role]]] = {
    "case.moderate": {Role.MODERATOR},
    "case.find": _LEADING | {Role.MODERATOR},
    "case.publish": {Role.MODERATOR, Role.SECRETARY},
    "case.lead": _LEADING,
    "case.decide": _LEADING,
    "case.take": _READING,
    "case.answer": _LEADING | {Role.MEMBER},
    "document.add": _LEADING,
    "ballot.open": _BOSS | _LEADING,
    "team.see": set(Role),
    "group.create": _BOSS,
    "group.delete": _BOSS,
    "announce": _BOSS,
    "log.read": _BOSS | _LEADING,
    "community.mark": _BOSS,
    "community.close": _BOSS,
    "group.bind": _BOSS,
    "group.settings": _BOSS | _LEADING,
    "staff.see": _BOSS | _LEADING,
    "staff.invite": _BOSS,
    "staff.mail": _BOSS | {Role.SECRETARY},
    "group.schedule": _BOSS | _LEADING,
    "group.meeting": _LEADING,
    "group.digest": _BOSS | _LEADING | {Role.MODERATOR},
    "group.figures": _LEADING | {Role.MODERATOR},
    "group.late": _BOSS | _LEADING | {Role.MODERATOR},
    "network.digest": _BOSS | {Role.OBSERVER},
    "network.running": _BOSS,
    "digest.publish": _LEADING,
    "group.read": _READING,
    "lines.check": _BOSS,
    "export": _BOSS | {Role.SECRETARY},
    "paper.enter": {Role.FACILITATOR, Role.MODERATOR, Role.SECRETARY},
    "words.keep": _LEADING | {Role.MODERATOR, Role.MEMBER},
    "words.services": _LEADING | {Role.MODERATOR},
}
