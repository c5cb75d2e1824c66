"""Prepositions parted from their verb of voting by when and where: "voted on Thursday for", "stimmten am Montag für"."""

from __future__ import annotations

from itertools import pairwise

from bot.reading.votes.lexeme import Lexeme

TOWARDS = {"für": "yes", "gegen": "no"}


def parted_verb(word: str, row: list[Lexeme], index: int) -> tuple[str, str] | None:
    """Return the side and form of a preposition that is parted from its verb of voting; None where it is not."""
    if word in TOWARDS and _voted_about(row, index):
        return TOWARDS[word], "adv" if index == 0 else "verb"
    return (_AFTER_VOTED[word], "verb") if word in _AFTER_VOTED and _voted_before(row, index) else None


def _voted_about(row: list[Lexeme], index: int) -> bool:
    """Whether a German preposition goes with a verb of voting: "stimmten am Montag für …", "für die Resolution votierten"."""
    reach = _FAR_BACK if any(item.kind == "number" for item in row[max(0, index - 6) : index]) else 6
    before = [item.text for item in row[max(0, index - reach) : index]]
    after = [item.text for item in row[index + 1 : index + 13]]
    until = next((place for place, word in enumerate(after) if word in {",", ";", "(", "."}), len(after))
    since = max((place for place, word in enumerate(before) if word in {",", ";", "(", "und"}), default=-1)
    near = (*before[since + 1 :], *after[:until])
    ahead = row[index + 1 : index + 1 + until]
    counted = any(item.kind == "number" for item in row[max(0, index - 10) : index])
    stood = (counted and not _STOOD.isdisjoint(before[since + 1 :])) or (
        index == 0 and any(first.text in _STOOD and then.kind == "number" for first, then in pairwise(ahead))
    )
    far = index == 0 and any(first.text == "," and then.text in _GERMAN_VOTED for first, then in pairwise(row[:_OVER_RELATIVE]))
    return bool(_GERMAN_VOTED.intersection(near)) or stood or far or ("hand" in near and not _RAISED.isdisjoint(near))


_OVER_RELATIVE = 36  # lexemes over a relative clause: "Für den Entwurf, der auch Zugang für Hilfe verlangt, stimmten 122 Nationen"
_FAR_BACK = 18  # lexemes to a verb that so many members do: "votierten im mächtigsten Gremium nur drei der 15 Staaten für den Text"
_STOOD = frozenset({"waren", "war"})  # "Für die Verlängerung waren 13 der 15 Ratsmitglieder"
_RAISED = frozenset({"hob", "hoben"})  # "für den Entwurf hoben nur vier Länder die Hand"
_GERMAN_VOTED = frozenset(
    {"stimmten", "stimmte", "votierten", "votierte", "gestimmt", "votiert", "votieren", "stimmen"}
    | {"sprachen sich", "sprach sich", "ausgesprochen"}
)


_AFTER_VOTED = {
    "for": "yes", "against": "no", "pour": "yes", "contre": "no", "por": "yes", "per": "yes", "contra": "no", "contro": "no",
    "a favor": "yes", "en contra": "no", "a favore": "yes", "en faveur": "yes",
}  # fmt: skip
_VOTED = frozenset(
    {"voted", "voting", "votes", "voté", "votent", "votaron", "votó", "votado", "votaram", "votou", "votato", "votano", "votan", "votam"}
    | {"prononcés", "prononcées", "prononcé", "prononcée", "pronunciaron", "pronunció", "manifestaron", "pronunciaram", "pronunciou"}
    | {"espressi", "espresse", "espresso", "espressa", "pronunciati", "schierati", "schierate", "schierata", "schierato"}
)


def _voted_before(row: list[Lexeme], index: int) -> bool:
    """Whether "for" or "against" goes with a verb parted from it by when and where: "voted on Thursday for resolution 2719"."""
    after = row[index + 1] if index + 1 < len(row) else None
    verb = next((place for place in range(max(0, index - 12), index) if row[place].text in _VOTED), None)
    if verb is None or after is None or after.kind in {"measure", "unanimous", "majority", "number", "score"}:
        return False
    told = {item.kind for item in row[verb + 1 : index] if item.value != "'"}
    if not told.intersection({"day", "body"}) or not told <= _WHEN_AND_WHERE:
        return False
    return not any(item.text.startswith("time") for item in row[index + 1 : index + 4])


_WHEN_AND_WHERE = frozenset({"day", "body", "light", "majority", "word"})
