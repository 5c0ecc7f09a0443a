"""Dask's settings, as the bot and its machines want them; a host's own come before them."""

from __future__ import annotations

import logging
import ssl
from importlib import import_module
from typing import Any

from distributed.security import Security

from bot.workers.errors import ClusterError

TLS = "DASK_DISTRIBUTED__COMM__TLS__"
"""How the environment variables begin that set certificates."""


def prepare() -> None:
    """Let Dask do without what is of no use here, and say nothing itself."""
    # The profiler would look every 10 ms at threads in which nothing is done, and the logs keep
    # what people have typed. Between attempts to connect it waits longer and longer, until the time
    # for them is over.
    config: Any = import_module("dask.config")
    config.update_defaults(
        {
            "distributed": {
                "worker": {"profile": {"enabled": False}},
                "comm": {"timeouts": {"connect": "3s"}},
                "admin": {
                    "low-level-log-length": 0,
                    "tick": {"interval": "500ms"},
                    "system-monitor": {"interval": "5s"},
                },
            }
        }
    )
    # It has tracebacks for lost connections, for which the bot has a sentence.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def check(url: str, role: str) -> None:
    """Check the settings of certificates.

    Parameters
    ----------
    url
        The scheduler's.
    role
        As Dask calls who has the certificate: "client" or "worker".

    Raises
    ------
    ClusterError
        When the address wants them and they are missing, or they cannot be read.
    """
    wanted = f"{TLS}CA_FILE, {TLS}{role.upper()}__CERT and {TLS}{role.upper()}__KEY"
    try:
        security: Any = Security()
        found: ssl.SSLContext | None = security.get_connection_args(role)["ssl_context"]
    except (OSError, ssl.SSLError):
        raise ClusterError(
            f"The certificates cannot be read; {wanted} must be files in PEM format."
        ) from None
    if url.startswith("tls://") and found is None:
        raise ClusterError(
            f"An address that begins with tls:// needs {wanted} in the environment; "
            "lines in .env do not count."
        )
