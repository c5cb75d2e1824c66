"""A rule in words, both ways: what people type, and the sentence that says it back. The sentence is read as the same rule.

  either   = both {"or" both}
  both     = part {["and"] part}
  part     = ["but"] ("not" | "except") part | "(" either ")" | clause
  clause   = terms that stand side by side; of one kind any may match, all kinds must: ``SC GA vetoes China "North Korea"``

An "or" between two terms of one kind only lists them; one between other things parts two rules. A word that is nothing else is a keyword.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import re2

from bot import states
from bot.model import Cast, How, Organ, Outcome, Rule, State
from bot.ports import VetowatchError
from bot.reading import topics
from bot.words import N_, _

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
_OUTCOMES = {Outcome.VETOED: "vetoes", Outcome.ADOPTED: "adoptions", Outcome.FAILED: "failed votes"}
_STATEMENTS = "presidential statements"
_VERBS = {
    How.YES: "votes yes",
    How.NO: "votes no",
    How.ABSTAIN: "abstains",
    How.NOT_VOTING: "does not vote",
    How.APART: "breaks ranks",
    How.ANY: "votes",
}
PRESETS = {
    N_("Vetoes only"): "vetoes",
    N_("Everything"): "every vote",
    N_("Everything in the Council"): "in the Security Council",
    N_("Everything in the Assembly"): "in the General Assembly",
    N_("My country’s votes: France"): "France votes",
    N_("When France breaks ranks"): "France breaks ranks",
    N_("Middle East"): "topic “middle-east”",
    N_("Model UN starter"): "(in the Security Council) or (in the General Assembly decided by at most 30 votes) or (failed votes)",
}
"""Plain words people may choose from, and what they stand for; France stands for any State."""
_LONGEST_PATTERN = 200  # RE2 takes time linear in the text whatever the pattern; this bounds what a pattern takes in memory
_DEEPEST = 20
_SECTIONS: tuple[tuple[str, str, str], ...] = (
    ("organs", "in", "organ"),
    ("states", "concerning", "state"),
    ("sponsors", "sponsored by", "sponsor"),
    ("subjects", "whose subject names", "subject"),
    ("topics", "on the topic", "topic"),
    ("keywords", "mentioning", "keyword"),
    ("patterns", "matching", "pattern"),
    ("casts", "where", "where"),
)
"""Fields, with the words that open them in a sentence and the one for ``word:`` shorthand."""


def sentence(rule: Rule) -> str:
    """Write a rule as a person reads it."""
    plain = replace(rule, groups=(), none_of=())
    if rule == Rule(groups=rule.groups) and len(rule.groups) == 1:
        return _either(rule.groups[0])
    groups = [f"({_either(group)})" for group in rule.groups]
    said = " and ".join(groups if groups and plain == Rule() else [_clause(plain), *groups])
    return said + "".join(f" but not ({sentence(inner)})" for inner in rule.none_of)


def _either(group: tuple[Rule, ...]) -> str:
    return " or ".join(f"({sentence(rule)})" for rule in group) if len(group) > 1 else sentence(group[0])


def _clause(rule: Rule) -> str:
    said = [" or ".join([_OUTCOMES[outcome] for outcome in rule.outcomes] + [_STATEMENTS] * rule.statements) or "every vote"]
    for name, opening, _short in _SECTIONS:
        listed = [_SAID[name](value) for value in getattr(rule, name)]
        said += [f"{opening} {' or '.join(listed)}"] if listed else []
    said += [f"decided by at most {rule.margin} vote{'s' if rule.margin != 1 else ''}"] if rule.margin is not None else []
    return " ".join(said)


def _name(state: State) -> str:
    """Write a State so that it is read as that one: by the name the UN uses, or its code where a name would be read otherwise."""
    name = states.name(state)
    return name if _state_named(name) == state else state


_SAID: dict[str, Callable[[Any], str]] = {
    "organs": ORGANS.__getitem__,
    "states": _name,
    "sponsors": _name,
    "subjects": _name,
    "topics": lambda key: f"“{topics.names().get(key, key)}”",
    "keywords": lambda word: f"“{word}”",
    "patterns": lambda pattern: "/" + pattern.replace("/", r"\/") + "/",
    "casts": lambda cast: f"{_name(cast.state)} {_VERBS[cast.how]}",
}


def rule_of(
    organs: list[str] | None = None,
    outcomes: list[str] | None = None,
    named: list[str] | None = None,
    keywords: list[str] | None = None,
) -> Rule:
    """Make a rule of the words people type. Raises VetowatchError naming a word that is not understood."""
    words = (" ".join(word.translate(_NO_QUOTES).split()) for word in keywords or ())
    return Rule(
        tuple(_organ(word) for word in organs or ()),
        tuple(_outcome(word) for word in outcomes or ()),
        tuple(_state(word) for word in named or ()),
        tuple(word for word in words if word),
    )


def rule_from_words(words: str) -> Rule:
    """Make a rule of a line such as ``SC vetoed China "North Korea"``, a sentence, or the name of a preset.

    Raises VetowatchError where parentheses do not match or a pattern cannot be read.
    """
    known = {name.lower(): meaning for name, meaning in PRESETS.items()}
    plain = " ".join(words.split()).rstrip(".").replace("'", "’").lower()
    mine = re.fullmatch(r"(?:my country’s votes:?|when my country breaks ranks:?) (.+)", plain)
    if mine and (state := _state_named(words.strip()[-len(mine[1]) :])):
        return Rule(casts=(Cast(state, How.APART if "ranks" in plain else How.ANY),))
    return tidy(_Parser(known.get(plain, words)).rule())


def tidy(rule: Rule) -> Rule:
    """Write a rule the one way a sentence is read: without groups that only wrap others."""
    groups: list[tuple[Rule, ...]] = []
    for group in rule.groups:
        inner = tuple(tidy(one) for one in group)
        groups += inner[0].groups if len(inner) == 1 and _only_groups(inner[0]) else [inner] if inner else []
    tidied = replace(rule, groups=tuple(groups), none_of=tuple(tidy(one) for one in rule.none_of))
    wraps = _only_groups(tidied) and len(groups) == 1 and len(groups[0]) == 1
    return groups[0][0] if wraps else tidied


def _only_groups(rule: Rule) -> bool:
    return replace(rule, groups=()) == Rule()


@dataclass(slots=True)
class _Clause:
    """Terms read so far, by field."""

    fields: dict[str, list[Any]] = field(default_factory=dict)
    margin: int | None = None

    def added_to(self, rule: Rule) -> Rule:
        values: dict[str, Any] = {name: tuple(dict.fromkeys(filter(None, listed))) for name, listed in self.fields.items()}
        outcomes = values.get("outcomes", ())
        if _STATEMENTS in outcomes:
            values |= {"outcomes": tuple(outcome for outcome in outcomes if outcome != _STATEMENTS), "statements": True}
        return replace(rule, **values, margin=rule.margin if self.margin is None else self.margin)

    def kinds(self) -> set[str]:
        return set(self.fields) | ({"margin"} if self.margin is not None else set())


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a conjunction; ``clause`` where it is plain terms, which may be joined with others."""

    rule: Rule
    clause: _Clause | None = None
    wanted: bool = True


