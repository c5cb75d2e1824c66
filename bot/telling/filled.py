"""What a form that subscribes a channel, or changes a subscription, was filled with: the parts of one rule, and how votes are told. Pure.

What is chosen becomes the words that ``/un subscribe`` and ``/un edit`` are given, so there is one way to subscribe. How a form looks is
each chat's own affair; what its fields are called, and what they come to, stands here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.asking import Ask
from bot.ports import VetowatchError
from bot.record.preferences import preferences_of
from bot.record.wants import rule_from_words, sentence
from bot.telling.rules import rule_sentence
from bot.words import LANGUAGES, N_, _, language_name, speaking

PRESET, RULE = "preset", "rule"
AS_IT_COMES = {
    "when": "at once",
    "thread": "no",
    "language": "en",
    "mention": "none",
    "quiet": "off",
    "hourly": "any",
    "quotes": "yes",
    "picture": "yes",
}
"""How votes are told unless somebody asks otherwise, in each option's words: what an emptied field asks for."""
TICKED = tuple(name for name, words in AS_IT_COMES.items() if words in {"yes", "no"})
HOW = {
    "when": N_("When"),
    "mention": N_("Whom to call"),
    "quiet": N_("Quiet hours"),
    "hourly": N_("Messages an hour"),
    "language": N_("Language"),
    "thread": N_("Corrections also in a thread under the alert"),
    "quotes": N_("With quotes"),
    "picture": N_("With a picture of the roll call"),
}
"""What the fields that say how votes are told are called."""
_EVERYTHING = "every vote"  # an empty rule would leave the rule as it is
_CHOICES = {"at once": N_("At once"), "digest": N_("In the channel’s digest only")}


@dataclass(frozen=True, slots=True)
class Given:
    """What a form was given: the channel's id, "" where it is known; the parts of the rule by field, in words; and the other options."""

    channel: str
    parts: Mapping[str, str]
    options: Mapping[str, str]

    def rule(self) -> str:
        """Return the whole rule in words. Raises WrongFieldError naming the field that is not understood."""
        said = {name: _sentence(name, words) for name, words in self.parts.items()}
        return " and ".join(f"({words})" for words in said.values()) if len(said) > 1 else next(iter(self.parts.values()), "")

    def check(self) -> None:
        """Raise WrongFieldError where the rule or an option is not understood."""
        self.rule()
        for name, words in self.options.items():
            try:
                preferences_of({name: words})
            except VetowatchError as error:
                raise WrongFieldError(name, str(error)) from None

    def asked(self, number: str = "") -> Ask:
        """Ask for it as a command does: for a new subscription, or that the one of a number be changed."""
        if not number:
            return Ask("subscribe", {"rule": self.rule(), **self.options})
        return Ask("edit", {"number": number, "rule": self.rule() or _EVERYTHING, **self.options})


class WrongFieldError(VetowatchError):
    """A field of the form is not understood."""

    def __init__(self, name: str, reason: str) -> None:
        """Keep which."""
        super().__init__(reason)
        self.name = name


def reading_of(given: Given) -> str:
    """Say a rule back, or why it is not understood."""
    try:
        return _("This channel gets: **{rule}**", rule=rule_sentence(rule_from_words(given.rule())))
    except VetowatchError as error:
        return f"⚠️ {error}"


def called(choice: str) -> str:
    """Name a choice of an option; a language by its own name."""
    if choice not in LANGUAGES:
        return _(_CHOICES.get(choice, choice))
    with speaking(choice):
        own = language_name(choice)
    return own[:1].upper() + own[1:]


def _sentence(name: str, words: str) -> str:
    try:
        return sentence(rule_from_words(words))
    except VetowatchError as error:
        raise WrongFieldError(name, str(error)) from None
