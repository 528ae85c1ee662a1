"""Answers the browser: pages from memory, never a path of the disk, and only to who asks for this machine by name."""

from __future__ import annotations

from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from journeymap.preview.pages import page_document, state_document

if TYPE_CHECKING:
    from journeymap.preview.live import Live
    from journeymap.preview.server import Server

INDEX = "index"
EVENTS = "/-/events"
STATE = "/-/state"
_OWN = "/-/"
_HTML = "text/html; charset=utf-8"
_PLAIN = "text/plain; charset=utf-8"
_TYPES = {"json": "application/json", "ics": "text/calendar; charset=utf-8"}
_STILL_HERE = 15.0
"""Seconds after which a browser that waits for news is told that there are none, so that one that left is noticed."""
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Handler(BaseHTTPRequestHandler):
    """One connection of a browser."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "journeymap"
    sys_version = ""
    timeout = 60
    disable_nagle_algorithm = True
    wbufsize = -1  # an answer is sent at once, its head with its content

    @property
    def live(self) -> Live:
        """The preview."""
        return self.server.live

    def do_GET(self) -> None:
        """Sends what is asked for."""
        if self._is_welcome():
            path = urlsplit(self.path).path
            if path == EVENTS:
                self._events()
            else:
                self._send(*self._found(path))

    do_HEAD = do_GET  # noqa: N815  # the name that http.server looks for

    def _refuse(self) -> None:
        """Answers a request that would change something."""
        self.close_connection = True
        self._send(HTTPStatus.METHOD_NOT_ALLOWED, b"Only GET and HEAD.\n", _PLAIN, {"Allow": "GET, HEAD"})

    do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = do_CONNECT = _refuse  # noqa: N815

    def _is_welcome(self) -> bool:
        """Whether the request is for this machine by one of its own names, and not made by another site.

        A site whose name leads here (DNS rebinding) has its own name in `Host`.
        """
        hosts = self.headers.get_all("Host") or []
        foreign = self.headers.get("Sec-Fetch-Site", "none") in {"cross-site", "same-site"}
        if len(hosts) != 1 or hosts[0].lower() not in self.server.hosts or (foreign and self.path.startswith(_OWN)):
            self.close_connection = True
            self._send(HTTPStatus.FORBIDDEN, b"This preview is for this machine only.\n", _PLAIN)
            return False
        return True

    def _found(self, path: str) -> tuple[HTTPStatus, bytes, str]:
        """What there is under a path: a page, another file of the report, or a page that says that there is none."""
        if path == STATE:
            asked = parse_qs(urlsplit(self.path).query)
            name, seen = asked.get("page", [INDEX])[0], asked.get("digest", [""])[0]
            return HTTPStatus.OK, state_document(self.live.answer(name), name, seen), _TYPES["json"]
        if path == "/favicon.ico":
            return HTTPStatus.NO_CONTENT, b"", _PLAIN
        file = unquote(path).removeprefix("/") or f"{INDEX}.html"
        content = self.live.file(file)
        if content is not None:
            return HTTPStatus.OK, content, _TYPES.get(file.rpartition(".")[2], _PLAIN)
        name = file.removesuffix(".html") if file.endswith(".html") else file
        answer = self.live.answer(name if file.endswith(".html") else "")
        if answer.missing:
            status = HTTPStatus.NOT_FOUND
        else:
            status = HTTPStatus.OK if answer.drawn else HTTPStatus.SERVICE_UNAVAILABLE
        return status, page_document(answer, name), _HTML

    def _send(self, status: HTTPStatus, content: bytes, kind: str, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {**_HEADERS, **(more or {})}.items():
            self.send_header(name, value)
        if status is not HTTPStatus.NO_CONTENT:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _events(self) -> None:
        """Tells of each new state (server-sent events), until the browser leaves or the preview ends."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        for name, value in {**_HEADERS, "Content-Type": "text/event-stream", "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        told, news = "", self.live.revision
        while not self.live.stopped:
            self.wfile.write(f"retry: 1000\ndata: {news}\n\n".encode() if news != told else b": still here\n\n")
            self.wfile.flush()
            told, news = news, self.live.wait(news, _STILL_HERE)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name is http.server's
        """Says nothing: who wants to know looks at the browser."""
