from __future__ import annotations

import re
from pathlib import Path

import pytest

from config import settings
from config.settings import SettingsError, load, names

ROOT = Path(__file__).parents[1]
TOKEN = "never-in-a-message"


def test_nothing_is_required(tmp_path: Path) -> None:
    loaded = load({}, tmp_path)
    assert loaded.console.configured
    assert not loaded.discord.configured
    assert not loaded.slack.configured
    assert loaded.database_url.get_secret_value() == "sqlite:///vetowatch.sqlite3"


def test_the_environment_wins_over_the_env_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("VETOWATCH_LOG_LEVEL=DEBUG\nVETOWATCH_HTTP__CONTACT=ops@example.org\nOTHER=1\n")
    loaded = load({"VETOWATCH_LOG_LEVEL": "ERROR"}, tmp_path)
    assert (loaded.log_level, loaded.http.contact) == ("ERROR", "ops@example.org")


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN + "\n")
    loaded = load({"VETOWATCH_DISCORD__TOKEN_FILE": str(tmp_path / "token")}, tmp_path)
    assert loaded.discord.configured
    assert loaded.discord.options()["token"] == TOKEN
    assert TOKEN not in repr(loaded)


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"VETOWATCH_DISCORD_TOKEN": TOKEN}, "VETOWATCH_DISCORD_TOKEN is no setting; did you mean VETOWATCH_DISCORD__TOKEN?"),
        ({"VETOWATCH_QQQQQQQQQ": TOKEN}, "VETOWATCH_QQQQQQQQQ is no setting; .env.example lists them all"),
        ({"VETOWATCH_SLACK__APP_TOKEN": TOKEN}, "VETOWATCH_SLACK__BOT_TOKEN is missing"),
        ({"VETOWATCH_SLACK__BOT_TOKEN": TOKEN}, "VETOWATCH_SLACK__APP_TOKEN (Socket Mode) or VETOWATCH_SLACK__SIGNING_SECRET"),
        ({"VETOWATCH_SLACK__CLIENT_ID": "1.2"}, "VETOWATCH_SLACK__CLIENT_SECRET is missing"),
        ({"VETOWATCH_SLACK__CLIENT_SECRET": TOKEN}, "VETOWATCH_SLACK__CLIENT_ID is missing"),
        ({"VETOWATCH_SLACK__CLIENT_ID": "1.2", "VETOWATCH_SLACK__CLIENT_SECRET": TOKEN}, "or VETOWATCH_SLACK__SIGNING_SECRET"),
        (
            dict.fromkeys((f"VETOWATCH_SLACK__{name}" for name in ("CLIENT_ID", "CLIENT_SECRET", "SIGNING_SECRET")), TOKEN),
            "VETOWATCH_ENCRYPTION_KEY is missing",
        ),
        ({"VETOWATCH_SLACK__PORT": "high"}, "VETOWATCH_SLACK__PORT: Input should be a valid integer"),
        ({"VETOWATCH_DISCORD__SHARDS": "3-1/4"}, "VETOWATCH_DISCORD__SHARDS: is no slice"),
        ({"VETOWATCH_DISCORD__SHARDS": "0-4/4"}, "VETOWATCH_DISCORD__SHARDS: is no slice"),
        ({"VETOWATCH_LOG_LEVEL": "loud"}, "VETOWATCH_LOG_LEVEL: String should match pattern"),
        ({"VETOWATCH_HTTP__ALLOW_PRIVATE": "perhaps"}, "VETOWATCH_HTTP__ALLOW_PRIVATE: Input should be a valid boolean"),
        ({"VETOWATCH_DISCORD__TOKEN_FILE": "/nowhere/token"}, "VETOWATCH_DISCORD__TOKEN_FILE: cannot read /nowhere/token"),
    ],
)
def test_what_is_wrong_is_named_and_no_secret_is_shown(environ: dict[str, str], said: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refusal:
        load(environ, tmp_path)
    assert said in str(refusal.value)
    assert TOKEN not in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_the_example_lists_every_setting() -> None:
    listed = re.findall(r"^#?(VETOWATCH_\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert sorted(listed) == sorted(name for name, _ in names())


def test_the_readme_names_every_setting() -> None:
    readme = (ROOT / "README.md").read_text()
    assert [name for name, _ in names() if name not in readme] == []


def test_the_built_in_sources_are_understood() -> None:
    listed = settings.sources(ROOT / "config/sources.toml")
    assert "un-press" in listed
    assert all("kind" in options and "enabled" not in options for options in listed.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[sources", "Expected"),
        ("[feeds.x]\nkind='news'", "expected tables named"),
        ("[sources.x]\nurl='https://news.example'", "[sources.x]: kind is missing"),
        ("[sources.'a b']\nkind='news'", "small letters"),
        ("sources = 3", "expected tables named"),
    ],
)
def test_a_wrong_list_of_sources_is_said_in_one_line(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(text)
    with pytest.raises(SettingsError) as refusal:
        settings.sources(path)
    assert said.lower() in str(refusal.value).lower()


def test_a_missing_list_of_sources_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="VETOWATCH_SOURCES: cannot read"):
        settings.sources(tmp_path / "none.toml")
