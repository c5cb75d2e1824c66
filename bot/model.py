"""The words of Vetowatch. Every room speaks them; a new noun here is a decision.

All types are frozen: a fact is replaced, never edited. States are ISO 3166-1 alpha-3 codes ("CHN"); dissolved
States keep the code they had ("YUG"), and the Soviet Union is told as "RUS", as the UN's own records do. Times are aware and in UTC.
Spans are (start, end) offsets in characters of the text that was read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

State = str
Span = tuple[int, int]


class Organ(StrEnum):
    """A body whose votes are watched. The value is what machine-readable output prints."""

    SECURITY_COUNCIL = "SC"
    GENERAL_ASSEMBLY = "GA"
    FIRST_COMMITTEE = "C1"
    SECOND_COMMITTEE = "C2"
    THIRD_COMMITTEE = "C3"
    FOURTH_COMMITTEE = "C4"
    FIFTH_COMMITTEE = "C5"
    SIXTH_COMMITTEE = "C6"
    HUMAN_RIGHTS_COUNCIL = "HRC"


class Choice(StrEnum):
    """What one member did with its vote."""

    YES = "Y"
    NO = "N"
    ABSTAIN = "A"
    NOT_VOTING = "X"


class Outcome(StrEnum):
    """What became of a text. A veto is a failure with a name, so it is told apart."""

    ADOPTED = "adopted"
    VETOED = "vetoed"
    FAILED = "failed"


class Question(StrEnum):
    """What was put to the vote: part of a vote's identity, since one draft may see several votes a day.

    A presidential statement is agreed by all members of the Council and never voted on: a decision of its own kind, adopted without a
    vote, whose symbol (``S/PRST/2024/3``) stands as ``draft``. It never is, or becomes, a resolution.
    """

    WHOLE = "whole"
    AMENDMENT = "amendment"
    PARAGRAPH = "paragraph"
    PROCEDURAL = "procedural"
    STATEMENT = "statement"


class Authority(IntEnum):
    """How much a source's word weighs when two disagree: the higher wins, then the later."""

    OTHER = 0
    NEWS_AGENCY = 1
    MEETINGS_COVERAGE = 2
    OFFICIAL_RECORD = 3


class VoteState(StrEnum):
    """How firmly a vote is known: announced, told by the press, told by the UN, or on its official record."""

    EXPECTED = "expected"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    ON_RECORD = "on record"


@dataclass(frozen=True, slots=True)
class Ballot:
    """One State's vote."""

    state: State
    choice: Choice


@dataclass(frozen=True, slots=True)
class Tally:
    """How many voted each way; None where a source does not say."""

    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    not_voting: int | None = None

    @classmethod
    def of(cls, ballots: Iterable[Ballot]) -> Tally:
        """Count a complete roll call."""
        choices = [ballot.choice for ballot in ballots]
        return cls(*(choices.count(choice) for choice in Choice))

    @property
    def complete(self) -> bool:
        """Whether the three counts that decide a vote are all known."""
        return None not in (self.yes, self.no, self.abstain)

    def __str__(self) -> str:
        """Write it as the UN does, in favour-against-abstaining: ``13-2-0``; unknown counts are ``?``."""
        return "-".join("?" if n is None else str(n) for n in (self.yes, self.no, self.abstain))


@dataclass(frozen=True, slots=True)
class Item:
    """A feed entry: something a source lists, perhaps not for the first time.

    ``key`` is its identity within the source (a document symbol such as ``sc16444``, else the guid), so that one meeting
    under two addresses is one item. ``urls`` are its addresses, the best one first.
    """

    key: str
    urls: tuple[str, ...]
    title: str = ""
    summary: str = ""
    published: dt.datetime | None = None

    @property
    def url(self) -> str:
        """The best address, or an empty string."""
        return self.urls[0] if self.urls else ""


