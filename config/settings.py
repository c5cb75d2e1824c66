"""What an operator may set: ``VETOWATCH_…`` variables, an ``.env`` file, or files named by ``VETOWATCH_…_FILE``. Read once, at start.

A variable that is missing, misspelt or of the wrong form ends the start with one line that names it.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

PREFIX = "VETOWATCH_"
_FILE = "_FILE"


class SettingsError(Exception):
    """A setting is missing, misspelt or wrong; the text names it."""


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    def options(self) -> dict[str, Any]:
        """Return the section as a plain mapping, secrets revealed, for the adapter it belongs to."""
        return {name: value.get_secret_value() if isinstance(value, SecretStr) else value for name, value in self}


class Chat(_Section):
    """A place to post to; its field's name in ``Settings`` names the file or folder in ``adapters/chats`` that knows it."""

    @property
    def configured(self) -> bool:
        """Whether the chat is on."""
        return True


class Http(_Section):
    """How pages are fetched."""

    contact: str = Field("", description="an address or page where a site's owner reaches you; sent in the User-Agent")
    allow_private: bool = Field(False, description="allow sources on loopback and private networks")
    gap: float = Field(0.5, ge=0, description="seconds between two requests to one host, at the least")


class Console(Chat):
    """The console chat."""

    enabled: bool = Field(True, description="print each alert to the terminal")

    @property
    def configured(self) -> bool:
        """Whether alerts are printed."""
        return self.enabled


class Discord(Chat):
    """The Discord chat; on when a token is set."""

    token: SecretStr | None = Field(None, description="the bot's token, from the Discord developer portal")
    role: str = Field("", description="the name or id of a role that may change what a channel is told, beside those who manage channels")
    shards: str = Field(
        "",
        pattern=r"^(\d+(-\d+)?/[1-9]\d*)?$",
        description="which gateway shards this process holds, such as 0-3/16; empty: as many as needed",
    )
    api_url: str = Field("", description="another REST address than Discord's own, for tests and proxies")
    gateway_url: str = Field("", description="another gateway address than Discord's own, for tests and proxies")

    @field_validator("shards")
    @classmethod
    def _a_slice(cls, value: str) -> str:
        held, _, count = value.partition("/")
        first, _, last = held.partition("-")
        if value and not int(first) <= int(last or first) < int(count):
            raise ValueError("is no slice: the first shard, then the last, both below how many there are")
        return value

    @property
    def configured(self) -> bool:
        """Whether the chat is configured."""
        return self.token is not None


class Slack(Chat):
    """The Slack chat; on when a bot token or a client id is set, with an app token (Socket Mode) or a signing secret (HTTP mode)."""

    bot_token: SecretStr | None = Field(None, description="the bot token, xoxb-…")
    app_token: SecretStr | None = Field(None, description="the app token, xapp-…: Socket Mode, no public address needed")
    signing_secret: SecretStr | None = Field(None, description="the signing secret: HTTP mode, Slack calls this program")
    client_id: str = Field("", description="the app's client id: many workspaces may install it, at /slack/install")
    client_secret: SecretStr | None = Field(None, description="the app's client secret, with the client id")
    api_url: str = Field("", description="another Web API address than Slack's own, for tests and proxies")
    host: str = Field("127.0.0.1", description="where to listen in HTTP mode")
    port: int = Field(3000, ge=0, le=65535, description="the port to listen on in HTTP mode")

    @property
    def configured(self) -> bool:
        """Whether the chat is configured."""
        return self.bot_token is not None or bool(self.client_id)

    @model_validator(mode="after")
    def _ways_in(self) -> Slack:
        if bool(self.client_id) != (self.client_secret is not None):
            raise ValueError(f"{PREFIX}SLACK__{'CLIENT_SECRET' if self.client_id else 'CLIENT_ID'} is missing")
        if not self.configured and (self.app_token or self.signing_secret):
            raise ValueError(f"{PREFIX}SLACK__BOT_TOKEN is missing")
        if self.configured and not (self.app_token or self.signing_secret):
            raise ValueError(f"{PREFIX}SLACK__APP_TOKEN (Socket Mode) or {PREFIX}SLACK__SIGNING_SECRET (HTTP mode) is missing")
        return self


class Webhook(Chat):
    """The webhook chat; on when a secret is set. A channel is the https address that alerts are posted to."""

    secret: SecretStr | None = Field(None, description="what alerts are signed with; whsec_ and Base64, or any words")
    allow_private: bool = Field(False, description="allow addresses on loopback and private networks, and plain http")

    @property
    def configured(self) -> bool:
        """Whether the chat is configured."""
        return self.secret is not None


