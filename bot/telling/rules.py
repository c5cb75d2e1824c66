"""What a subscription asks for, how it is told and when a digest comes, in the language spoken.

In English these are the sentences that are read back as they stand (``bot.record.rules``, ``bot.record.preferences``, ``bot.schedule``); in
the other languages the same is said for a person to read, and rules are typed in English.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot import schedule, states
from bot.model import Cast, How, Outcome, Preferences, Rule, State
from bot.record import preferences as preferring
from bot.record import rules
from bot.schedule import EVERY_DAY, Schedule
from bot.telling import wording
from bot.telling.topics import topic_name
from bot.words import ENGLISH, N_, _, either, isolated, language, listed, ngettext, pgettext
from bot.words.languages import locale

_OUTCOMES = {Outcome.VETOED: N_("vetoes"), Outcome.ADOPTED: N_("adoptions"), Outcome.FAILED: N_("failed votes")}
_CAST = {
    How.YES: N_("{state} (in favour)"),
    How.NO: N_("{state} (against)"),
    How.ABSTAIN: N_("{state} (abstaining)"),
    How.NOT_VOTING: N_("{state} (not voting)"),
    How.APART: N_("{state} (apart from most)"),
    How.ANY: N_("{state} (any vote)"),
}
_WORKDAYS = tuple(range(5))


def rule_sentence(rule: Rule) -> str:
    """Say what a rule asks for."""
    if language() == ENGLISH:
        return rules.sentence(rule)
    plain = replace(rule, groups=(), none_of=())
    said = [] if plain == Rule() and rule.groups else [_clause(plain)]
    said += [_either(group) for group in rule.groups]
    whole = said[0] if len(said) == 1 else _(" and ").join(f"({one})" for one in said)
    return whole + "".join(_(", but not ({rule})", rule=rule_sentence(inner)) for inner in rule.none_of)


def _either(group: Sequence[Rule]) -> str:
    return _(" or ").join(f"({rule_sentence(rule)})" for rule in group) if len(group) > 1 else rule_sentence(group[0])


def _clause(rule: Rule) -> str:
    return pgettext("between reasons", "; ").join(_parts(rule))


def _parts(rule: Rule) -> Iterator[str]:
    outcomes = [_(_OUTCOMES[outcome]) for outcome in rule.outcomes] + [_("presidential statements")] * rule.statements
    yield either(outcomes) if outcomes else _("every vote")
    if rule.organs:
        yield _("organ: {names}", names=either([wording.organ(organ) for organ in rule.organs]))
    if rule.states:
        yield _("concerning: {names}", names=_names(rule.states))
    if rule.sponsors:
        yield _("sponsored by: {names}", names=_names(rule.sponsors))
    if rule.subjects:
        yield _("subject names: {names}", names=_names(rule.subjects))
    if rule.casts:
        yield _("votes of: {names}", names=either([_cast(cast) for cast in rule.casts]))
    yield from _words(rule)


def _words(rule: Rule) -> Iterator[str]:
    if rule.topics:
        yield _("topic: {names}", names=either([isolated(topic_name(key)) for key in rule.topics]))
    if rule.keywords:
        yield _("mentioning: {words}", words=either([_("“{words}”", words=word) for word in rule.keywords]))
    if rule.patterns:
        yield _("matching: {words}", words=either([isolated(f"/{pattern}/") for pattern in rule.patterns]))
    if rule.margin is not None:
        yield ngettext("decided by at most {n} vote", "decided by at most {n} votes", rule.margin)


def _names(named: Sequence[State]) -> str:
    return either([states.local_name(state) for state in named])


def _cast(cast: Cast) -> str:
    return _(_CAST[cast.how], state=states.local_name(cast.state))


def preferences_sentence(preferences: Preferences) -> str:
    """Say how votes are told: each option that is not as it comes, and what was given to it."""
    if language() == ENGLISH:
        return preferring.sentence(preferences)
    said = [f"{_(name + ':')} {isolated(words)}" for name, words in preferring.written(preferences).items()]
    return pgettext("between reasons", "; ").join(said)


def schedule_sentence(when: Schedule) -> str:
    """Say when a digest comes."""
    if language() == ENGLISH:
        return schedule.sentence(when)
    time, zone = f"{when.at:%H:%M}", when.zone
    if when.weekdays == EVERY_DAY:
        return _("every day at {time} ({zone})", time=time, zone=zone)
    if when.weekdays == _WORKDAYS:
        return _("on weekdays at {time} ({zone})", time=time, zone=zone)
    names = locale(language()).days["format"]["wide"]
    return _("on {days} at {time} ({zone})", days=listed([str(names[day]) for day in when.weekdays]), time=time, zone=zone)
