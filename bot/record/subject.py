"""What a vote is about, boiled down so that two wordings can be compared: States, missions and themes by any name, and the words left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from bot import states

_WORD = re.compile(r"[^\W\d_]{4,}")
_ACRONYM = re.compile(r"\b[A-Z]{4,}\b")
_NUMBER = re.compile(r"\b(?:[1-9]\d{2}|1[0-8]\d\d|2[1-9]\d\d)\b")  # resolutions a sanctions regime is known by; not years
_ENGLISH = re.compile(r"\b(?:the|of|and|on|for|to|with)\b")
_FOREIGN = re.compile(r"\b(?:de|la|le|les|des|du|et|el|los|las|der|die|das|und|von|zum|zur|do|da|dos)\b")
_STEM = 6
_MISSION = "@"
_SEVERAL = 2
_A_MISSION, _BUDGET, _ADMISSION = "mission", "budget", "membership"  # names of the table
_KINDS = frozenset((_A_MISSION, "terror", "secretary"))  # what a text is on that says nothing of which one it is
_GROUPS = frozenset(("isil", "taliban"))
_BODIES = frozenset(("@cted", "@isaf", "@unitad"))  # known by name as missions are, and none of the UN's


@dataclass(frozen=True, slots=True)
class About:
    """A subject's telling words. ``strong`` ones are names: States by code, missions and themes of the table, acronyms, numbers.

    ``foreign`` is true of a text that is visibly not in English. ``missions`` are those named, by the table's names for them.
    """

    strong: frozenset[str]
    weak: frozenset[str]
    foreign: bool = False
    missions: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """Names and words."""
        return self.strong | self.weak

    @property
    def places(self) -> frozenset[str]:
        """The States and places concerned, but for the permanent members, who are named as sponsors too."""
        return frozenset(name for name in self.strong if name.isupper()) - states.PERMANENT

    @property
    def matters(self) -> frozenset[str]:
        """All but places and States: what was decided about them."""
        return frozenset(word for word in self.all if not word.isupper())

    def differs(self, other: About) -> bool:
        """Whether both name places and none is the same, or both name missions and none is."""
        return _disjoint(self.places, other.places) or _disjoint(self.missions, other.missions)


def apart(one: About, other: About, *, crowded: bool) -> float:
    """Say how far apart two subjects are that share a place, in points: more in a body which votes on many alike in a day (``crowded``).

    Words of two languages cannot be compared, but a mission goes by its name in all of them.
    """
    far = 8.0 if crowded else 4.0
    if _of_a_mission_alone(one, other) or _of_a_mission_alone(other, one):
        return far
    if one.foreign or other.foreign:
        return 0.0
    if _other_matters(one, other, crowded=crowded) or _disjoint(one.strong & _GROUPS, other.strong & _GROUPS):
        return far
    if not crowded and (_of_money_alone(one, other) or _of_money_alone(other, one)):  # the Assembly's are all of money
        return 8.0
    if one.places - other.places and other.places - one.places:
        return 12.0 if _ADMISSION in one.strong & other.strong else 2.0  # each State is admitted by a text of its own
    return (2.0 if crowded else 1.0) if bool(one.places) != bool(other.places) else 0.0


def _other_matters(one: About, other: About, *, crowded: bool) -> bool:
    """Whether each has words of its own, and both at the most the kind of text: two missions of one country, two texts on terrorism.

    Where many alike are voted on in a day, one word is enough on one side: the fund for Namibia is not the work of its council.
    """
    shared = one.matters & other.matters
    fewer, more = sorted((len(one.matters - shared), len(other.matters - shared)))
    return shared <= _KINDS and more > 1 and fewer >= (1 if crowded and not shared else 2)


def _of_a_mission_alone(one: About, other: About) -> bool:
    """Whether the one names a mission, and the other speaks of other matters and of no mission, as of sanctions on the same country."""
    shared = one.matters & other.matters
    return (
        bool(one.missions)
        and not (other.missions or other.foreign or _A_MISSION in other.strong or shared - _KINDS)
        and len(other.matters) > 1
    )


def _of_money_alone(one: About, other: About) -> bool:
    """Whether both are of a mission, and but the one of its budget: what it costs and how long it stays are decided in two texts."""
    return _A_MISSION in one.strong & other.strong and _BUDGET in one.strong - other.strong


def _disjoint(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and not one & other


@lru_cache(maxsize=8192)
def about(subject: str | None, title: str | None) -> About:
    """Boil a subject down; a title is read only where the subject names nothing, since it may stand over several votes."""
    of_subject = _telling(subject or "")
    if of_subject.strong or len(of_subject.weak) > 1 or not title:
        return of_subject
    with_title = _telling(f"{subject or ''} {title}", only_telling=True)
    return with_title if with_title.all else of_subject


def _telling(text: str, *, only_telling: bool = False) -> About:
    """Boil a text down to its names and telling words; where there are none, to its common words if it has several."""
    mentions = states.find(text)
    shouted = text.isupper() and len(text.split()) > 2
    acronyms = (
        set() if shouted else {word.lower() for word in _ACRONYM.findall(text)} - _themes().keys()
    )  # a known one says what it stands for
    flat = _flat(text)
    named = {name for match in _theme().finditer(flat) for name in _themes()[match.group()]}
    missions = frozenset(name for name in named if name.startswith(_MISSION))
    kind = {_A_MISSION} if missions - _BODIES else set()
    strong = (named - missions) | kind | {m.state for m in mentions} | acronyms | set(_NUMBER.findall(text))
    left = _theme().sub(" ", _flat(_without(text, mentions)))
    words = _WORD.findall(left)
    telling = [word for word in words if word not in _common()]
    common = [] if strong or only_telling or len(set(words)) < _SEVERAL else words
    weak = frozenset(word[:_STEM] for word in (telling or common))
    return About(frozenset(strong), weak, bool(_FOREIGN.search(flat)) and not _ENGLISH.search(flat), missions)


def _flat(text: str) -> str:
    return text.lower().translate({0x2019: "'", 0x2D: " ", 0x2011: " "})


def _without(text: str, mentions: Sequence[states.Mention]) -> str:
    for mention in reversed(mentions):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return _ACRONYM.sub(" ", text)


@cache
def _themes() -> dict[str, frozenset[str]]:
    """Map every form of the table, in lower case and without hyphens, to all the names it stands for on any line."""
    found: dict[str, frozenset[str]] = {}
    for names, forms in _rows():
        for form in forms if names != "-" else ():
            plain = form.replace("-", " ")
            found[plain] = found.get(plain, frozenset()) | set(names.split())
    return found


@cache
def _theme() -> re.Pattern[str]:
    longest_first = sorted(_themes(), key=lambda form: (-len(form), form))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")


@cache
def _common() -> frozenset[str]:
    return frozenset(word for names, forms in _rows() if names == "-" for form in forms for word in form.split())


@cache
def _rows() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Read the table beside this module: names parted from their forms by "|", forms by ";"."""
    lines = files("bot.record").joinpath("subjects.txt").read_text(encoding="utf-8").splitlines()
    parts = (line.partition("|") for line in lines if line and not line.startswith("#"))
    return tuple((names, tuple(form.strip().lower() for form in forms.split(";"))) for names, _, forms in parts)