class Settings(BaseSettings):
    """All settings, typed and frozen."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_nested_delimiter="__", frozen=True, extra="forbid", env_ignore_empty=True)

    database_url: SecretStr = Field(
        SecretStr("sqlite:///vetowatch.sqlite3"), description="sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME"
    )
    sources: Path = Field(Path(__file__).with_name("sources.toml"), description="another list of sources than the built-in one")
    representatives: Path | None = Field(None, description="your corrections of who speaks for which State: a CSV table")
    topics: Path | None = Field(None, description="a file with topics of your own, beside the built-in ones")
    history: bool = Field(True, description="keep the built-in record of past votes, some 15 MB, in the database")
    log_level: str = Field("INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="DEBUG, INFO, WARNING or ERROR")
    encryption_key: SecretStr | None = Field(
        None, description="what workspaces' tokens are encrypted with in the database: 32 bytes in Base64; newer keys first, then commas"
    )
    http: Http = Http()
    console: Console = Console()
    discord: Discord = Discord()
    slack: Slack = Slack()
    webhook: Webhook = Webhook()

    @model_validator(mode="after")
    def _key(self) -> Settings:
        if self.slack.client_id and self.encryption_key is None:
            raise ValueError(f"{PREFIX}ENCRYPTION_KEY is missing: workspaces' tokens are encrypted with it (`openssl rand -base64 32`)")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take only what ``load`` hands in: it has read the environment, the .env file and the secret files already."""
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)


def chats() -> list[str]:
    """Name all chats there are settings for."""
    return [
        name for name, field in Settings.model_fields.items() if isinstance(field.annotation, type) and issubclass(field.annotation, Chat)
    ]


def load(environ: Mapping[str, str], directory: Path) -> Settings:
    """Read the settings: the environment first, then ``.env`` in the directory. Raises SettingsError naming what is wrong."""
    given = {name: value for name, value in _given(environ, directory) if value}
    known = dict(names())
    for name in given:
        if name.removesuffix(_FILE) not in known and name not in known:
            raise SettingsError(_misspelt(name, list(known)))
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name in known:
            _put(values, known[name], value)
        elif known[name.removesuffix(_FILE)] and name.removesuffix(_FILE) not in given:
            _put(values, known[name.removesuffix(_FILE)], _content(name, Path(value)))
    try:
        return Settings(**values)
    except ValidationError as error:
        raise SettingsError(_wrong(error)) from None


def alone(name: str, environ: Mapping[str, str], directory: Path) -> str:
    """Read one variable and leave the others unread, right or wrong; "" where it is not set. Raises SettingsError naming it."""
    given = {key: value for key, value in _given(environ, directory) if value}
    file = f"{PREFIX}{name}{_FILE}"
    return given.get(PREFIX + name) or (_content(file, Path(given[file])) if file in given else "")


def names(model: type[BaseModel] = Settings, path: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each variable's name and the field it sets."""
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from names(kind, (*path, name))
        else:
            yield PREFIX + "__".join((*path, name)).upper(), (*path, name)


def sources(path: Path) -> dict[str, dict[str, Any]]:
    """Read the list of sources, those switched off left out. Raises SettingsError."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{PREFIX}SOURCES: cannot read {path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from None
    listed = table.get("sources")
    if not isinstance(listed, dict) or set(table) != {"sources"}:
        raise SettingsError(f"{path}: expected tables named [sources.NAME] and nothing else")
    return {name: _source(path, name, options) for name, options in listed.items() if options.get("enabled", True)}


def topics(path: Path | None) -> str:
    """Read the operator's list of topics as text; "" where none is set. Raises SettingsError."""
    return "" if path is None else _content(f"{PREFIX}TOPICS", path)


def _source(path: Path, name: str, options: dict[str, Any]) -> dict[str, Any]:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,60}", name):
        raise SettingsError(f"{path}: [sources.{name}]: a name is of small letters, digits and dashes")
    if not isinstance(options.get("kind"), str) or not re.fullmatch(r"[a-z_]+", options["kind"]):
        raise SettingsError(f"{path}: [sources.{name}]: kind is missing (such as press or news)")
    return {key: value for key, value in options.items() if key != "enabled"}


def _given(environ: Mapping[str, str], directory: Path) -> Iterator[tuple[str, str]]:
    """Yield our variables by upper-case name, the environment's last, so that it wins."""
    for source in (dotenv_values(directory / ".env"), environ):
        for name, value in source.items():
            if name.upper().startswith(PREFIX) and value is not None:
                yield name.upper(), value.strip()


def _content(name: str, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{name}: cannot read {path}: {getattr(error, 'strerror', None) or error}") from None


def _put(values: dict[str, Any], path: tuple[str, ...], value: str) -> None:
    for step in path[:-1]:
        values = values.setdefault(step, {})
    values[path[-1]] = value


def _misspelt(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.7)
    return f"{name} is no setting" + (f"; did you mean {close[0]}?" if close else "; .env.example lists them all")


def _wrong(error: ValidationError) -> str:
    """Say what is wrong, by the variable's name and never with its value."""
    first = error.errors(include_input=False, include_url=False)[0]
    where = PREFIX + "__".join(str(step) for step in first["loc"]).upper()
    reason = first["msg"].removeprefix("Value error, ")
    return reason if reason.startswith(PREFIX) else f"{where}: {reason}"
