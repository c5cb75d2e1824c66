"""States: their names and flags, where a text names them, and who sits on the Security Council.

A State is its ISO 3166-1 alpha-3 code. The tables are plain files beside this module, read once, at first use.
"""

from __future__ import annotations

from bot.states.council import PERMANENT, council, members_at
from bot.states.find import Form, Mention, find, first_words, flatten, mention_at, names_in_list, opening
from bot.states.local import in_order, local_name
from bot.states.table import flag, known, name, plain

__all__ = [
    "PERMANENT",
    "Form",
    "Mention",
    "council",
    "find",
    "first_words",
    "flag",
    "flatten",
    "in_order",
    "known",
    "local_name",
    "members_at",
    "mention_at",
    "name",
    "names_in_list",
    "opening",
    "plain",
]
