"""What the preview answers: pages from memory, for this machine only, also while files are broken."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeymap.errors import SettingError
from journeymap.preview.live import QUIET, Live
from journeymap.preview.loading import Reader
from journeymap.preview.server import listening
from journeymap.preview.watching import Change
from journeymap.workspace import discovery
from tests.conftest import TODAY
from tests.preview.workspaces import BROKEN, FILES, journey

Write = Callable[..., Path]
BUY = "journeys/buy.yaml"
EVIL = "<img src=x onerror=alert(1)>\"'</script>"


@dataclass
class Preview:
    """A preview that runs in this process, on a workspace of its own."""

    folder: Path
    live: Live
    port: int

    def ask(
        self, path: str, method: str = "GET", headers: Mapping[str, str] | None = None
    ) -> tuple[int, str, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, headers=dict(headers or {}))
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), dict(answer.getheaders())
        finally:
            connection.close()

    def state(self, page: str = "index") -> dict[str, str]:
        told: dict[str, str] = json.loads(self.ask(f"/-/state?page={page}")[1])
        return told

    def save(self, name: str, text: str) -> None:
        path = self.folder / name
        path.write_text(text)
        self.live.refresh(Change(frozenset({str(path)})))

    def checked(self) -> str:
        """The preview's own part of the first page, once the rules have run."""
        for _ in range(200):
            dock = self.state()["dock"]
            if "Checking" not in dock:
                return dock
            time.sleep(0.05)
        raise AssertionError("no findings came")


@pytest.fixture
def preview(write: Write) -> Iterator[Preview]:
    folder = write(FILES)
    live = Live(Reader(discovery.select([folder])[0], TODAY))
    with listening(live, 0) as port:
        yield Preview(folder, live, port)


@pytest.fixture
def checking(preview: Preview) -> Iterator[Preview]:
    """With the rules running, as in the command."""
    thread = threading.Thread(target=preview.live.check)
    thread.start()
    yield preview
    preview.live.stop()
    thread.join()


def test_pages_and_files(preview: Preview) -> None:
    """The first page, a journey's page and the index for machines are there, each with its type."""
    for path, kind, text in [
        ("/", "text/html; charset=utf-8", "Buying"),
        ("/index.html", "text/html; charset=utf-8", "Buying"),
        ("/journeys/buy.html?q=till#x", "text/html; charset=utf-8", "Till"),
        ("/index.json", "application/json", "buy"),
    ]:
        status, body, headers = preview.ask(path)
        assert (status, headers["Content-Type"]) == (200, kind)
        assert text in body
    assert preview.ask("/favicon.ico")[0] == 204


@pytest.mark.parametrize(
    "path",
    ["/journeys/none.html", "/journeymap.yaml", "/people.yaml", "/../journeymap.yaml", "/%2e%2e/%2e%2e/etc/passwd", "/journeys/../people.yaml", "//etc/passwd", "/journeys/", "/journeys/buy", "/..%5cpeople.yaml", "/journeys%2fbuy.html%00", "/-/", "/index.html/x"],
)  # fmt: skip
def test_nothing_else_is_there(preview: Preview, path: str) -> None:
    """Neither a file of the workspace nor of the disk can be had; the answer is a page that comes alive later."""
    status, body, _ = preview.ask(path)
    assert status == 404
    assert "There is no such page" in body
    assert "personas:" not in body
    assert "root:x:" not in body


def test_security_headers_and_policy(preview: Preview) -> None:
    """No page may be framed, sniffed or kept; scripts only by hash, connections only to the server itself."""
    _, body, headers = preview.ask("/")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in headers
    assert "Python" not in headers["Server"]
    policy = body.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0]
    assert "default-src &#39;none&#39;" in policy or "default-src 'none'" in policy
    assert "connect-src" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:{port}", "0.0.0.0:{port}", "", "127.0.0.1:{port}@evil", "localhost.:{port}"])  # fmt: skip
def test_other_hosts_are_refused(preview: Preview, host: str) -> None:
    """A site that makes its name lead to this machine gets nothing, on any path."""
    for path in ("/", "/-/state", "/-/events", "/index.json"):
        status, body, _ = preview.ask(path, headers={"Host": host.format(port=preview.port)})
        assert (status, "Buying" in body) == (403, False)


@pytest.mark.parametrize("host", ["localhost:{port}", "127.0.0.1:{port}", "[::1]:{port}", "LOCALHOST:{port}"])
def test_own_names_are_welcome(preview: Preview, host: str) -> None:
    """The machine's own names work, whichever the browser was given."""
    assert preview.ask("/", headers={"Host": host.format(port=preview.port)})[0] == 200


