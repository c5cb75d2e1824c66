"""The memory: past votes, and an index of all votes that questions are answered from."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import Moment, RecordOrNone

revision = "0004"
down_revision = "0003"

_SQLITE_SEARCH = (
    "CREATE VIRTUAL TABLE vote_words USING fts5(words, content='vote_index', content_rowid='vote_id', detail='none')",
    """CREATE TRIGGER vote_words_added AFTER INSERT ON vote_index BEGIN
         INSERT INTO vote_words(rowid, words) VALUES (new.vote_id, new.words); END""",
    """CREATE TRIGGER vote_words_gone AFTER DELETE ON vote_index BEGIN
         INSERT INTO vote_words(vote_words, rowid, words) VALUES ('delete', old.vote_id, old.words); END""",
    """CREATE TRIGGER vote_words_changed AFTER UPDATE OF words ON vote_index WHEN old.words <> new.words BEGIN
         INSERT INTO vote_words(vote_words, rowid, words) VALUES ('delete', old.vote_id, old.words);
         INSERT INTO vote_words(rowid, words) VALUES (new.vote_id, new.words); END""",
)
_POSTGRES_SEARCH = "CREATE INDEX ix_vote_index_words ON vote_index USING gin (to_tsvector('simple'::regconfig, words))"


def upgrade() -> None:
    """Take this step."""
    op.create_table(
        "past_votes",
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column("authority", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=16), nullable=False),
        sa.Column("record", RecordOrNone, nullable=True),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_past_votes_vote_id_votes")),
        sa.PrimaryKeyConstraint("origin", "number", name=op.f("pk_past_votes")),
    )
    op.create_index(op.f("ix_past_votes_vote_id"), "past_votes", ["vote_id"], unique=False)
    op.create_table(
        "editions",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("edition", sa.String(length=64), nullable=False),
        sa.Column("loaded_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_editions")),
    )
    op.create_table(
        "vote_index",
        sa.Column("vote_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organ", sa.String(length=8), nullable=False),
        sa.Column("question", sa.String(length=16), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("vetoed_by", sa.String(length=100), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("roll", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_vote_index_vote_id_votes")),
        sa.PrimaryKeyConstraint("vote_id", name=op.f("pk_vote_index")),
    )
    op.create_index(op.f("ix_vote_index_organ_day"), "vote_index", ["organ", "day"], unique=False)
    op.create_index(op.f("ix_vote_index_outcome_day"), "vote_index", ["outcome", "day"], unique=False)
    op.create_index(op.f("ix_vote_index_day"), "vote_index", ["day"], unique=False)
    op.create_table(
        "vocabulary",
        sa.Column("word", sa.String(length=64), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_vocabulary")),
    )
    for statement in _SQLITE_SEARCH if op.get_bind().dialect.name == "sqlite" else (_POSTGRES_SEARCH,):
        op.execute(statement)
