"""The table in CONTRIBUTING.md of what people see: every test it names exists, in a file of that platform."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

HERE = Path(__file__).parent
FILES = {
    "Discord": ("test_discord*.py", "test_every_command.py"),
    "Slack": ("test_slack*.py", "test_every_command.py"),
    "terminal": ("test_console.py", "test_cli.py"),
    "webhook": ("test_webhook.py",),
}


def rows() -> list[dict[str, str]]:
    """Read the table: a row's cells by column."""
    text = (HERE.parent / "CONTRIBUTING.md").read_text().partition("## What people see")[2]
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[2:]]


def defined(platform: str) -> set[str]:
    """Name the tests in a platform's files."""
    found = chain.from_iterable(HERE.glob(pattern) for pattern in FILES[platform])
    return {name for path in found for name in re.findall(r"^(?:async )?def (test_\w+)", path.read_text(), re.MULTILINE)}


def test_every_test_that_is_named_exists() -> None:
    listed = rows()
    assert len(listed) > 20
    for platform in FILES:
        named = {name for row in listed for name in re.findall(r"`(test_\w+)`", row[platform])}
        assert named, platform
        assert named <= defined(platform), platform


def test_no_cell_is_forgotten() -> None:
    for row in rows():
        for platform in FILES:
            assert row[platform] == "—" or re.fullmatch(r"(?:`test_\w+` ?)+", row[platform]), row
