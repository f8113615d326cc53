"""Fails where a measured figure is below its floor: `python -m tests.benchmarks.floors SCORES.json FLOORS.toml`."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path


def main(scores: Path, floors: Path) -> int:
    """Prints a line a floor and returns 1 where a figure is below it or was not measured."""
    measured = json.loads(scores.read_text(encoding="utf-8"))
    failed = 0
    for name, least in tomllib.loads(floors.read_text(encoding="utf-8"))["floors"].items():
        figure = measured.get(name, {})
        value = figure.get("f1", figure.get("accuracy"))
        low = value is None or value < least
        failed += low
        print(
            f"{'BELOW' if low else 'ok':6} {name:34} {value if value is not None else 'not measured'} (floor {least})"
        )
    if failed:
        print(f"{failed} figures are below their floor", file=sys.stderr)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
