"""``make eval``: how well this program reads and records, as tables, kept in ``eval.json``. Parts without their data here say so."""

from __future__ import annotations

import importlib
import json
import time
from pathlib import Path

PARTS = ("votes", "told", "generated", "structured", "merging", "quotes")


def main() -> None:
    """Run every part there is, print its tables as they come, and keep them all."""
    told: dict[str, list[str]] = {}
    for part in PARTS:
        begun = time.monotonic()
        told[part] = []
        for line in importlib.import_module(f"tests.eval.{part}").tables():
            print(line)  # noqa: T201 - a report is printed
            told[part].append(line)
        print(f"({part}: {time.monotonic() - begun:.0f} s)\n")  # noqa: T201
    Path("eval.json").write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
