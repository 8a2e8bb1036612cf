"""What each step of the ladder asks its secretary, and tells its author."""

from datetime import date
from typing import Final

from bot.models.case import Status

TITLE: Final = "Безпечна громада на 2026–2028 роки"

# What the secretary types or presses: a pair of parentheses stands for a button.
ASKED: Final[dict[Status, tuple[str, ...]]] = {
    Status.AGENDA: ("04.12.2026",),
    Status.MERGED: ("{other}",),
    Status.SUPPORTED: ("Порахуємо кошти",),
    Status.REFERRED: ("Поліція громади",),
    Status.IN_DOC: ("(1)",),
    Status.FUNDING: (),
    Status.DOING: ("Комунальна служба.", "01.03.2027"),
    Status.DONE: ("Лавки стоять.",),
    Status.DEFERRED: ("(No money for it now)", "01.03.2027"),
    Status.DECLINED: ("Цього не дозволяє закон",),
    Status.REDIRECTED: ("ДСНС", "101"),
    Status.CLOSED_SAFETY: (),
}
# And what the author reads then, word for word (domain 4.6).
TOLD: Final[dict[Status, tuple[str, str]]] = {
    Status.AGENDA: (
        (
            "Група обговорить це на найближчому засіданні. Результат надішлемо до 11 "
            "грудня 2026 року."
        ),
        (
            "The group will discuss it at the next meeting. We will send the result "
            "by 11 December 2026."
        ),
    ),
    Status.MERGED: (
        "Схожих пропозицій: {n}. Розглянемо їх разом під №\u00a0{other}.",
        "Similar proposals: {n}. We will consider them together as No. {other}.",
    ),
    Status.SUPPORTED: (
        (
            "Група підтримала пропозицію. Далі: Порахуємо кошти. Це ще не рішення про "
            "кошти."
        ),
        (
            "The group supports it. Next: Порахуємо кошти. This is not yet a funding "
            "decision."
        ),
    ),
    Status.REFERRED: (
        "Хто відповідає: Поліція громади. Чекаємо на відповідь до 23 грудня 2026 року.",
        "In charge now: Поліція громади. We expect a reply by 23 December 2026.",
    ),
    Status.IN_DOC: (
        f"Пропозиція ввійшла до документа: {TITLE}, №\u00a07, 20 листопада 2026 року.",
        f"Your proposal is now in: {TITLE}, No. 7, 20 November 2026.",
    ),
    Status.FUNDING: (
        "Пропозиція чекає на фінансування. Розповімо, щойно будуть новини.",
        "The proposal is waiting for funding. We will tell you when there is news.",
    ),
    Status.DOING: (
        (
            "Роботу розпочато. Хто відповідає: Комунальна служба. Орієнтовно до 1 "
            "березня 2027 року."
        ),
        "Work has started. In charge: Комунальна служба. Expected by 1 March 2027.",
    ),
    Status.DONE: (
        "Готово! Лавки стоять. Дякуємо за вашу ідею.",
        "Done! Лавки стоять. Thank you for the idea.",
    ),
    Status.DEFERRED: (
        (
            "Зараз це неможливо: на це немає коштів. Повернемося до питання 1 березня "
            "2027 року."
        ),
        (
            "Not possible now: there is no money for it. We will come back to it on 1 "
            "March 2027."
        ),
    ),
    Status.DECLINED: (
        (
            "Група не підтримала пропозицію. Причина: Цього не дозволяє закон. "
            "Дякуємо, що написали."
        ),
        (
            "The group did not support it. Reason: Цього не дозволяє закон. "
            "Thank you for caring."
        ),
    ),
    Status.REDIRECTED: (
        "Хто допоможе з цим: ДСНС, 101.",
        "ДСНС can help with this: 101.",
    ),
    Status.CLOSED_SAFETY: (
        "Ми закрили це повідомлення, щоб нікому не нашкодити. Текст видалено.",
        "We closed this message so that no one is harmed. The text is deleted.",
    ),
}
DUE: Final[dict[Status, date]] = {
    Status.AGENDA: date(2026, 12, 11),
    Status.SUPPORTED: date(2026, 12, 23),
    Status.REFERRED: date(2026, 12, 23),
    Status.IN_DOC: date(2027, 2, 22),
    Status.FUNDING: date(2027, 2, 21),
    Status.DOING: date(2027, 3, 1),
    Status.DEFERRED: date(2027, 3, 1),
}
DECIDED: Final = (Status.SUPPORTED, Status.DEFERRED, Status.DECLINED)
