"""The database, and nothing else knows there is one."""

from bot.store.bitmaps import Wanted
from bot.store.digests import OwedDigest, Plan
from bot.store.installations import Kept
from bot.store.intake import NotedItem, SourceHealth
from bot.store.journey import PageRead, Revision, SaidOf, Sent
from bot.store.memory import Memory
from bot.store.memos import Memo, MemoKind, OwedMemo
from bot.store.outbox import Backlog, Owed
from bot.store.store import Ledger, Store, StoreError
from bot.store.votes import RecordedVote, Told

__all__ = [
    "Backlog",
    "Kept",
    "Ledger",
    "Memo",
    "MemoKind",
    "Memory",
    "NotedItem",
    "Owed",
    "OwedDigest",
    "OwedMemo",
    "PageRead",
    "Plan",
    "RecordedVote",
    "Revision",
    "SaidOf",
    "Sent",
    "SourceHealth",
    "Store",
    "StoreError",
    "Told",
    "Wanted",
]