_Term = tuple[str, Any, int]
_NO_QUOTES = {ord(mark): None for mark in '"“”'}
_SPACE = re.compile(r"[\s,;]*")
_WORD = re.compile(r"[^\s,;()\"“”]+")
_QUOTED = re.compile(r"[\"“”]([^\"“”]*)(?:[\"“”]|$)")
_PATTERN = re.compile(r"/((?:[^/\\]|\\.)+)/(?=[\s,;)]|$)")
_OR, _AND = re.compile(r"or\b", re.IGNORECASE), re.compile(r"and\b", re.IGNORECASE)
_NOT = re.compile(r"(?:but\s+)?(?:not|except)\b(?!\s*-)", re.IGNORECASE)
_FILLER = re.compile(r"(?:every\s+vote|everything|all\s+votes|any\s+vote|votes?|only|that|which|are|is|the)\b", re.IGNORECASE)
_MARGIN = re.compile(r"(?:decided\s+by\s+at\s+most\s+|within\s+|margin:\s*)(\d{1,3})(?:\s+votes?\b)?", re.IGNORECASE)
_VERB = re.compile(
    r"\s+(?:(?P<Y>vote[sd]?\s+(?:yes|for|in\s+favou?r)\b)|(?P<N>vote[sd]?\s+(?:no\b(?!t)|against\b))|(?P<A>abstain(?:s|ed)?\b)"
    r"|(?P<X>(?:does|did)\s+not\s+vote\b)|(?P<apart>breaks?\s+ranks\b|broke\s+ranks\b)|(?P<any>vote[sd]?\b))",
    re.IGNORECASE,
)
_OPENINGS = [
    (name, re.compile(rf"(?:{opening.replace(' ', chr(92) + 's+')}\b|{short}:)\s*", re.IGNORECASE)) for name, opening, short in _SECTIONS
]
_OPENINGS += [("topics", re.compile(r"topic\b\s*", re.IGNORECASE)), ("casts", re.compile(r"when\b\s*", re.IGNORECASE))]
_OPENINGS += [("outcomes", re.compile(r"outcome:\s*", re.IGNORECASE))]


