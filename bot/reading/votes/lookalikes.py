"""Sentences that only sound like a vote: what one would need, what somebody expects, elections and statements."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.votes import page
from bot.reading.votes.claim import VETO, Claim
from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.polls import WON

_PASSES = re.compile(
    r"\b(?:an?|any|every|each|such)\s(?:draft\s|substantive\s|council\s)*(?:resolution|draft|decision|text|motion|measure)\s"
    r"(?:passes|carries|is\s(?:adopted|passed|carried|approved)|succeeds)\b"
    r"|\b(?:resolutions|drafts|decisions)\s(?:pass|are\s(?:adopted|passed|carried))\b"
)
_PASSING = ("pass", "carrie", "succeeds", "adopted", "approved")  # one of which each of those has


def states_rule(claim: Claim, flat: str) -> bool:
    """Whether a sentence says what a vote needs rather than what it got: "nine votes, and no veto by a permanent member"."""
    if claim.counts and page.holds(flat[slice(*claim.span)], _PASSING) and _PASSES.search(flat, *claim.span):
        return True
    if claim.outcome or "rule" not in claim.where or len(claim.figures) > 1:
        return False
    if any(lexeme.text in WON and (lexeme.text != "teve" or _then_number(claim.row, at)) for at, lexeme in enumerate(claim.row)):
        return False
    cast = any(lexeme.kind == "side" and lexeme.form == "verb" and lexeme.text.startswith(_CAST) for lexeme in claim.row)
    return not cast and any(lexeme.value in {VETO, "size"} for lexeme in claim.row)


def _then_number(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a text had so many votes: "o texto teve quatro", not "teve os nove votos"."""
    return index + 1 < len(row) and row[index + 1].kind == "number" and any(item.kind == "text" for item in row[max(0, index - 4) : index])


# How a verb begins that tells of votes cast, whatever the sentence says of those needed: "Sept pays l'ont appuyé, il en fallait neuf".
_CAST = (
    "voted ",
    "abstained",
    "ont ",
    "han ",
    "hanno ",
    "haben ",
    "votaron",
    "votaram",
    "apoyaron",
    "apoiaram",
    "respaldaron",
    "stimmten",
    "waren ",
    "se sont",
)


# The same rule in the other languages, told in the present or of any text: "se aprueba con nueve votos", "para que seja aprovada".
_LAW = re.compile(
    r"\b(?:une|una|uma|eine|chaque|toute|cada|toda|ogni|jede|les|las|as|le|die) "
    r"(?:résolution|resolución|resolução|risoluzion|resolution)\w*"
    r"[^.;]{0,60} (?:est|sont|se|é|são|seja|sejam|sea|sean|soit|è|sia|viene|vengono|sono|ist|wird|gilt|werden|passe|passa)"
    r" [^.;]{0,60}\b(?:neuf|nueve|nove|neun|9|requier\w+|necesari\w+)\b"
)


def states_law(stretch: str) -> bool:
    """Whether a sentence tells what any text needs, and not what one got: "una risoluzione è adottata con nove voti"."""
    return ("nov" in stretch or "ne" in stretch or "nue" in stretch) and "permanent" in stretch and _LAW.search(stretch) is not None


def expects(claim: Claim) -> bool:
    """Whether votes are told that are yet to be cast: "twelve members were expected to vote in favour"."""
    row = claim.row
    sides = claim.where.get("side", ())
    if (
        any(index and row[index - 1].text == "to vote" and not _voter(row, index - 2) for index in sides)
        or _foretells(row)
        or _supposes(row)
    ):
        return True
    cast = (row[max(0, index - 3) : index] for index in sides if row[index].text in _TO_CAST)
    return any(lexeme.kind == "future" for before in cast for lexeme in before if "not" not in {item.text for item in before})


def _voter(row: Sequence[Lexeme], index: int) -> bool:
    """Whether "to vote" tells what was done: "the only one to vote against", "one of 11 members to vote for it", "the only 3 to"."""
    if index > 0 and row[index].kind == "number" and row[index - 1].text in {"only", "the only"}:
        return True
    return index >= 0 and row[index].text.rpartition(" ")[2] in _VOTERS


_VOTERS = frozenset({"one", "ones", "country", "countries", "member", "members", "nation", "nations", "state", "states"})


def _supposes(row: Sequence[Lexeme]) -> bool:
    """Whether counts are only thought of: "the count could be 13 to 1"."""
    return any(
        lexeme.kind in {"number", "score"} and any(item.text in _MIGHT for item in row[max(0, index - 4) : index])
        for index, lexeme in enumerate(row)
    )


_MIGHT = frozenset({"could", "would", "might", "may"})


