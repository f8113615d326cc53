"""The process that draws pages comes and goes with the server."""

from __future__ import annotations

import subprocess
import sys


def test_it_ends_when_the_server_is_killed() -> None:
    script = (
        "import time; from extractor.web.drawing import Drawer\n"
        "drawer = Drawer(); drawer.warm_up(); print('up', flush=True); time.sleep(600)\n"
    )
    server = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    assert server.stdout.readline() == "up\n"
    server.kill()
    server.communicate(timeout=60)  # returns once nobody is left who holds the server's output
