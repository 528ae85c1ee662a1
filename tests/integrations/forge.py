"""A forge on loopback: as much of GitHub's and GitLab's API of comments as the reviews use, with a memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

BOT = "github-actions[bot]"
"""Who writes with the token of a workflow."""


@dataclass
class Forge:
    """Comments by id, and what was asked.

    `refusal` is the status of every writing request, 0 for none, and `login` whose token it is.
    """

    address: str = ""
    comments: dict[int, dict[str, Any]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    refusal: int = 0
    page: int = 100
    login: str = BOT

    def say(self, body: str, login: str = "") -> int:
        """Adds a comment, of the owner of the token where nobody else is named."""
        number = len(self.comments) + 1
        login = login or self.login
        author = {"login": login, "id": 1 if login == self.login else 2}
        self.comments[number] = {"id": number, "body": body, "user": author, "author": author}
        return number

    def bodies(self, login: str = "") -> list[str]:
        """What somebody wrote, or the owner of the token."""
        who = login or self.login
        return [one["body"] for one in self.comments.values() if one["user"] and one["user"]["login"] == who]

    def answer(self, method: str, target: str, body: str | None) -> tuple[int, Any]:
        """The status and content of a request."""
        path, query = urlsplit(target).path, parse_qs(urlsplit(target).query)
        self.calls.append(f"{method} {path}")
        people: dict[str, tuple[int, Any]] = {
            "/user": (403, {}),
            "/api/user": (200, {"id": 1}),
            "/graphql": (200, {"data": {"viewer": {"login": self.login}}}),
        }
        if path in people:
            return people[path]
        if method == "GET":
            start = (int(query["page"][0]) - 1) * self.page
            return 200, list(self.comments.values())[start : start + self.page]
        if self.refusal:
            return self.refusal, {"message": "no"}
        if method == "POST":
            assert body is not None
            return 201, self.comments[self.say(body)]
        self.comments[int(path.rpartition("/")[2])]["body"] = body
        return 200, {}


@contextmanager
def serving(forge: Forge) -> Iterator[Forge]:
    """Serves a forge for as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def _any(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            sent = json.loads(self.rfile.read(length)).get("body") if length else None
            status, content = forge.answer(self.command, self.path, sent)
            data = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = do_PUT = _any  # noqa: N815  # the names that the library asks for

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    forge.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield forge
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def forge() -> Iterator[Forge]:
    """A forge without comments."""
    with serving(Forge()) as made:
        yield made