def _foretells(row: Sequence[Lexeme]) -> bool:
    """Whether somebody reckons with counts: "diplomats expect 13 in favour and two abstentions"."""
    if any(
        row[index - 1].kind == "future" and row[index].text == "be" and row[index + 1].kind in _COUNTS for index in range(1, len(row) - 1)
    ):
        return True  # "the count could be 13 to 1"
    expecting = (index for index, lexeme in enumerate(row) if lexeme.text in _EXPECTING and not _is_furniture(row, index))
    return any(lexeme.kind in {"number", "score"} for index in expecting for lexeme in row[index + 1 : index + 8])


def _is_furniture(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a word of French reckoning is an English noun: "around the horseshoe table: thirteen for"."""
    return row[index].text == "table" and not (index + 1 < len(row) and row[index + 1].text == "sur")


_COUNTS = frozenset({"number", "score"})
_EXPECTING = frozenset(
    {"expect", "expects", "diplomats expected", "predict", "predicts", "anticipate", "anticipates", "foresee", "foresees"}
    | {"espère", "espèrent", "espéraient", "tablent", "table", "attendent", "prévoient", "prévoit", "esperan", "espera", "esperaban"}
    | {"prevén", "prevé", "confían", "calculan", "auguran", "hoffen", "hofft", "erwarten", "erwartet", "rechnen", "rechnet", "esperam"}
    | {"esperavam", "contavam", "preveem", "prevê", "sperano", "spera", "prevedono", "prevede", "contano", "contarían", "contariam"}
)
_TO_CAST = frozenset({"vote for", "vote in favour", "vote in favor", "vote against", "abstain", "oppose", "support", "vote yes", "vote no"})


def is_other_business(claim: Claim) -> bool:
    """Whether the sentence tells of an election or of a statement, which are no votes on a text."""
    kinds = claim.where
    elects = (
        any(not are_the_ten(claim.row, index) for index in kinds.get("election", ()))
        and "text" not in kinds
        and "absent" not in claim.counts
        and not (claim.figures.get("no") and _votes(claim))
        and not _unseats(claim)
    )  # nobody votes against in an election
    if elects or (not claim.outcome and (_hears(claim) or (bool(claim.counts) and _asks_people(claim.row)))):
        return True
    speaks = claim.at >= 0 and claim.row[claim.at].value in {"acted", "spoke"}
    if "statement" in kinds and any(claim.at < 0 or speaks or -8 <= index - claim.at < 8 for index in kinds["statement"]):
        return not any(lexeme.kind == "text" and lexeme.text.startswith(_RESOLUTIONS) for lexeme in claim.row)
    return False


def are_the_ten(row: Sequence[Lexeme], index: int) -> bool:
    """Whether the Council's elected members are named, all ten: "the text of the 10 non-permanent members"."""
    return index > 0 and row[index - 1].number == _ELECTED and row[index].text.startswith("non-permanent")


_ELECTED = 10


def _unseats(claim: Claim) -> bool:
    """Whether a member loses its seat, which takes a text and a vote: "suspended Libya from its seat in the Human Rights Council"."""
    return claim.at >= 0 and claim.row[claim.at].text.startswith(_UNSEATED) and not claim.future


_UNSEATED = ("suspend", "expel", "remov", "strip", "stripp", "oust", "exclu", "drop")


def _asks_people(row: Sequence[Lexeme]) -> bool:
    """Whether an opinion poll is told: "of 1,000 people asked, 61 were for the United Nations"."""
    return any(
        lexeme.text in _POLLED or (lexeme.text == "asked" and row[index - 1].text in {"people", "adults", "voters"})
        for index, lexeme in enumerate(row)
    )


_POLLED = frozenset(
    {
        "polled",
        "surveyed",
        "respondents",
        "pollsters",
        "pollster",
        "intervistati",
        "encuestados",
        "sondés",
        "befragten",
        "befragte",
        "entrevistados",
        "inquiridos",
    }
)


def _votes(claim: Claim) -> bool:
    """Whether a sentence has a verb or noun of voting, and not only "88 votos, contra 144 de Chile"."""
    return any(claim.row[index].form in {"verb", "noun"} for index in claim.where.get("side", ()))


def _hears(claim: Claim) -> bool:
    """Whether an organ only listens or talks: "the Council heard that …"."""
    after = (lexeme for index in claim.where.get("body", ()) for lexeme in claim.row[index + 1 : index + 2])
    return any(lexeme.text in {"heard", "hears", "debated", "debates", "discussed", "discusses"} for lexeme in after)


_RESOLUTIONS = ("resol", "résol", "draft", "projet", "proyecto", "projeto", "entwurf")
