"""The command line, as people use it: a process of its own, its output and its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SHARED
from tests.undl import write_council

ROOT = Path(__file__).parents[1]
VETO = (ROOT / "adapters/sources/demo/agency-dprk.html").read_text()


class Shell:
    """Gives commands in an empty directory with no settings but those of the test."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.environment: dict[str, str] = {}

    def __call__(self, *words: str, given: str = "", fails: bool = False) -> str:
        process = subprocess.run(
            [sys.executable, "-m", "bot", *words],
            cwd=self.directory,
            env={"PATH": os.environ["PATH"], **self.environment},
            input=given,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert "Traceback" not in process.stderr
        assert (process.returncode != 0) is fails, process.stderr
        return process.stderr if fails else process.stdout


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_help_teaches(shell: Shell) -> None:
    for words in ((), ("run",), ("demo",), ("poll",), ("read",), ("status",), ("subscribe",), ("doctor",), ("db",), ("db", "backup")):
        assert "Usage" in shell(*words, "--help")


def test_it_says_which_version_it_is(shell: Shell) -> None:
    assert shell("--version").startswith("vetowatch 0.")


def test_the_demo_tells_its_story(shell: Shell) -> None:
    told = shell("demo")
    assert told.count("VETOED") >= 2  # once by the agency, once edited
    for fact in ("ES-11/1", "141 in favour", "13 in favour, 2 against", "2728 (2024)", "2797 (2025)", "11 in favour"):
        assert fact in told, told
    assert list(shell.directory.iterdir()) == []


def test_subscriptions_are_taken_to_another_installation_and_taking_them_twice_changes_nothing(shell: Shell, tmp_path: Path) -> None:
    shell("subscribe", "discord", "300000000000000000", "vetoes", "hourly:5", "mention:group:7 for vetoes")
    shell("subscribe", "webhook", "https://example.org/votes", "France", "breaks", "ranks")
    shell("pause", "webhook", "https://example.org/votes", "1")
    shell("subscriptions", "export", "kept.toml")
    kept = (tmp_path / "kept.toml").read_text(encoding="utf-8")
    assert 'rule = "vetoes"\nmention = "group:7 for vetoes"\nhourly = "5"' in kept
    assert set(shell("subscriptions", "import", "kept.toml").split()) >= {"unchanged:", "discord/300000000000000000"}
    shell.environment["VETOWATCH_DATABASE_URL"] = "sqlite:///other.sqlite3"
    assert [line.partition(":")[0] for line in shell("subscriptions", "import", "kept.toml").splitlines()] == ["added", "added"]
    assert [line.partition(":")[0] for line in shell("subscriptions", "import", "kept.toml").splitlines()] == ["unchanged", "unchanged"]
    assert shell("subscriptions", "export", "-") == kept
    other = kept.replace('hourly = "5"', "hourly = 6")
    assert "changed: discord/300000000000000000 1: vetoes; mention: group:7 for vetoes; hourly: 6" in shell(
        "subscriptions", "import", "-", given=other
    )
    assert "subscription 2 of the file: not understood: colour" in shell(
        "subscriptions", "import", "-", given=f"{kept}colour = 'red'", fails=True
    )
    assert "no such file" in shell("subscriptions", "import", "none.toml", fails=True).lower()


def test_subscriptions_come_and_go(shell: Shell) -> None:
    shell("subscribe", "discord", "300000000000000000", "--organ", "SC", "--outcome", "vetoed", "--state", "China")
    shell("subscribe", "slack", "C0VOTES", "--keyword", "climate")
    rows = json.loads(shell("subscriptions", "--json"))
    assert [(row["chat"], row["channel"], row["rule"]) for row in rows] == [
        ("discord", "300000000000000000", {"organs": ["SC"], "outcomes": ["vetoed"], "states": ["CHN"], "keywords": []}),
        ("slack", "C0VOTES", {"organs": [], "outcomes": [], "states": [], "keywords": ["climate"]}),
    ]
    assert rows[0]["gets"] == "vetoes in the Security Council concerning China"
    assert "vetoes in the Security Council concerning China" in " ".join(shell("subscriptions").replace("│", " ").split())
    said = shell("subscribe", "slack", "C0VOTES", "SC", "vetoes", "quiet:22:00-07:00 Europe/Paris, but vetoes", "hourly:5", "mention:here")
    how = "mention: here for all; quiet: 22:00–07:00 Europe/Paris, but vetoes; hourly: 5"
    assert said == f"slack/C0VOTES gets vetoes in the Security Council (number 2); {how}.\n"
    assert "(number 2); hourly: 2" in shell("edit", "slack", "C0VOTES", "2", "quiet:off", "hourly:2", "mention:none")
    assert "Paused: 2 (vetoes in the Security Council)" in shell("pause", "slack", "C0VOTES", "2")
    assert "nothing more is told here" in shell("unsubscribe", "slack", "C0VOTES")
    assert "not subscribed" in shell("unsubscribe", "slack", "C0VOTES")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("subscribe", "telegram", "x"), "no such chat: telegram"),
        (("subscribe", "discord", "x", "--state", "Atlantis"), "no such State: Atlantis"),
        (("status", "zyxwvut"), "nothing on record is about “zyxwvut”"),
        (("read", "/nowhere/page.html"), "cannot read /nowhere/page.html"),
        (("read", "--published", "yesterday", "-"), "yesterday"),
    ],
)
def test_errors_are_one_clear_line(shell: Shell, words: tuple[str, ...], said: str) -> None:
    error = shell(*words, fails=True)
    assert said in error
    assert error.startswith("vetowatch: ")
    assert error.count("\n") == 1


