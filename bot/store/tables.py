"""The tables. Evidence and votes keep their record whole, as JSON of the words in ``bot.model``; columns beside it are for finding.

sources 1─n items 1─n sightings n─1 votes 1─n revisions
                                     votes 1─n deliveries n─1 subscriptions, n─1 memos
              items 1─n expected n─1 votes
                                     votes 1─n past_votes, 1─1 vote_index
installations, install_states          who may be told, on chats that workspaces install by themselves
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[dt.datetime]):
    """An aware time in UTC on every engine; SQLite keeps no zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002 the base class gives it
        """Refuse a time without a zone: it would be read back as another."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time needs a zone: {value}")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002 the base class gives it
        """Return it in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


Record = JSON().with_variant(JSONB(), "postgresql")
RecordOrNone = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def _id() -> Column[Any]:
    return Column("id", Integer, primary_key=True, autoincrement=True)


sources = Table(
    "sources",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("first_ok_at", Moment),
    Column("last_ok_at", Moment),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("fault", Text),
    Column("next_at", Moment),
)

items = Table(
    "items",
    metadata,
    _id(),
    Column("source", String(100), ForeignKey("sources.name"), nullable=False),
    Column("key", String(500), nullable=False),
    Column("listing", Record, nullable=False),
    Column("revision", String(64), nullable=False),
    Column("backlog", Boolean, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("read_at", Moment),
    Column("read_revision", String(64)),
    Column("next_at", Moment),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("fault", Text),
    UniqueConstraint("source", "key"),
    Index(None, "source", "next_at"),
)

votes = Table(
    "votes",
    metadata,
    _id(),
    Column("organ", String(8), nullable=False),
    Column("question", String(16), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("date", Date),
    Column("draft", String(100)),
    Column("resolution", String(100)),
    Column("meeting", String(100)),
    Column("revision", Integer, nullable=False),
    Column("record", Record, nullable=False),
    Column("backlog", Boolean, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("merged_into", Integer),  # the older record this one was joined to: it keeps only its history and messages that say so
    Index(None, "organ", "date"),
    Index(None, "draft"),
    Index(None, "resolution"),
    Index(None, "meeting"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("vote_id", Integer, ForeignKey("votes.id"), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("record", Record, nullable=False),
    Column("at", Moment, nullable=False),
)

sightings = Table(
    "sightings",
    metadata,
    _id(),
    Column("item_id", Integer, ForeignKey("items.id"), nullable=False),
    Column("vote_id", Integer, ForeignKey("votes.id"), nullable=False),
    Column("evidence", Record, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Index(None, "item_id"),
    Index(None, "vote_id"),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    _id(),
    Column("chat", String(50), nullable=False),
    Column("channel", String(200), nullable=False),
    Column("rule", Record, nullable=False),
    Column("since", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("paused", Text),  # why the channel refuses messages
    Column("paused_at", Moment),
    Column("number", Integer, nullable=False),  # what people call it by in its channel
    Column("preferences", Record, nullable=False),
    Column("stopped", Boolean, nullable=False, server_default=false()),  # paused by a person
    Column("set_by", String(200)),  # who set it, by the platform's id
    UniqueConstraint("chat", "channel", "number"),
)

memos = Table(  # messages owed that are not the first word of a vote: the rest of an hour rolled into one, tests, words in a thread
    "memos",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),  # chosen at random, like a delivery's
    Column("chat", String(50), nullable=False),
    Column("channel", String(200), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("votes", Record, nullable=False),  # [[vote, revision, revision before or null], …]
    Column("preferences", Record, nullable=False),
    Column("thread", Text),  # the reference of the message it stands under
    Column("revision", Integer, nullable=False),
    Column("sent_revision", Integer),
    Column("reference", Text),
    Column("due_at", Moment, nullable=False),
    Column("lease_until", Moment),
    Column("doubtful", Boolean, nullable=False, server_default=false()),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("fault", Text),
    Column("given_up_at", Moment),
    Column("created_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Index(None, "chat", "due_at"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),  # chosen at random: platforms keep it, also across databases
    Column("chat", String(50), nullable=False),
    Column("channel", String(200), nullable=False),
    Column("vote_id", Integer, ForeignKey("votes.id"), nullable=False),
    Column("subscription_id", Integer, ForeignKey("subscriptions.id", ondelete="SET NULL")),
    Column("revision", Integer, nullable=False),
    Column("told_revision", Integer),
    Column("sent_revision", Integer),
    Column("reference", Text),
    Column("late", Boolean, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("lease_until", Moment),
    Column("doubtful", Boolean, nullable=False, server_default=false()),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("fault", Text),
    Column("given_up_at", Moment),
    Column("created_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Column("preferences", RecordOrNone),  # how it was told, for its edits to look alike
    Column("rolled", Boolean, nullable=False, server_default=false()),  # held back to be rolled into one message with others
    Column("memo_id", BigInteger, ForeignKey("memos.id")),  # the message it was rolled into
    UniqueConstraint("chat", "channel", "vote_id"),
    Index(None, "chat", "due_at"),
    Index(None, "vote_id"),
    Index(None, "memo_id"),
)

expected = Table(
    "expected",
    metadata,
    _id(),
    Column("item_id", Integer, ForeignKey("items.id"), nullable=False),
    Column("organ", String(8), nullable=False),
    Column("date", Date),
    Column("draft", String(100)),  # without its revision
    Column("record", Record, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("vote_id", Integer, ForeignKey("votes.id")),  # the vote it turned into
    Index(None, "item_id"),
    Index(None, "vote_id"),
    Index(None, "organ", "date"),
)

past_votes = Table(  # what was loaded from a file: which vote each of its votes is
    "past_votes",
    metadata,
    Column("origin", String(32), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("vote_id", Integer, ForeignKey("votes.id"), nullable=False),
    Column("authority", Integer, nullable=False),
    Column("digest", String(16), nullable=False),
    Column("record", RecordOrNone),  # none while the vote's own record says the same
    Index(None, "vote_id"),
)

editions = Table(  # which edition of each file is loaded
    "editions",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("edition", String(64), nullable=False),
    Column("loaded_at", Moment, nullable=False),
)

vote_index = Table(  # a narrow row for each vote not joined to another nor withdrawn: what questions are answered from
    "vote_index",
    metadata,
    Column("vote_id", Integer, ForeignKey("votes.id"), primary_key=True, autoincrement=False),
    Column("organ", String(8), nullable=False),
    Column("question", String(16), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("day", Date, nullable=False),  # the first of the month where no more is known
    Column("listed", Boolean, nullable=False),
    Column("vetoed_by", String(100), nullable=False),  # " CHN RUS "
    Column("topics", Text, nullable=False),  # " peacekeeping sanctions "
    Column("roll", Text, nullable=False),
    Column("quoted", Text, nullable=False, server_default=""),  # a line for each quote: "RUS vassily nebenzia"
    Column("words", Text, nullable=False),  # searched by SQLite's table vote_words, by PostgreSQL's index ix_vote_index_words
    Index(None, "organ", "day"),
    Index(None, "outcome", "day"),
    Index(None, "day"),
)

vocabulary = Table(  # every word of the index, and of how many votes
    "vocabulary",
    metadata,
    Column("word", String(64), primary_key=True),
    Column("votes", Integer, nullable=False),
)

index_stamp = Table(  # one number, raised by triggers with every change of votes or their index but votes added at the end
    "index_stamp",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
)

SEARCH_ONLY = ("vote_words", "ix_vote_index_words")
"""How the names of what is there for full-text search alone begin: each engine has its own, made by step 0004."""

Index(None, votes.c.backlog)  # news is looked for among the few votes that are none of the past

news = Table(
    "news",
    metadata,
    _id(),  # ever growing: digests cover what came by this number, whatever clocks say
    Column("vote_id", Integer, ForeignKey("votes.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("outcome", String(16), nullable=False),  # "withdrawn" where it was; empty where the vote is not worth telling
    Column("record_id", Integer, ForeignKey("votes.id"), nullable=False),  # the vote, or the one it was joined to since
    Column("seen_revision", Integer, nullable=False),  # the latest in which the outcome is still this one
    Index(None, "record_id"),
)

digest_plans = Table(
    "digest_plans",
    metadata,
    _id(),
    Column("chat", String(50), nullable=False),
    Column("channel", String(200), nullable=False),
    Column("schedule", Record, nullable=False),
    Column("rule", Record),
    Column("silent", Boolean, nullable=False),
    Column("after", Date, nullable=False),  # the last local date that was over when the plan was made
    Column("last", Date),  # the local date closed last
    Column("told_to", Integer, nullable=False),  # all news up to this number is in some digest of the channel, or was before the first
    Column("paused", Text),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("chat", "channel"),
)

digests = Table(
    "digests",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),  # chosen at random, like a delivery's
    Column("chat", String(50), nullable=False),
    Column("channel", String(200), nullable=False),
    Column("date", Date, nullable=False),  # by the channel's own clock: one digest a local date
    Column("previous", Date),
    Column("kind", String(50), nullable=False),
    Column("news", Record, nullable=False),
    Column("skipped", Boolean, nullable=False),  # there was nothing to say, or a later one says it too
    Column("reference", Text),
    Column("due_at", Moment, nullable=False),
    Column("lease_until", Moment),
    Column("doubtful", Boolean, nullable=False, server_default=false()),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("fault", Text),
    Column("given_up_at", Moment),
    Column("created_at", Moment, nullable=False),
    Column("sent_at", Moment),
    UniqueConstraint("chat", "channel", "date"),
    Index(None, "chat", "due_at"),
)

installations = Table(  # where a chat's app is installed; the row stays when it is removed
    "installations",
    metadata,
    Column("chat", String(50), primary_key=True),
    Column("ident", String(50), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("within", String(50)),
    Column("home", Boolean, nullable=False, server_default=false()),
    Column("facts", Record, nullable=False),
    Column("secrets", Text),  # encrypted; none once it is gone
    Column("expires_at", Moment),
    Column("renewing_until", Moment),
    Column("installed_at", Moment, nullable=False),
    Column("gone", Text),
    Column("gone_at", Moment),
)

install_states = Table(  # what an installation that has begun must bring back
    "install_states",
    metadata,
    Column("chat", String(50), primary_key=True),
    Column("digest", String(64), primary_key=True),  # SHA-256: who reads the table can begin nothing
    Column("expires_at", Moment, nullable=False),
)
