"""Serves the built web app: hashed assets for ever, pages never from a cache, public pages unseen by search engines."""

import re
from collections.abc import Mapping
from pathlib import Path

from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from gateway.spa.page import not_built

_HASHED = re.compile(r"[-.][A-Za-z0-9_-]{8,}\.(?:js|css|woff2?|png|svg|webp|jpg|ico|wasm|json)$")
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
_CSP = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
_SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": _CSP,
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(self)",
}
# A form without sign-in may stand in a dealer's page: there is nothing to click that a stranger could not click.
# The page itself shows the form in registered sites only.
_FRAMED = {"Content-Security-Policy": _CSP.replace("frame-ancestors 'none'", "frame-ancestors http: https:")}
_TYPES = {".webmanifest": "application/manifest+json", ".js": "text/javascript", ".mjs": "text/javascript"}


class WebApp:
    """ASGI app over the folder of the built web app, which may appear later."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder.resolve() if folder is not None else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = self._answer(scope["method"], scope["path"], _accepted(scope))
        await response(scope, receive, send)

    def _answer(self, method: str, path: str, accepted: str) -> Response:
        if method not in ("GET", "HEAD"):
            return Response(status_code=405, headers={**_SECURITY, "Allow": "GET, HEAD"})
        if self._folder is None or not (self._folder / "index.html").is_file():
            return HTMLResponse(not_built(), status_code=503, headers={"Cache-Control": "no-store", **_NO_SCRIPT})
        wanted = self._file(path)
        if wanted is not None:
            return self._serve(wanted, accepted, hashed=_HASHED.search(path) is not None)
        if path.startswith("/p/"):
            page = self._folder / "public.html"
            robots = {"X-Robots-Tag": "noindex, nofollow"}
            framed = path.startswith("/p/wf_")
            shown = page if page.is_file() else self._folder / "index.html"
            return self._serve(shown, accepted, extra={**robots, **_FRAMED} if framed else robots, framed=framed)
        if "." in path.rpartition("/")[2]:
            # A missing asset must not come as a page: the browser would run HTML as a script.
            return Response(status_code=404, headers=_SECURITY)
        return self._serve(self._folder / "index.html", accepted)

    def _file(self, path: str) -> Path | None:
        if self._folder is None or "\x00" in path or "\\" in path or path.endswith("/"):
            return None
        found = (self._folder / path.lstrip("/")).resolve()
        hidden = (
            any(part.startswith(".") for part in found.relative_to(self._folder).parts)
            if (found.is_relative_to(self._folder))
            else True
        )
        return found if not hidden and found.is_file() else None

    @staticmethod
    def _serve(
        file: Path,
        accepted: str,
        *,
        hashed: bool = False,
        framed: bool = False,
        extra: Mapping[str, str] | None = None,
    ) -> FileResponse:
        headers = {**_SECURITY, **(extra or {}), "Vary": "Accept-Encoding"}
        if framed:
            del headers["X-Frame-Options"]
        headers["Cache-Control"] = "public, max-age=31536000, immutable" if hashed else "no-cache"
        media_type = _TYPES.get(file.suffix)
        for encoding, suffix in _ENCODINGS:
            packed = file.with_name(file.name + suffix)
            if encoding in accepted and packed.is_file():
                kind = media_type or FileResponse(file).media_type
                return FileResponse(packed, headers={**headers, "Content-Encoding": encoding}, media_type=kind)
        return FileResponse(file, headers=headers, media_type=media_type)


_NO_SCRIPT = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"}


def _accepted(scope: Scope) -> str:
    return next((value.decode("latin-1") for name, value in scope["headers"] if name == b"accept-encoding"), "")