def test_a_misspelt_setting_is_named(shell: Shell) -> None:
    shell.environment = {"VETOWATCH_DISCORD_TOKEN": "x"}
    assert "VETOWATCH_DISCORD__TOKEN" in shell("subscriptions", fails=True)


def test_a_database_that_cannot_be_opened_is_one_line(shell: Shell) -> None:
    shell.environment = {"VETOWATCH_DATABASE_URL": "postgresql://user:secret@127.0.0.1:1/none"}
    error = shell("subscriptions", fails=True)
    assert "cannot open the database" in error
    assert "secret" not in error


def test_read_says_what_a_page_tells(shell: Shell) -> None:
    (shell.directory / "page.html").write_text(VETO)
    told = json.loads(shell("read", "--json", "--published", "2022-05-26T20:00:00Z", "page.html"))
    (sighting,) = told["sightings"]
    assert (sighting["organ"], sighting["outcome"], sighting["vetoed_by"], sighting["date"]) == (
        "SC",
        "vetoed",
        ["CHN", "RUS"],
        "2022-05-26",
    )
    assert (sighting["yes"], sighting["no"], sighting["sponsors"], sighting["primary"]) == (13, 2, ["USA"], True)
    assert "VETOED".lower() in shell("read", "page.html").lower()


def test_read_says_what_was_voted_on_where_it_was_no_whole_text(shell: Shell) -> None:
    (shell.directory / "page.txt").write_text(
        "The Third Committee today approved without a vote a draft on trafficking in women and girls.\n\n"
        "An amendment would have struck a mention of the Court. With 106 delegations against the change, 19 for it and 32 abstaining, "
        "it was rejected.\n"
    )
    told = shell("read", "--published", "2016-12-01", "page.txt").splitlines()
    assert any("failed" in line and "amendment" in line for line in told)


def test_read_takes_a_batch_and_survives_bad_lines(shell: Shell) -> None:
    lines = [
        json.dumps({"id": "a", "html": VETO, "published": "2022-05-26T20:00:00Z"}),
        "{broken",
        json.dumps({"id": 3, "text": "Nothing."}),
        "[]",
    ]
    told = [json.loads(line) for line in shell("read", "--jsonl", given="\n".join(lines) + "\n").splitlines()]
    assert [answer["id"] for answer in told][0::2] == ["a", 3]
    assert len(told[0]["sightings"]) == 1
    assert "error" in told[1]
    assert told[2]["sightings"] == []
    assert "error" in told[3]


def test_read_asks_the_operators_table_who_speaks_and_heeds_no_other_setting(shell: Shell) -> None:
    (shell.directory / "page.html").write_text(VETO)
    built_in = shell("read", "page.html")
    assert "Vasily Nebenzya" not in built_in
    (shell.directory / "corrections.csv").write_text(
        "state,name,family,since,until,spellings\nRUS,Vasily Nebenzya,Nebenzya,2017,,Vassily Nebenzia\n"
    )
    shell.environment = {"VETOWATCH_REPRESENTATIVES": "corrections.csv", "VETOWATCH_DISCORD__SHARDS": "none", "VETOWATCH_MISSPELT": "x"}
    assert "Vasily Nebenzya, RUS" in shell("read", "page.html")
    line = json.dumps({"id": 1, "html": VETO, "published": "2022-05-26T20:00:00Z"})
    told = json.loads(shell("read", "--jsonl", given=line + "\n"))
    assert "Vasily Nebenzya" in {quote["speaker"] for quote in told["quotes"]}
    (shell.directory / ".env").write_text("VETOWATCH_REPRESENTATIVES=gone.csv\n")
    shell.environment = {}
    assert "VETOWATCH_REPRESENTATIVES: cannot read gone.csv" in shell("read", "page.html", fails=True)