class _Parser:
    """Reads a line from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def rule(self) -> Rule:
        if not self.text[self._here() :]:
            return Rule()
        rule = self._either()
        if self.text[self._here() :]:
            raise VetowatchError(_("a parenthesis is closed that was not opened"))
        return rule

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Take what stands here, behind white space and commas."""
        space = _SPACE.match(self.text, self.at)
        start = space.end() if space else self.at
        found = pattern.match(self.text, start)
        self.at = found.end() if found else start
        return found

    def _either(self) -> Rule:
        self._deeper()
        rules = [self._both()]
        while self._take(_OR):
            rules.append(self._both())
        self.depth -= 1
        return rules[0] if len(rules) == 1 else Rule(groups=(tuple(rules),))

    def _both(self) -> Rule:
        """Join parts of which all must hold: clauses of other kinds in one, the rest as groups."""
        rule, kinds, parts = Rule(), set[str](), 0
        while (part := self._part()) is not None:
            parts += 1
            if not part.wanted:
                rule = replace(rule, none_of=(*rule.none_of, part.rule))
            elif part.clause is not None and kinds.isdisjoint(part.clause.kinds()):
                rule, kinds = part.clause.added_to(rule), kinds | part.clause.kinds()
            else:
                rule = replace(rule, groups=(*rule.groups, (part.rule,)))
            self._take(_AND)
        if not parts:
            raise VetowatchError(_("a rule is missing before or after “or”, or between parentheses"))
        return rule

    def _part(self) -> _Part | None:
        """Read a negation, a parenthesis or a clause; None at an end."""
        if self._take(_NOT):
            return self._negated()
        if not self._take(_OPEN):
            clause = self._clause()
            return _Part(clause.added_to(Rule()), clause) if clause else None
        inner = self._either()
        if not self._take(_SHUT):
            raise VetowatchError(_("a parenthesis is not closed"))
        return _Part(inner)

    def _negated(self) -> _Part:
        self._deeper()
        part = self._part()
        self.depth -= 1
        if part is None:
            raise VetowatchError(_("something is missing after “not”"))
        return _Part(part.rule if part.wanted else Rule(none_of=(part.rule,)), wanted=False)

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise VetowatchError(_("a rule nests {n} deep at most", n=_DEEPEST))

    def _clause(self) -> _Clause | None:
        clause, kind, begun = _Clause(), "", False
        while True:
            before = self.at
            joined = bool(kind and self._take(_OR))
            if not joined and any(pattern.match(self.text, self._here()) for pattern in (_OR, _AND, _NOT, _OPEN, _SHUT)):
                break
            if not joined and self._take(_FILLER):
                begun = True
                continue
            term = self._term(kind)
            if term is None or (joined and term[0] != kind):
                self.at = before
                break
            kind, value, self.at = term
            begun = True
            if kind == "margin":
                clause.margin = value
            else:
                clause.fields.setdefault(kind, []).append(value)
        return clause if begun else None

    def _here(self) -> int:
        self._take(_NOTHING)
        return self.at

    def _term(self, kind: str) -> _Term | None:
        """Read one term here: its field, its value, and where it ends. After an "or" it may go on with the field before."""
        at = self._here()
        if at >= len(self.text) or any(pattern.match(self.text, at) for pattern in (_OPEN, _SHUT)):
            return None
        margin = _MARGIN.match(self.text, at)
        if margin:
            return "margin", int(margin[1]), margin.end()
        for name, opening in _OPENINGS:
            opened = opening.match(self.text, at)
            if opened and (term := self._of(name, opened.end())):
                return term
            if opened and name == "topics":
                raise VetowatchError(_("no such topic: {words}", words=" ".join(self.text[opened.end() :].split())[:60]))
        carried = kind if kind in _CARRIED else ""
        return (self._of("casts", at) or (self._of(carried, at) if carried else None)) or self._bare(at)

    def _of(self, name: str, at: int) -> _Term | None:
        """Read a value of one field."""
        value, end = _READ[name](self.text, at)
        return None if value is None else (name, value, end)

    def _bare(self, at: int) -> _Term:
        """Read a word that no other word says the field of."""
        for name in ("patterns", "outcomes", "organs", "states", "keywords"):
            term = self._of(name, at)
            if term is not None:
                return term
        return "keywords", "", at + 1


