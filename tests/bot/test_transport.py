"""Calls over HTTP: JSON, and a form where a file goes along."""

from collections.abc import AsyncIterator

import pytest
from telegram import InputFile

from bot.api import Api, Done
from bot.playground.server import serve
from bot.playground.telegram import Telegram
from bot.transport import AiohttpRequest
from tests.world import TOKEN


@pytest.fixture
async def api(telegram: Telegram) -> AsyncIterator[Api]:
    runner = await serve(telegram, port=0)
    host, port = runner.addresses[0][:2]
    request = AiohttpRequest()
    await request.initialize()
    yield Api(request, f"http://{host}:{port}", TOKEN)
    await request.shutdown()
    await telegram.close()
    await runner.cleanup()


async def test_a_file_arrives_with_its_name_and_caption(
    api: Api, telegram: Telegram
) -> None:
    phone = telegram.person()
    phone.says("hello")
    document = InputFile("Щось із «лапками»", "viche.txt")
    outcome = await api.call(
        "sendDocument",
        {"chat_id": phone.id, "document": document, "caption": "Усе про вас"},
    )
    assert isinstance(outcome, Done)
    (upload,) = telegram.files.values()
    assert (upload.name, upload.content.decode()) == ("viche.txt", "Щось із «лапками»")
    assert phone.sees()[-1].text == "Усе про вас"


async def test_words_arrive_as_they_are(api: Api, telegram: Telegram) -> None:
    phone = telegram.person()
    phone.says("hello")
    await api.call("sendMessage", {"chat_id": phone.id, "text": "Їжак & «ґава»"})
    assert phone.sees()[-1].text == "Їжак & «ґава»"
