"""The page with the phones."""

from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'"
)


async def show(request: web.Request) -> web.Response:
    """Give the page or one of its files; raise 404 for a name that is none of them.

    Read whole (9 KB at most): a file sent while the browser leaves stays open.
    """
    path = FOLDER / request.match_info.get("name", "index.html")
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
    headers["Content-Type"] = KINDS[path.suffix]
    return web.Response(body=_content(path), headers=headers)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise web.HTTPNotFound from None


ROUTES = [
    web.get("/", show),
    web.get("/{name:[a-z-]+\\.(?:css|js|svg)}", show),
]
