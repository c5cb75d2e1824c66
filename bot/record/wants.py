"""Whether a rule asks for an alert, and the rule as a sentence. Within one kind any may match; all kinds must."""

from __future__ import annotations

from bot import states
from bot.model import Alert, Choice, Organ, Outcome, Rule, Vote
from bot.ports import VetowatchError

ORGANS = {
    Organ.SECURITY_COUNCIL: "the Security Council",
    Organ.GENERAL_ASSEMBLY: "the General Assembly",
    Organ.FIRST_COMMITTEE: "the First Committee",
    Organ.SECOND_COMMITTEE: "the Second Committee",
    Organ.THIRD_COMMITTEE: "the Third Committee",
    Organ.FOURTH_COMMITTEE: "the Fourth Committee",
    Organ.FIFTH_COMMITTEE: "the Fifth Committee",
    Organ.SIXTH_COMMITTEE: "the Sixth Committee",
    Organ.HUMAN_RIGHTS_COUNCIL: "the Human Rights Council",
}
_DISSENT = (Choice.NO, Choice.ABSTAIN, Choice.NOT_VOTING)


def wants(rule: Rule, alert: Alert) -> bool:
    """Whether a rule asks for an alert."""
    vote = alert.vote
    return (
        (not rule.organs or vote.organ in rule.organs)
        and (not rule.outcomes or vote.outcome in rule.outcomes)
        and (not rule.states or not concerned(vote).isdisjoint(rule.states))
        and (not rule.keywords or any(word.lower() in _words(vote) for word in rule.keywords))
    )


def concerned(vote: Vote) -> frozenset[str]:
    """Return the States a vote is about or whose doing it is: named in its subject, sponsors, and those who did not vote yes."""
    dissent = {state for state, choice in vote.ballots.items() if choice in _DISSENT}
    subject = {mention.state for mention in states.find(_words(vote, fold=False))}
    return frozenset(dissent | subject | set(vote.sponsors) | set(vote.vetoed_by))


def _words(vote: Vote, *, fold: bool = True) -> str:
    text = " ".join(part for part in (vote.subject, vote.title, vote.draft, vote.resolution) if part)
    return text.lower() if fold else text


def sentence(rule: Rule) -> str:
    """Write a rule as a person reads it."""
    outcome = " or ".join({"vetoed": "vetoes", "adopted": "adoptions", "failed": "failed votes"}[o.value] for o in rule.outcomes)
    parts = [outcome or "every vote", "in " + " or ".join(ORGANS[organ] for organ in rule.organs) if rule.organs else ""]
    parts += ["concerning " + " or ".join(states.name(state) for state in rule.states) if rule.states else ""]
    parts += ["mentioning " + " or ".join(f"“{word}”" for word in rule.keywords) if rule.keywords else ""]
    return " ".join(part for part in parts if part)


def rule_of(
    organs: list[str] | None = None,
    outcomes: list[str] | None = None,
    named: list[str] | None = None,
    keywords: list[str] | None = None,
) -> Rule:
    """Make a rule of the words people type. Raises VetowatchError naming a word that is not understood."""
    return Rule(
        tuple(_organ(word) for word in organs or ()),
        tuple(_outcome(word) for word in outcomes or ()),
        tuple(_state(word) for word in named or ()),
        tuple(word.strip() for word in keywords or () if word.strip()),
    )


def rule_from_words(words: str) -> Rule:
    """Make a rule of a line such as ``SC vetoed China "North Korea"``: each word is an organ, an outcome, a State or else a keyword."""
    rule: dict[str, list[str]] = {"organs": [], "outcomes": [], "named": [], "keywords": []}
    for word in _split(words):
        rule[_kind(word)].append(word)
    return rule_of(**rule)


def _split(words: str) -> list[str]:
    quoted = words.replace("“", '"').replace("”", '"').split('"')
    return [word for i, part in enumerate(quoted) for word in ([part.strip()] if i % 2 else part.replace(",", " ").split()) if word]


def _kind(word: str) -> str:
    for kind, understand in (("organs", _organ), ("outcomes", _outcome), ("named", _state)):
        try:
            understand(word)
        except VetowatchError:
            continue
        return kind
    return "keywords"


_ORGAN_WORDS = {name.removeprefix("the ").lower(): organ for organ, name in ORGANS.items()} | {o.value.lower(): o for o in Organ}
_ORGAN_WORDS |= {"council": Organ.SECURITY_COUNCIL, "unsc": Organ.SECURITY_COUNCIL, "assembly": Organ.GENERAL_ASSEMBLY}
_OUTCOME_WORDS = {
    "veto": Outcome.VETOED,
    "vetoes": Outcome.VETOED,
    "vetoed": Outcome.VETOED,
    "adopted": Outcome.ADOPTED,
    "adoptions": Outcome.ADOPTED,
    "failed": Outcome.FAILED,
}


def _organ(word: str) -> Organ:
    organ = _ORGAN_WORDS.get(word.strip().lower())
    if organ is None:
        raise VetowatchError(f"no such organ: {word} ({', '.join(o.value for o in Organ)})")
    return organ


def _outcome(word: str) -> Outcome:
    outcome = _OUTCOME_WORDS.get(word.strip().lower())
    if outcome is None:
        raise VetowatchError(f"no such outcome: {word} ({', '.join(o.value for o in Outcome)})")
    return outcome


def _state(word: str) -> str:
    named = word.strip()
    if len(named) == 3 and states.known(named.upper()):
        return named.upper()
    found = states.find(named)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(named)):
        raise VetowatchError(f"no such State: {word} (a name, or an ISO code such as CHN)")
    return found[0].state