@dataclass(frozen=True, slots=True)
class Page:
    """The document behind an item, as bytes off the wire. ``media_type`` is bare, in lower case (``text/html``)."""

    url: str
    body: bytes
    media_type: str
    charset: str | None = None
    title: str = ""
    published: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one page says of one vote: evidence, never corrected, replaced only when that page is read again.

    ``against`` includes those who vetoed. ``in_favour`` is None unless the page names them or they follow from it.
    ``draft`` and ``resolution`` are bare symbols (``S/2022/431``, ``S/RES/2728``, ``A/RES/78/243``); the year of a
    Council resolution is that of its date. ``intended`` are ballots that delegations said afterwards they had meant to cast: a note, never
    counted. ``primary`` marks the vote the page reports; ``evidence`` points to its words.
    """

    organ: Organ
    outcome: Outcome
    question: Question = Question.WHOLE
    tally: Tally = Tally()
    unanimous: bool = False
    without_vote: bool = False
    vetoed_by: tuple[State, ...] = ()
    against: tuple[State, ...] = ()
    abstained: tuple[State, ...] = ()
    not_voting: tuple[State, ...] = ()
    in_favour: tuple[State, ...] | None = None
    intended: tuple[Ballot, ...] = ()
    draft: str | None = None
    resolution: str | None = None
    meeting: str | None = None
    date: dt.date | None = None
    sponsors: tuple[State, ...] = ()
    subject: str | None = None
    title: str | None = None
    primary: bool = True
    confidence: float = 1.0
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A vote announced and not yet taken."""

    organ: Organ
    date: dt.date | None = None
    draft: str | None = None
    subject: str | None = None
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Words a person said, as a page prints them.

    ``words`` is the page's own text at ``segments``, joined by a space where a quote was split: a substring, never a paraphrase.
    ``speaker`` is the person's full name, ``mention`` where this attribution names or refers to them ("he").
    ``kind`` is "direct" or "partial" (words inside somebody's indirect sentence). ``key`` ranks the quotes worth showing, 1 first.
    ``language`` is the page's (ISO 639-1: "en"), None where it is not known.
    """

    words: str
    segments: tuple[Span, ...]
    speaker: str | None = None
    mention: Span | None = None
    role: str | None = None
    state: State | None = None
    cue: str | None = None
    kind: str = "direct"
    key: int | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Indirect speech: what somebody said in the page's words. Never shown in quotation marks."""

    text: str
    start: int
    end: int
    speaker: str | None = None
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one page says. ``pending`` is true while the page promises more (a placeholder, or a vote without a tally)."""

    text: str = ""
    sightings: tuple[Sighting, ...] = ()
    upcoming: tuple[Upcoming, ...] = ()
    quotes: tuple[Quote, ...] = ()
    statements: tuple[Statement, ...] = ()
    pending: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where a told fact comes from: one page of one source."""

    name: str
    url: str
    authority: Authority
    published: dt.datetime | None = None
    seen: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sighting with where it was seen, and the quotes that came with it."""

    source: Source
    sighting: Sighting
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class SourcedQuote:
    """A quote and the page that published it."""

    quote: Quote
    source: Source


@dataclass(frozen=True, slots=True)
class Vote:
    """The fold of all sightings of one vote. Outcome and vetoes are computed by the organ's rules and cross-checked.

    ``ballots`` maps each State known to have voted to its choice; ``conflicts`` says, in words, where the evidence disagrees
    (a vote with any is told as unconfirmed). ``primary`` is true when some page reports it as its own news.
    ``withdrawn`` is true when no page tells of it any longer. ``intended`` are ballots that delegations said afterwards they had meant to
    cast (“had intended to vote in favour”): told as a note, never counted.
    """

    organ: Organ
    outcome: Outcome
    question: Question = Question.WHOLE
    tally: Tally = Tally()
    unanimous: bool = False
    without_vote: bool = False
    vetoed_by: tuple[State, ...] = ()
    ballots: Mapping[State, Choice] = field(default_factory=dict)
    intended: tuple[Ballot, ...] = ()
    draft: str | None = None
    resolution: str | None = None
    meeting: str | None = None
    date: dt.date | None = None
    sponsors: tuple[State, ...] = ()
    subject: str | None = None
    title: str | None = None
    state: VoteState = VoteState.REPORTED
    quotes: tuple[SourcedQuote, ...] = ()
    sources: tuple[Source, ...] = ()
    conflicts: tuple[str, ...] = ()
    primary: bool = True
    withdrawn: bool = False

    def who(self, choice: Choice) -> tuple[State, ...]:
        """Return the States known to have voted so, in order of their codes."""
        return tuple(sorted(state for state, cast in self.ballots.items() if cast is choice))

    @property
    def confirmed(self) -> bool:
        """Whether nothing in the evidence disagrees."""
        return not self.conflicts


@dataclass(frozen=True, slots=True)
class Change:
    """One told fact that is different now: the fact's name and both values, as words."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Alert:
    """Something to tell. ``changed`` is empty for news, else names the told facts that differ."""

    vote: Vote
    changed: tuple[Change, ...] = ()


class How(StrEnum):
    """How a rule wants a State to have voted. APART: otherwise than most did."""

    YES = "Y"
    NO = "N"
    ABSTAIN = "A"
    NOT_VOTING = "X"
    ANY = "any"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Cast:
    """One State's vote, as a rule asks for it."""

    state: State
    how: How


@dataclass(frozen=True, slots=True)
class Rule:
    """What a subscriber wants; an empty field asks for nothing in particular. Within one field any may match, all fields must.

    ``states`` are concerned in any way; ``sponsors``, ``subjects`` (named by subject or title) and ``casts`` say in which. ``topics`` are
    keys of ``bot.reading.topics``. ``patterns`` are RE2 expressions. ``margin``: so few votes decided it, at most. ``groups`` are further
    rules: of each group one must match; none of ``none_of`` may. ``statements`` asks for presidential statements beside the ``outcomes``
    asked for, if any: nobody votes on one, so none is vetoed, adopted or failed to a rule.
    """

    organs: tuple[Organ, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    states: tuple[State, ...] = ()
    keywords: tuple[str, ...] = ()
    sponsors: tuple[State, ...] = ()
    subjects: tuple[State, ...] = ()
    topics: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    casts: tuple[Cast, ...] = ()
    margin: int | None = None
    groups: tuple[tuple[Rule, ...], ...] = ()
    none_of: tuple[Rule, ...] = ()
    statements: bool = False


class When(StrEnum):
    """When a subscription's votes are told: as they happen, or in the channel's digest alone."""

    AT_ONCE = "at once"
    DIGEST = "digest"


class Severity(StrEnum):
    """What people are mentioned for: vetoes, failures of any kind, or every vote."""

    VETO = "veto"
    FAILED = "failed"
    ALL = "all"


class Addressee(StrEnum):
    """Whom a mention calls: everybody who is there, a person, or a group (a role on Discord, a user group on Slack)."""

    HERE = "here"
    USER = "user"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Mention:
    """A call to people, by the platform's own id (empty for those who are there), and for which votes."""

    whom: Addressee
    id: str = ""
    severity: Severity = Severity.ALL


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Hours by the clock of an IANA zone in which nothing is posted, over midnight where ``end`` is not after ``start``."""

    start: dt.time
    end: dt.time
    zone: str = "UTC"
    but_vetoes: bool = False
    """Whether vetoes are told all the same."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a subscription's votes are told. ``language`` is a BCP 47 tag; ``hourly`` is how many messages an hour, None for any number.

    ``thread``: the alert stands in the channel, what follows it (corrections, withdrawal) is said in a thread under it.
    """

    when: When = When.AT_ONCE
    thread: bool = False
    language: str = "en"
    mentions: tuple[Mention, ...] = ()
    quiet: QuietHours | None = None
    hourly: int | None = None
    quotes: bool = True
    pictures: bool = True


@dataclass(frozen=True, slots=True)
class Subscription:
    """Which channel wants what, and how. ``since`` bounds the backlog: what was published before it is not news there.

    ``number`` is what people call it by in its channel, from 1 on; 0 lets the store choose. ``paused`` says why the channel refuses
    messages; ``stopped`` is true when a person paused it. ``set_by`` is the platform's id of who set it.
    """

    chat: str
    channel: str
    rule: Rule
    since: dt.datetime
    paused: str | None = None
    number: int = 0
    preferences: Preferences = Preferences()
    stopped: bool = False
    set_by: str | None = None


@dataclass(frozen=True, slots=True)
class Installation:
    """A workspace, or a whole organisation, in which people have installed a chat's app.

    ``ident`` is the platform's id (Slack: T… or E…): the addresses of its channels begin with ``ident/``, those of the ``home`` one, which
    was there before there could be several, have no ``/``. ``within`` is the organisation a workspace is part of. ``facts`` is what else
    the platform says of it, ``secrets`` its tokens by name. ``expires_at`` is when they stop to work, None for never; ``gone`` says why
    there are none any longer.
    """

    ident: str
    name: str
    installed_at: dt.datetime
    within: str | None = None
    home: bool = False
    facts: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    expires_at: dt.datetime | None = None
    gone: str | None = None
