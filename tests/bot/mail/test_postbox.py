"""The demo's own mail server: every letter stands on its page, links can be pressed."""

from aiohttp import ClientSession, web
from aiohttp.test_utils import BaseTestServer, TestServer

from bot.demo import postbox
from bot.demo.postbox import Postbox
from bot.mail.server import Connection, Fate, Server

LINK = "http://127.0.0.1:9/m/token"
LETTER = f"To: a@b.example\r\nSubject: <Hi>\r\n\r\nOpen\r\n..\r\n{LINK}\r\n".encode()


async def test_a_letter_is_shown_with_its_links() -> None:
    box, app = Postbox(), web.Application()
    app.router.add_get("/", box.show)
    async with postbox.opened(box) as port, TestServer(app) as pages:
        connection = Connection(Server(f"smtp://127.0.0.1:{port}"))
        async with connection.closing():
            outcome = await connection.hand_in("v@c.example", "a@b.example", LETTER)
        assert outcome.fate is Fate.SENT
        shown = await read(pages)
    assert f'<a href="{LINK}">' in shown
    assert "&lt;Hi&gt;" in shown


async def test_before_the_first_letter_the_page_says_how_to_get_one() -> None:
    app = web.Application()
    app.router.add_get("/", Postbox().show)
    async with TestServer(app) as pages:
        assert "“Members by e-mail”" in await read(pages)


async def read(pages: BaseTestServer) -> str:
    async with ClientSession() as client, client.get(pages.make_url("/")) as page:
        return await page.text()