def test_a_request_with_two_hosts_or_none_is_refused(preview: Preview) -> None:
    """What is no plain request of a browser is not guessed at."""
    for hosts in (b"", f"Host: localhost:{preview.port}\r\nHost: evil.example\r\n".encode()):
        with socket.create_connection(("127.0.0.1", preview.port), timeout=10) as raw:
            raw.sendall(b"GET / HTTP/1.1\r\n" + hosts + b"Connection: close\r\n\r\n")
            assert raw.recv(100).startswith(b"HTTP/1.1 403 ")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_cannot_listen(preview: Preview, site: str) -> None:
    """What only the preview's own pages ask for is refused to scripts of other pages; a link to a page works."""
    assert preview.ask("/-/state", headers={"Sec-Fetch-Site": site})[0] == 403
    assert preview.ask("/", headers={"Sec-Fetch-Site": site})[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_only_get_and_head(preview: Preview, method: str) -> None:
    """Nothing can be changed from a browser; HEAD has the headers of GET and no body."""
    status, _, headers = preview.ask("/", method)
    assert (status, headers["Allow"]) == (405, "GET, HEAD")
    status, body, headers = preview.ask("/", "HEAD")
    assert (status, body) == (200, "")
    assert int(headers["Content-Length"]) > 1000


def test_listens_on_loopback_alone(preview: Preview) -> None:
    """The addresses are 127.0.0.1 and, where there is IPv6, ::1; a port that is taken is told in one sentence."""
    with (
        pytest.raises(SettingError, match=f"port {preview.port} is in use") as error,
        listening(preview.live, preview.port),
    ):
        pass
    assert "--port 0" in error.value.help_line
    table = Path("/proc/net/tcp")
    if table.exists():
        rows = [line.split() for line in table.read_text().splitlines()[1:]]
        heard = {row[1].partition(":")[0] for row in rows if row[3] == "0A" and row[1].endswith(f":{preview.port:04X}")}
        assert heard == {"0100007F"}


def test_a_saved_file_is_another_page_and_others_stay(preview: Preview) -> None:
    """Only pages that show what was changed get another digest, so that only their tabs are loaded again."""
    before = {page: preview.state(page) for page in ("journeys/buy", "journeys/return", "index")}
    preview.save(BUY, journey("buy", "Buying", "Proud"))
    after = {page: preview.state(page) for page in before}
    assert "Proud" in preview.ask("/journeys/buy.html")[1]
    changed = {page for page in before if before[page]["digest"] != after[page]["digest"]}
    assert "journeys/buy" in changed
    assert "journeys/return" not in changed
    assert before["index"]["revision"] != after["index"]["revision"]


def test_another_page_comes_with_the_state(preview: Preview) -> None:
    """Who names the page that he shows gets the one that there is now, whole, and nothing where it is the same."""
    before = preview.state("journeys/buy")
    path = f"/-/state?page=journeys/buy&digest={before['digest']}"
    assert "page" not in before
    assert "page" not in json.loads(preview.ask(path)[1])
    preview.save(BUY, journey("buy", "Bought"))
    page = json.loads(preview.ask(path)[1])["page"]
    document = preview.ask("/journeys/buy.html")[1]
    for part in ("body", "style", "script", "symbols"):
        assert page[part] in document
    assert f"<title>{page['title']}</title>" in document
    assert "Bought" in page["title"]
    assert (page["language"], page["direction"]) == ("en", "ltr")


def test_touching_a_file_changes_nothing(preview: Preview) -> None:
    """A file that was saved as it was makes no new state."""
    before = preview.state()
    preview.save(BUY, FILES[BUY])
    assert preview.state() == before


def test_a_broken_file_and_its_recovery(preview: Preview) -> None:
    """The last good version stays, with file, line and fault; when it is mended the page is new and says no more."""
    preview.ask("/journeys/buy.html")
    preview.save(BUY, BROKEN)
    status, body, _ = preview.ask("/journeys/buy.html")
    assert status == 200
    assert ">Buying<" in body
    assert "A file is broken" in body
    assert "journeys/buy.yaml:" in body
    preview.save(BUY, journey("buy", "Bought"))
    body = preview.ask("/journeys/buy.html")[1]
    assert "A file is broken" not in body
    assert ">Bought<" in body


def test_a_picture_that_is_missing_keeps_the_page(preview: Preview) -> None:
    """A page that cannot be drawn as it is now is shown as it was, and says why; one never drawn says so too."""
    preview.ask("/journeys/buy.html")
    preview.save("journeymap.yaml", FILES["journeymap.yaml"].replace("Shop}}", "Shop, logo: none.png}}"))
    status, body, _ = preview.ask("/journeys/buy.html")
    assert status == 200
    assert "cannot be drawn as it is now" in body
    assert "none.png" in body
    assert ">Till<" in body
    status, body, _ = preview.ask("/journeys/return.html")
    assert status == 503
    assert "Nothing to show yet" in body
    preview.save("journeymap.yaml", FILES["journeymap.yaml"])
    assert "cannot be drawn" not in preview.ask("/journeys/return.html")[1]


def test_a_journey_that_is_deleted_and_comes_back(preview: Preview) -> None:
    """Its page says that it is gone, and is there again with the file."""
    (preview.folder / BUY).unlink()
    preview.live.refresh(Change(frozenset({str(preview.folder / BUY)})))
    assert preview.ask("/journeys/buy.html")[0] == 404
    assert preview.state("journeys/buy")["digest"] == "missing"
    preview.save(BUY, FILES[BUY])
    assert preview.ask("/journeys/buy.html")[0] == 200


def test_a_workspace_that_goes_away_and_comes_back(preview: Preview, tmp_path: Path) -> None:
    """While nothing can be read the pages stay, and say why."""
    preview.ask("/")
    preview.folder.rename(tmp_path / "elsewhere")
    preview.live.refresh(Change(frozenset({str(preview.folder / BUY)})))
    status, body, _ = preview.ask("/")
    assert status == 200
    assert "no journeymap documents" in body
    (tmp_path / "elsewhere").rename(preview.folder)
    preview.live.refresh(Change(frozenset({str(preview.folder / BUY)})))
    assert "no journeymap documents" not in preview.ask("/")[1]


def test_findings_come_after_the_page_and_follow_the_files(checking: Preview) -> None:
    """They are counted by severity, have file and line, and lead to the touchpoint on its page."""
    dock = checking.checked()
    assert "warning" in dock
    assert "journeys/buy.yaml:" in dock
    assert 'href="/journeys/buy.html#touchpoint-till"' in dock
    here = checking.state("journeys/buy")["dock"]
    assert 'href="#touchpoint-till"' in here
    assert here.index("On this page") < here.index("Elsewhere")
    checking.save(BUY, BROKEN)
    for _ in range(200):
        if "JM101" in checking.state()["dock"]:
            break
        time.sleep(0.05)
    assert "1 error" in checking.state()["dock"]


def test_the_same_findings_are_no_news(checking: Preview) -> None:
    """A save that changes no finding makes one new state, and one that does makes two."""
    before = checking.checked()
    for text, states in ((journey("buy", "Bought"), 1), (journey("buy", "Bought", "TODO"), 2)):
        number = int(checking.live.revision.rpartition(".")[2])
        checking.save(BUY, text)
        time.sleep(QUIET + 1.5)
        assert int(checking.live.revision.rpartition(".")[2]) == number + states
        assert (checking.checked() == before) is (states == 1)


def test_events_tell_every_tab(preview: Preview) -> None:
    """Each listener hears the present state at once, and every later one; all are let go at the end."""
    listeners = [http.client.HTTPConnection("127.0.0.1", preview.port, timeout=20) for _ in range(3)]
    answers = []
    for one in listeners:
        one.request("GET", "/-/events")
        answers.append(one.getresponse())
    first = {_next(answer) for answer in answers}
    assert first == {preview.live.revision}
    began = time.monotonic()
    preview.save(BUY, journey("buy", "Bought"))
    assert {_next(answer) for answer in answers} == {preview.live.revision} != first
    assert time.monotonic() - began < 5
    preview.live.stop()
    assert all(answer.read().strip() == b"" for answer in answers)
    for one in listeners:
        one.close()


def _next(answer: http.client.HTTPResponse) -> str:
    for line in iter(answer.readline, b""):
        if line.startswith(b"data: "):
            return line[6:].decode().strip()
    raise AssertionError("the stream ended")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_page_name_is_escaped(preview: Preview, name: str) -> None:
    """Whatever is asked for, the answer holds it as text and nothing else."""
    from urllib.parse import quote

    text = name + EVIL
    for path in (f"/{quote(text)}", f"/-/state?page={quote(text)}"):
        _, body, _ = preview.ask(path)
        assert "<img src=x" not in body


def test_messages_are_escaped(checking: Preview) -> None:
    """Text of the user in a finding and in a broken file's message is text on the page."""
    evil = EVIL.replace('"', "").replace("'", "")
    checking.save(BUY, journey("buy", "Buying").replace("emotion: -2", f'emotion: "{evil}"'))
    body = checking.ask("/journeys/buy.html")[1]
    assert "A file is broken" in body
    assert "<img src=x" not in body + checking.checked()


def test_the_public_sees_nothing_confidential(write: Write) -> None:
    """The preview of the public edition leaves out what the report leaves out."""
    folder = write({**FILES, BUY: journey("buy", "Buying", more="    confidential: true\n")})
    live = Live(Reader(discovery.select([folder])[0], TODAY), public=True)
    assert live.answer("journeys/buy").missing
    assert live.answer("journeys/return").drawn is not None