def test_topics_of_ones_own_are_read_at_the_start_and_refused_by_line(shell: Shell) -> None:
    listed = shell.directory / "topics.txt"
    shell.environment = {"VETOWATCH_TOPICS": "topics.txt"}
    assert "VETOWATCH_TOPICS: cannot read topics.txt" in shell("subscriptions", fails=True)
    listed.write_text("river-water | Water in rivers | river water\nnothing of the kind\n")
    assert "VETOWATCH_TOPICS: topics.txt: topics, line 2" in shell("subscriptions", fails=True)
    listed.write_text("river-water | Water in rivers | river water\n")
    shell("subscriptions")


def test_doctor_says_what_to_do_without_a_network(shell: Shell) -> None:
    (shell.directory / "sources.toml").write_text('[sources.x]\nkind = "news"\nurl = "http://127.0.0.1:9/feed"\n')
    shell.environment = {"VETOWATCH_SOURCES": "sources.toml"}
    shell("doctor", fails=True)
    shell.environment["VETOWATCH_HTTP__ALLOW_PRIVATE"] = "true"
    (shell.directory / "corrections.csv").write_text("state,name,family,since,until,spellings\nMLT,Testa Einsinger,Einsinger,2020,,\n")
    shell.environment["VETOWATCH_REPRESENTATIVES"] = "corrections.csv"
    process = subprocess.run(
        [sys.executable, "-m", "bot", "doctor"],
        cwd=shell.directory,
        env={"PATH": os.environ["PATH"], **shell.environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 1
    assert "ok  database" in process.stdout
    assert "NO  source x: 127.0.0.1" in process.stdout
    assert "vetowatch subscribe --help" in process.stdout
    assert "ok  representatives: 1 corrected by corrections.csv" in process.stdout
    shell.environment["VETOWATCH_REPRESENTATIVES"] = "gone.csv"
    assert "VETOWATCH_REPRESENTATIVES: cannot read gone.csv" in shell("doctor", fails=True)


def test_the_database_can_be_copied(shell: Shell) -> None:
    shell("db", "upgrade")
    assert "up to date" in shell("db", "upgrade")
    shell("db", "backup", "copy.sqlite3")
    assert (shell.directory / "copy.sqlite3").stat().st_size > 0
    assert "exists already" in shell("db", "backup", "copy.sqlite3", fails=True)


def test_questions_are_answered_as_data(shell: Shell) -> None:
    told = json.loads(shell("status", "--format", "json", "S/2022/431"))
    assert told["vote"]["vetoed_by"] == ["CHN", "RUS"]
    assert told["vote"]["ballots"]["RUS"] == "N"
    counted = json.loads(shell("vetoes", "--format", "json", "Russia", "--since", "2020", "--until", "2021"))
    assert counted["count"] == len(counted["votes"]) == counted["by_member"]["RUS"]
    assert shell("vetoes", "France", "--format", "csv").startswith("organ,outcome,date,")
    assert "They voted alike in" in shell("compare", "us", "china", "--organ", "SC")
    assert "--page 2" in shell("votes", "Brazil", "SC")
    assert "pending" in json.loads(shell("status", "--format", "json", "S/RES/2999"))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the reference is not here")
def test_the_past_is_updated_from_a_file(shell: Shell) -> None:
    assert "digitallibrary.un.org" in shell("history", "update", fails=True)
    (shell.directory / "council.csv").write_text("no,such\n1,2\n")
    assert "is no file of the UN Library" in shell("history", "update", "--from", "council.csv", fails=True)
    write_council(shell.directory / "council.csv", stop=20)
    told = shell("history", "update", "--from", "council.csv")
    assert "20 votes read: 0 new, 20 joined to votes on record" in told


def test_a_poll_without_a_network_says_so_for_each_source(shell: Shell) -> None:
    (shell.directory / "sources.toml").write_text('[sources.x]\nkind = "press"\nurl = "http://127.0.0.1:9/rss.xml"\n')
    shell.environment = {"VETOWATCH_SOURCES": "sources.toml", "VETOWATCH_HTTP__ALLOW_PRIVATE": "true"}
    assert "no source could be reached" in shell("poll", fails=True)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('[sources.x]\nkind = "telegraph"\nurl = "https://news.example/f"\n', "no kind of source named 'telegraph'"),
        ('[sources.x]\nkind = "news"\nurl = "ftp://news.example/f"\n', "[sources.x]"),
        ('[sources.x]\nkind = "news"\nurl = "https://news.example/f"\nevry = "5m"\n', "evry"),
    ],
)
def test_a_wrong_source_is_named(shell: Shell, toml: str, said: str) -> None:
    (shell.directory / "sources.toml").write_text(toml)
    shell.environment = {"VETOWATCH_SOURCES": "sources.toml"}
    assert said in shell("poll", fails=True)


def test_the_manifest_names_the_command_the_code_answers() -> None:
    manifest = (ROOT / "slack-manifest.yaml").read_text()
    assert "command: /un\n" in manifest
