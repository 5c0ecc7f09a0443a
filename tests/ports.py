"""Ports on this machine."""

import socket

LOOPBACK = "127.0.0.1"


def free_port() -> int:
    """Return a port of the loopback interface on which nothing listens."""
    with socket.create_server((LOOPBACK, 0)) as taken:
        return taken.getsockname()[1]
