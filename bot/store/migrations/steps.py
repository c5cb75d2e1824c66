"""The steps are taken by Alembic."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.ports import VetowatchError


def take(connection: Connection) -> list[str]:
    """Take the steps still missing; returns their names. Raises VetowatchError when the database is newer than this program."""
    script = ScriptDirectory.from_config(_config())
    current = MigrationContext.configure(connection).get_current_revision()
    known = {step.revision for step in script.walk_revisions()}
    if current is not None and current not in known:
        raise VetowatchError(f"the database is of a newer version of Vetowatch (step {current}): upgrade the program")
    steps = [step.doc for step in reversed(list(script.iterate_revisions("head", current or "base")))]
    _run(script, connection)
    return steps


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config


def _run(script: ScriptDirectory, connection: Connection) -> None:
    environment = EnvironmentContext(Config(), script, fn=lambda revision, _context: script._upgrade_revs("head", revision))  # noqa: SLF001 Alembic's own commands call it so; it has no public name
    environment.configure(connection=connection, transactional_ddl=True)
    environment.run_migrations()
