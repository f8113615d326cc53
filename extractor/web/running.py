"""Runs the server until it is stopped."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any

from extractor.errors import ExtractorError


def run(app: Any, host: str, port: int, ready: Callable[[str], None]) -> None:
    """The application answers at host and port until Ctrl-C; `ready` is told its address once it does."""
    import uvicorn  # noqa: PLC0415  comes with Datasette

    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        todo = "Give another with --port, or --port 0 for any that is free"
        raise ExtractorError(f"port {port} cannot be used: {error.strerror or error}", todo) from error
    config = uvicorn.Config(app, log_level="warning", lifespan="on", server_header=False, timeout_graceful_shutdown=2)
    number = listener.getsockname()[1]
    ready(f"http://{f'[{host}]' if ':' in host else host}:{number}/")
    asyncio.run(uvicorn.Server(config).serve(sockets=[listener]))
