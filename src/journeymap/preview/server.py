"""Listens on the loopback addresses of this machine, and on no other."""

from __future__ import annotations

import errno
import socket
import sys
import threading
from contextlib import ExitStack, contextmanager
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from journeymap.errors import SettingError
from journeymap.preview.requests import Handler

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.preview.live import Live

LOOPBACK = "127.0.0.1"
_LOOPBACK_6 = "::1"
_HTTP = 80
_ATTEMPTS = 20
"""How often a free port is looked for that is free on both addresses."""


class Server(ThreadingHTTPServer):
    """Serves the preview on one address; a thread for each connection, none of which holds up the end."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = sys.platform != "win32"  # there it would let two programs share a port

    def __init__(self, address: tuple[str, int], live: Live) -> None:
        self.live = live
        super().__init__(address, Handler)
        port = self.server_address[1]
        names = ("localhost", LOOPBACK, f"[{_LOOPBACK_6}]")
        self.hosts = frozenset({f"{name}:{port}" for name in names} | (set(names) if port == _HTTP else set()))
        """What a request may call this machine."""

    def server_bind(self) -> None:
        """Binds, without asking the network for this machine's name as `http.server` would."""
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        if self.address_family == socket.AF_INET6:
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        if self.allow_reuse_address:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = LOOPBACK, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002  # http.server's
        """Passes over browsers that have left; any other error of a request is told in one line."""
        error = sys.exception()
        if not isinstance(error, (ConnectionError, TimeoutError)):
            sys.stderr.write(f"internal error: {type(error).__name__}: {error}\n")


class Server6(Server):
    """The same on the loopback address of IPv6."""

    address_family = socket.AF_INET6


@contextmanager
def listening(live: Live, port: int) -> Iterator[int]:
    """Serves the preview while the context lasts; gives the port.

    Args:
        live: The preview.
        port: The port; 0 for any that is free.

    Raises:
        SettingError: The port is taken, or may not be used.
    """
    servers = _bound(live, port)
    with ExitStack() as stack:
        for server in servers:
            stack.callback(server.server_close)
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
            stack.callback(server.shutdown)
        stack.callback(live.stop)
        yield servers[0].server_port


def _bound(live: Live, port: int) -> list[Server]:
    """A server for each loopback address that the machine has, on the same port."""
    for attempt in range(_ATTEMPTS):
        try:
            server = Server((LOOPBACK, port), live)
        except OSError as error:
            raise _refused(port, error) from None
        try:
            return [server, Server6((_LOOPBACK_6, server.server_port), live)]
        except OSError as error:
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                return [server]  # no IPv6 here
            server.server_close()
            if port or attempt == _ATTEMPTS - 1:
                raise _refused(port, error) from None
    raise AssertionError


def _refused(port: int, error: OSError) -> SettingError:
    help_line = "Take another by `--port`, or any free one by `--port 0`."
    if error.errno == errno.EADDRINUSE:
        return SettingError(f"port {port} is in use by another program", help_line)
    return SettingError(f"port {port} cannot be used: {error.strerror}", help_line)
