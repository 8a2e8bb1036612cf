"""What the bot sends as a file can be opened on the page."""

from bot import sample
from bot.demo.stage import Stage
from bot.playground.upload import Upload
from tools.desk import Desk


async def test_a_document_is_a_link_to_its_content(stage: Stage, desk: Desk) -> None:
    await desk.open("en")
    document = Upload("table.csv", b"a,b", "text/csv")
    sent = {"chat_id": sample.CHAT_ID, "document": document}
    assert (await stage.telegram.call("sendDocument", sent)).status == 200
    link = desk.phone(sample.CHAT_ID).find("a.media-document")
    await desk.page.until(f"{link}.textContent === 'table.csv'")
    assert await desk.page.run(f"fetch({link}.href).then((one) => one.text())") == "a,b"
