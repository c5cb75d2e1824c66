"""What all structured sources share: that each listed one can be made, that that hostile input costs little."""

from __future__ import annotations

import importlib
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from adapters.http import Http
from adapters.sources import data, outcomes
from bot.ports import SourceError
from bot.reading import verbatim

LISTED = Path(__file__).parents[1] / "config" / "sources.toml"
STRUCTURED = {"journal", "library", "outcomes", "resolutions", "transcripts", "verbatim"}


def listed() -> dict[str, dict[str, Any]]:
    tables: dict[str, dict[str, Any]] = tomllib.loads(LISTED.read_text(encoding="utf-8"))["sources"]
    return tables


def test_every_listed_source_can_be_made() -> None:
    for name, options in listed().items():
        made = importlib.import_module(f"adapters.sources.{options['kind']}").source(name, options, Http("x"))
        assert made.name == name


def test_structured_sources_are_for_the_operator_to_switch_on() -> None:
    kinds = {options["kind"]: options.get("enabled", True) for options in listed().values() if options["kind"] in STRUCTURED}
    assert kinds == dict.fromkeys(STRUCTURED, False)


@pytest.mark.parametrize(
    "text",
    [
        "S/PV.1 " + "In favour: France, " * 150_000,
        "S/PV.1 In favour: " + "France, " * 400_000,
        "S/PV.1 " + "Draft resolution I, as " * 150_000,
        "S/PV.1 " + "[Subsequently " * 200_000,
        "S/PV.1\n" + "12/12/2024 \n" * 200_000,
        "S/PV.1 " + "10/10/2024 " * 200_000,
        "S/PV.1 Agenda " + "a " * 1_500_000,
        " " * 3_000_000,
        "\n" * 3_000_000,
        "S/PV.1 " + "entitled “" * 300_000 + "In favour: France",
    ],
)
def test_hostile_records_are_read_in_little_time(text: str) -> None:
    began = time.process_time()
    verbatim.read(text)
    assert time.process_time() - began < 12  # seconds of a busy machine: what grows as the square takes minutes


def test_hostile_documents_are_read_or_refused_in_little_time() -> None:
    began = time.process_time()
    data.xml(b"<a>" * 300_000 + b"</a>" * 300_000)
    data.once_encoded("Ã¼" * 1_000_000)
    with pytest.raises(SourceError):
        data.parsed(b"[" * 1_000_000)
    rows = "<tr><td>1<td>" * 20_000
    with pytest.raises(SourceError):
        outcomes.read_table(f"<table>{rows}")
    cell = "S/RES/1 vetoed by " * 100_000
    list(outcomes.sightings(outcomes.Row("2022", {"outcome": cell[: outcomes.LONG]})))
    assert time.process_time() - began < 12
