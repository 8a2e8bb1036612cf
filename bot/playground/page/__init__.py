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


async def show(request: web.Request) -> web.FileResponse:
    """Give the page or one of its files."""
    name = request.match_info.get("name", "index.html")
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
    headers["Content-Type"] = KINDS[Path(name).suffix]
    return web.FileResponse(FOLDER / name, headers=headers)


ROUTES = [
    web.get("/", show),
    web.get("/{name:[a-z-]+\\.(?:css|js|svg)}", show),
]
