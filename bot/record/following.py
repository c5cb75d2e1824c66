"""What "follow this item" follows: the rule that asks for further votes on what a vote was about. Pure.

Votes do not carry the number of their agenda item, so the item is taken from the subject: the situations of the States it names (Syria,
the Korean Peninsula), else those States, else its themes in the same organ, else its very words, else the document itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bot import states
from bot.model import Alert, Rule, Vote
from bot.ports import VetowatchError
from bot.reading import topics
from bot.record.rules import rule_from_words, sentence
from bot.record.wants import wants

_LONGEST = 120  # characters of a subject that stands in a rule word for word


def following(vote: Vote) -> Rule | None:
    """Return the rule for what a vote was about; it asks for this vote, too, and is read back as it is said. None where nothing tells."""
    for rule in _candidates(vote, vote.subject or vote.title or ""):
        if wants(rule, Alert(vote)) and _is_read_back(rule, topics.edition()):
            return rule
    return None


def _candidates(vote: Vote, text: str) -> Iterator[Rule]:
    named = topics.about(text)
    situations = [key for keys in named.values() for key in keys]
    if situations:
        yield Rule(topics=tuple(dict.fromkeys(situations)))
    # a permanent member is seldom what a text is about where others are named ("the embargo imposed by the United States against Cuba")
    if named:
        yield Rule(subjects=tuple(state for state in named if state not in states.PERMANENT) or tuple(named))
    themes = topics.of(text)
    if themes:
        first, *rest = themes
        yield Rule(organs=(vote.organ,), topics=(first,), groups=tuple((Rule(topics=(key,)),) for key in rest))
    whole = text if len(text) <= _LONGEST and not text.endswith("…") else ""
    yield from (Rule(keywords=(words,)) for words in (whole, vote.draft, vote.resolution) if words)


@lru_cache(1000)  # most votes are on a few dozen situations and themes
def _is_read_back(rule: Rule, edition: str) -> bool:
    """Whether a rule's sentence is understood as that rule, by the list of topics of that edition."""
    del edition
    try:
        return rule_from_words(sentence(rule)) == rule
    except VetowatchError:
        return False
