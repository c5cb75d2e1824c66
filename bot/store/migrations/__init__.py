"""How the tables came to be, step by step. Alembic runs them in the caller's transaction, so a step is taken whole or not at all."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.ports import VetowatchError


def upgrade(connection: Connection) -> list[str]:
    """Take the steps still missing; returns their names. Raises VetowatchError when the database is newer than this program."""
    script = _script()
    current = MigrationContext.configure(connection).get_current_revision()
    known = {step.revision for step in script.walk_revisions()}
    if current is not None and current not in known:
        raise VetowatchError(f"the database is of a newer version of Vetowatch (step {current}): upgrade the program")
    steps = (
        [] if current == script.get_current_head() else [s.doc for s in reversed(list(script.iterate_revisions("head", current or "base")))]
    )
    _run(script, connection)
    return steps


def _script() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


def _run(script: ScriptDirectory, connection: Connection) -> None:
    environment = EnvironmentContext(Config(), script, fn=lambda revision, _context: script._upgrade_revs("head", revision))  # noqa: SLF001 Alembic's own commands call it so; it has no public name
    environment.configure(connection=connection, transactional_ddl=True)
    environment.run_migrations()
