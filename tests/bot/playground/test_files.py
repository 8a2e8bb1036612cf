"""What the bot sent can be fetched where the demo gives it out, and cannot do harm."""

import pytest
from aiohttp import ClientSession

from bot.demo import files
from bot.playground.person import Person
from bot.playground.server import serve
from bot.playground.telegram import Telegram
from bot.playground.upload import Upload


@pytest.mark.parametrize(
    ("kind", "how"), [("application/pdf", "inline"), ("text/html", "attachment")]
)
async def test_a_file_comes_back_as_it_was_sent(
    telegram: Telegram, olena: Person, kind: str, how: str
) -> None:
    upload = Upload("звіт.x", b"a", kind)
    await telegram.call("sendDocument", {"chat_id": olena.id, "document": upload})
    runner = await serve(telegram, port=0, extra=files.routes(telegram))
    async with ClientSession(f"http://127.0.0.1:{runner.addresses[0][1]}") as http:
        shown = await (await http.get(f"/playground/chats/{olena.id}")).json()
        async with http.get(f"/demo/files/{shown['messages'][-1]['file_id']}") as got:
            assert (await got.read(), got.content_type) == (b"a", kind)
            assert got.headers["X-Content-Type-Options"] == "nosniff"
            assert got.headers["Content-Disposition"].startswith(f"{how}; filename*=")
    await runner.cleanup()
