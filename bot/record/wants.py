"""Whether a rule asks for an alert. Within one kind any may match; all kinds must."""

from __future__ import annotations

from functools import cached_property

from bot import states
from bot.model import Alert, Cast, Choice, How, Organ, Outcome, Question, Rule, Vote
from bot.reading import topics
from bot.record.outcome import council_majority
from bot.record.rules import ORGANS, PRESETS, compiled, rule_from_words, rule_of, sentence

__all__ = ["ORGANS", "PRESETS", "concerned", "margin", "rule_from_words", "rule_of", "sentence", "wants"]

_DISSENT = (Choice.NO, Choice.ABSTAIN, Choice.NOT_VOTING)


def wants(rule: Rule, alert: Alert) -> bool:
    """Whether a rule asks for an alert. A few microseconds a rule where many are asked about one alert in turn."""
    return _holds(rule, _facts(alert.vote))


def concerned(vote: Vote) -> frozenset[str]:
    """Return the States a vote is about or whose doing it is: named in its subject, sponsors, and those who did not vote yes."""
    return _Facts(vote).concerned


def margin(vote: Vote) -> int | None:
    """Say how many votes decided it; None where the count does not tell, or a veto did.

    In the Council, how many votes fewer would have failed it, or more were missing; elsewhere, how many more were on one side.
    """
    yes, no = vote.tally.yes, vote.tally.no
    if yes is None or no is None or vote.outcome is Outcome.VETOED or vote.without_vote:
        return None
    if vote.organ is not Organ.SECURITY_COUNCIL:
        return abs(yes - no)
    needed = council_majority(vote.date)
    return yes - needed + 1 if yes >= needed else needed - yes


class _Facts:
    """What rules ask of a vote, each found out once."""

    def __init__(self, vote: Vote) -> None:
        self.vote = vote

    @cached_property
    def words(self) -> str:
        vote = self.vote
        return " ".join(part for part in (vote.subject, vote.title, vote.draft, vote.resolution) if part)

    @cached_property
    def folded(self) -> str:
        return self.words.lower()

    @cached_property
    def named(self) -> frozenset[str]:
        return frozenset(mention.state for mention in states.find(self.words))

    @cached_property
    def concerned(self) -> frozenset[str]:
        dissent = {state for state, choice in self.vote.ballots.items() if choice in _DISSENT}
        return self.named | dissent | set(self.vote.sponsors) | set(self.vote.vetoed_by)

    @cached_property
    def topics(self) -> frozenset[str]:
        return frozenset(topics.of(self.vote.subject or self.vote.title or ""))

    @cached_property
    def margin(self) -> int | None:
        return margin(self.vote)

    @cached_property
    def most(self) -> Choice | None:
        """What most did who voted; None where the count does not tell, or two were as many."""
        tally = self.vote.tally
        if tally.yes is None or tally.no is None or tally.abstain is None:
            return None
        counted = sorted(((tally.yes, Choice.YES), (tally.no, Choice.NO), (tally.abstain, Choice.ABSTAIN)), key=lambda one: -one[0])
        return counted[0][1] if counted[0][0] > counted[1][0] else None

    def became(self, rule: Rule) -> bool:
        """Whether it is one of the outcomes a rule lists; a presidential statement is not put to the vote, so it is asked for as such."""
        return rule.statements if self.vote.question is Question.STATEMENT else self.vote.outcome in rule.outcomes

    def cast(self, asked: Cast) -> bool:
        """Whether a State voted as asked; one whose vote is not known did not."""
        choice = self.vote.ballots.get(asked.state)
        if choice is None:
            return False
        voted = choice is not Choice.NOT_VOTING
        if asked.how is How.ANY:
            return voted
        if asked.how is How.APART:
            return voted and self.most is not None and choice is not self.most
        return choice.value == asked.how.value


_last: list[_Facts] = []


def _facts(vote: Vote) -> _Facts:
    """Keep the facts of the vote asked about last: thousands of rules are held to one vote in turn. A vote is frozen, so they stay true."""
    if not _last or _last[0].vote is not vote:
        _last[:] = [_Facts(vote)]
    return _last[0]


def _holds(rule: Rule, facts: _Facts) -> bool:
    return (
        (not rule.organs or facts.vote.organ in rule.organs)
        and (not (rule.outcomes or rule.statements) or facts.became(rule))
        and (not rule.states or not facts.concerned.isdisjoint(rule.states))
        and (not rule.casts or any(facts.cast(cast) for cast in rule.casts))
        and (not rule.sponsors or any(state in facts.vote.sponsors for state in rule.sponsors))
        and (not rule.subjects or not facts.named.isdisjoint(rule.subjects))
        and (not rule.topics or not facts.topics.isdisjoint(rule.topics))
        and (rule.margin is None or (facts.margin is not None and facts.margin <= rule.margin))
        and (not rule.keywords or any(word.lower() in facts.folded for word in rule.keywords))
        and (not rule.patterns or any(compiled(pattern).search(facts.words) for pattern in rule.patterns))
        and all(any(_holds(inner, facts) for inner in group) for group in rule.groups)
        and not any(_holds(inner, facts) for inner in rule.none_of)
    )