def _organ_at(text: str, at: int) -> tuple[Organ | None, int]:
    found = _ORGAN.match(text, at)
    return (_ORGAN_WORDS[" ".join(found[1].lower().split())], found.end()) if found else (None, at)


def _outcome_at(text: str, at: int) -> tuple[Outcome | str | None, int]:
    """Read an outcome, or presidential statements, which are asked for beside outcomes."""
    stated = _STATED.match(text, at)
    if stated:
        return _STATEMENTS, stated.end()
    found = _OUTCOME.match(text, at)
    return (_OUTCOME_WORDS[" ".join(found[1].lower().split())], found.end()) if found else (None, at)


def _state_at(text: str, at: int) -> tuple[State | None, int]:
    """Read a State's name or its code, in small letters too where no ordinary word is meant."""
    article = _THE.match(text, at)
    start = article.end() if article else at
    word = _LETTERS.match(text, start)
    if word is None:
        return None, at
    if _CODE.fullmatch(word[0]) and states.known(word[0]):
        return word[0], word.end()
    mention = states.mention_at(states.flatten(text), start, word[0])
    if mention and mention.state:
        return mention.state, mention.end
    return _small_state_at(text, start, word[0]) if word[0].islower() else (None, at)


def _small_state_at(text: str, at: int, word: str) -> tuple[State | None, int]:
    """Read what people in a hurry type: russia, north korea, usa. A capital in small letters, as in "paris agreement", is a keyword."""
    code = _SHORT.get(word) or ("" if word in _ORDINARY else word.upper())
    if states.known(code):
        return code, at + len(word)
    capitals = text[:at] + _SMALL_LETTER.sub(lambda letter: letter[0].upper(), text[at:])
    first = _LETTERS.match(capitals, at)
    mention = states.mention_at(states.flatten(capitals), at, first[0]) if first else None
    if mention is None or not mention.state or mention.kind == "capital" or word in _ORDINARY:
        return None, at
    return mention.state, mention.end


_SHORT = {"us": "USA", "uk": "GBR", "uae": "ARE", "drc": "COD", "dprk": "PRK", "rok": "KOR", "prc": "CHN", "ussr": "RUS"}
_CODES_THAT_ARE_WORDS = (
    "ago and are arm ben can cod col com cub dom est fin gab geo gin guy ind jam ken lie lux mar mus nor pan per pol sen sur ton tun"
)
_ORDINARY = frozenset({*_CODES_THAT_ARE_WORDS.split(), "polish"})
"""Words that are a State's code or adjective as well, and seldom meant so in small letters; in capitals they are the State."""
_SMALL_LETTER = re.compile(r"\b(?!(?:of|and|the)\b)[a-z]")


def _cast_at(text: str, at: int) -> tuple[Cast | None, int]:
    state, end = _state_at(text, at)
    verb = _VERB.match(text, end) if state else None
    return (Cast(state, How(verb.lastgroup or How.ANY)), verb.end()) if state and verb else (None, at)


def _topic_at(text: str, at: int) -> tuple[str | None, int]:
    """Read a topic in quotes, or the shortest run of words that names one."""
    quoted = _QUOTED.match(text, at)
    if quoted:
        return topics.find(quoted[1]), quoted.end()
    run = _RUN.match(text, at)
    for last in _WORD.finditer(text, at, run.end() if run else at):
        key = None if _LINK.fullmatch(last[0]) else topics.find(text[at : last.end()])
        if key is not None:
            return key, last.end()
        if _LINK.fullmatch(last[0]):
            break
    return None, at


