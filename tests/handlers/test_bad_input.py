"""What nobody can take gets its sentence of the field, and the form goes on."""

import pytest

from bot.playground.person import Person as Phone
from tests.factories import TEXT
from tests.handlers.cast import last, presses, resident, said, says
from tests.handlers.conftest import Place
from tests.world import World

TYPED = {
    "too short": "Лавки",
    "too long": "а" * 2001,
    "link": "Подивіться на https://example.com/lavky, там усе написано.",
    "personal data": "Спитайте Олену Іванівну Петренко, вона розповість про лавки.",
    "military": "За нашим садом стоїть зенітка, від неї тріскаються шибки.",
}
MEDIA = ("photo", "voice", "video", "sticker", "document", "contact", "location")
ONLY_TEXT = {
    "en": "We accept text only. This message was deleted.",
    "uk": "Приймаємо лише текст. Це повідомлення видалено.",
}
ANSWERS = {
    "en": {
        **dict.fromkeys(MEDIA, ONLY_TEXT["en"]),
        "too short": "The text is too short. Please add one more sentence.",
        "too long": "The text is too long: 2,001 characters, the limit is 2,000. "
        "Please shorten it.",
        "link": "We do not accept links. Please write the main point yourself.",
        "personal data": "There seems to be a phone, name or address. "
        "Please remove it.",
        "military": "It mentions military matters or shelling. Under martial law this "
        "must not be shared. We have deleted the text.",
        "contact": "We do not need your contact. We deleted it.",
        "location": "We do not accept map pins. This message was deleted. "
        "Write only the name of the village or town.",
        "forward": "We do not accept forwarded messages. This message was deleted. "
        "Please use your own words.",
    },
    "uk": {
        **dict.fromkeys(MEDIA, ONLY_TEXT["uk"]),
        "too short": "Замало тексту. Додайте, будь ласка, ще одне речення.",
        "too long": "Текст задовгий: знаків 2\u00a0001, а можна до 2\u00a0000. "
        "Скоротіть, будь ласка.",
        "link": "Посилання не приймаємо. Напишіть головне своїми словами.",
        "personal data": "Здається, тут є телефон, ім’я чи адреса. "
        "Приберіть їх, будь ласка.",
        "military": "Тут є відомості про військових або обстріли. Під час воєнного "
        "стану їх не можна поширювати. Ми видалили цей текст.",
        "contact": "Ваш номер нам не потрібен. Ми його видалили.",
        "location": "Позначок на карті не приймаємо. Це повідомлення видалено. "
        "Напишіть лише назву села чи міста.",
        "forward": "Пересланих повідомлень не приймаємо. Це повідомлення видалено. "
        "Напишіть своїми словами.",
    },
}
OLD = {
    "en": "This button no longer works. Here is the menu.",
    "uk": "Ця кнопка вже не діє. Ось меню.",
}
UNKNOWN = {
    "en": "I could not understand the message. Here is what I can do:",
    "uk": "Не вдалося зрозуміти повідомлення. Ось що вміє бот:",
}
LANGUAGES = pytest.mark.parametrize("language", ["uk", "en"])


@pytest.fixture
async def phone(town: World, place: Place, language: str) -> Phone:
    """Somebody who is asked for a proposal."""
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea")
    return phone


async def gives(town: World, phone: Phone, kind: str) -> str:
    """Give the form what it cannot take; returns what it says."""
    if kind in TYPED:
        phone.says(TYPED[kind])
    elif kind == "forward":
        phone.forwards(TEXT)
    else:
        phone.sends(kind)
    await town.settle()
    return last(phone)


@LANGUAGES
async def test_each_has_its_sentence(town: World, phone: Phone, language: str) -> None:
    for kind, answer in ANSWERS[language].items():
        assert (await gives(town, phone, kind)).startswith(answer), kind


@LANGUAGES
async def test_the_form_goes_on_after_all_of_it(
    town: World, phone: Phone, language: str
) -> None:
    for kind in ANSWERS[language]:
        await gives(town, phone, kind)
    await says(town, phone, TEXT)
    assert said(language, "Which topic is it about?") in last(phone)


@LANGUAGES
async def test_a_forged_button_gets_an_alert_and_the_menu(
    town: World, phone: Phone, language: str
) -> None:
    phone.forges("nobody.1:knows", phone.sees()[-1].message_id)
    await town.settle()
    assert phone.alerts[-1]["text"] == OLD[language]
    assert said(language, "Suggest an idea") in phone.keyboard()


@LANGUAGES
async def test_an_unknown_command_is_answered_with_what_the_bot_can_do(
    town: World, phone: Phone, language: str
) -> None:
    await presses(town, phone, said(language, "Cancel"))
    await says(town, phone, "/unheard")
    assert last(phone).startswith(UNKNOWN[language])
    assert "/idea" in last(phone)