def _keyword_at(text: str, at: int) -> tuple[str | None, int]:
    quoted = _QUOTED.match(text, at)
    if quoted:
        return " ".join(quoted[1].split()), quoted.end()
    word = _WORD.match(text, at)
    return (word[0], word.end()) if word else (None, at)


def _pattern_at(text: str, at: int) -> tuple[str | None, int]:
    found = _PATTERN.match(text, at)
    return (pattern_of(found[1].replace(r"\/", "/")), found.end()) if found else (None, at)


def pattern_of(words: str) -> str:
    """Check a regular expression (RE2's: no backreferences, no looking around). Raises VetowatchError saying what is wrong with it."""
    if len(words) > _LONGEST_PATTERN:
        raise VetowatchError(_("a pattern has {n} characters at most", n=_LONGEST_PATTERN))
    compiled(words)
    return words


@lru_cache(4096)
def compiled(pattern: str) -> Any:
    """Return a pattern ready to search with, case aside. Raises VetowatchError where RE2 cannot read it."""
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        return re2.compile(pattern, options=options)
    except re2.error as error:
        raise VetowatchError(_("this pattern cannot be read: {pattern} ({error})", pattern=repr(pattern), error=str(error)[:80])) from None


def _state_named(word: str) -> State | None:
    state, end = _state_at(word, 0)
    return state if end == len(word) else None


_OPEN, _SHUT, _NOTHING = re.compile(r"\("), re.compile(r"\)"), re.compile("")
_CARRIED = frozenset({"sponsors", "subjects", "topics"})
_READ: dict[str, Callable[[str, int], tuple[Any, int]]] = {
    "organs": _organ_at,
    "outcomes": _outcome_at,
    "states": _state_at,
    "sponsors": _state_at,
    "subjects": _state_at,
    "topics": _topic_at,
    "keywords": _keyword_at,
    "patterns": _pattern_at,
    "casts": _cast_at,
}
_ORGAN_WORDS = {name.removeprefix("the ").lower(): organ for organ, name in ORGANS.items()} | {o.value.lower(): o for o in Organ}
_ORGAN_WORDS |= {"council": Organ.SECURITY_COUNCIL, "unsc": Organ.SECURITY_COUNCIL, "assembly": Organ.GENERAL_ASSEMBLY}
_OUTCOME_WORDS = {
    "veto": Outcome.VETOED,
    "vetoes": Outcome.VETOED,
    "vetoed": Outcome.VETOED,
    "adopted": Outcome.ADOPTED,
    "adoptions": Outcome.ADOPTED,
    "failed": Outcome.FAILED,
    "failed votes": Outcome.FAILED,
}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


_ORGAN = re.compile(rf"(?:the\s+)?({_any_of(_ORGAN_WORDS)})\b", re.IGNORECASE)
_OUTCOME = re.compile(rf"({_any_of(_OUTCOME_WORDS)})\b", re.IGNORECASE)
_STATED = re.compile(r"(?:presidential\s+statements?|kind:\s*statements?)\b", re.IGNORECASE)
_THE = re.compile(r"the\s+", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"[A-Z]{3}")
_RUN = re.compile(r"[^\s,;()\"“”]+(?:[ \t]+[^\s,;()\"“”]+){0,3}")
_LINK = re.compile(r"or|not|but|except", re.IGNORECASE)


def _organ(word: str) -> Organ:
    organ = _ORGAN_WORDS.get(word.strip().lower())
    if organ is None:
        raise VetowatchError(_("no such organ: {words} ({known})", words=word, known=", ".join(Organ)))
    return organ


def _outcome(word: str) -> Outcome:
    outcome = _OUTCOME_WORDS.get(word.strip().lower())
    if outcome is None:
        raise VetowatchError(_("no such outcome: {words} ({known})", words=word, known=", ".join(Outcome)))
    return outcome


def _state(word: str) -> str:
    named = word.strip()
    code = named.upper() if len(named) == 3 and states.known(named.upper()) else _state_named(named)
    if code is None:
        raise VetowatchError(_("no such State: {words} (a name, or an ISO code such as CHN)", words=word))
    return code
