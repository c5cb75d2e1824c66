"""Presidential statements: what the Council agrees on without a vote. A kind of its own, neither a resolution nor a vote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot.model import Organ, Outcome, Question, Sighting
from bot.reading import dates, symbols
from bot.reading.document import Document
from bot.reading.votes.claim import Claim, Setting
from bot.reading.votes.gone import in_time_gone
from bot.reading.votes.surroundings import concerning

_NAMED = (
    r"(?:presidential (?:statement|communiqu[eé])s?"
    r"|statements? (?:by|of|from) (?:its|the) (?:council's |council |security council )?president"
    r"|déclarations? présidentielles?|déclaration d[eu] (?:son|sa|la|le) présidente?|déclaration du président"
    r"|declaraci(?:ón|ones) (?:presidencial(?:es)?|de (?:la|su) president[ae]|de (?:la|su) presidencia)"
    r"|declaraç(?:ão|ões) (?:presidencia(?:l|is)|d[aeo] (?:seu |sua )?(?:president[ea]|presidência))"
    r"|(?:präsidentielle[n]?|präsidiale[n]?) erklärung|erklärung (?:des|ihres|seines) (?:rats)?präsidenten|präsidentschaftserklärung)"
)
_MADE = re.compile(
    r"\b(?:adopt(?:s|ed|ing)|issu(?:es|ed|ing)|agree(?:s|d|ing)|approv(?:es|ed|ing)|releas(?:es|ed|ing)|made|read out|endors(?:es|ed))\b"
    rf"[^.;]{{0,90}}?\b{_NAMED}"
    rf"|\b{_NAMED}[^.;]{{0,90}}?\b(?:was|were|has been) (?:unanimously )?(?:adopted|issued|agreed|approved|released|read)"
    rf"|\b{_NAMED}[^.;]{{0,40}}? (?:unanimously )?(?:adopted|agreed|issued) (?:on|today|this|by)\b"
    rf"|\b(?:adopt[ée]e?s?|adopte|publi[ée]|publie|approuv[ée]|adopt[óo]|aprob[óo]|emiti[óo]|adotou|aprovou|emitiu|divulgou)\b[^.;]{{0,90}}?\b{_NAMED}"
    rf"|\b{_NAMED}[^.;]{{0,90}}?\b(?:verabschiedet|angenommen|adoptée|adoptada|aprobada|adotada|aprovada)\b"
    rf"|\btext of (?:the )?{_NAMED}"
    rf"|\b(?:verabschiedete|nahm|billigte)\b[^.;]{{0,90}}?\b{_NAMED}"
)
_IN_ONE = re.compile(
    rf"\b(?:in|through|by|dans|par|en|mediante|numa|in einer) (?:a|an|its|this|the|today's|une|su|una|uma)?\s?(?:\w+ )?{_NAMED}"
)
_NOT_MADE = re.compile(
    r"\b(?:would|will|could|may|might|should|if adopted|expected to|due to|fail(?:s|ed)|block(?:s|ed)|unable|did not"
    r"|not (?:yet )?(?:adopted|agreed)|draft presidential|propos(?:es|ed) (?:a|that)|negotiat\w+|considering|pourrait|devrait|podría|könnte"
    r"|poderia|had (?:\w+ )?(?:adopted|issued|approved|made)|recall(?:s|ing|ed)"
    r"|reaffirm(?:s|ing|ed)|pursuant|requested in|called for a|urged the council|anniversary)\b"
)
_FIRST = 8  # sentences in which "In a presidential statement, the Council …" is the page's news
_OLDEST = 14  # days a page may come late


def stated(claims: Sequence[Claim], texts: tuple[Document, str], published: date | None, *, alone: bool) -> tuple[Sighting, ...]:
    """Return the statements a page tells of as just made. ``texts`` are the document and its flattened text, ``alone`` if no vote."""
    found: dict[str, Sighting] = {}
    for place, claim in enumerate(claims):
        for sighting in _stated(claim, place, texts, published):
            _keep(found, sighting)
    told = list(found.values())
    return tuple(replace(one, primary=alone and n == 0) for n, one in enumerate(told))


def _keep(found: dict[str, Sighting], one: Sighting) -> None:
    """Add a statement, or what a further sentence says of it: one without a symbol is the first that was told."""
    name = one.draft or next(iter(found), "")
    before = found.get(name) or found.pop("", None)
    joined = one if before is None else replace(
        before, draft=before.draft or one.draft, subject=before.subject or one.subject, evidence=(*before.evidence, *one.evidence)
    )  # fmt: skip
    found[joined.draft or ""] = joined


def _stated(claim: Claim, place: int, texts: tuple[Document, str], published: date | None) -> Iterator[Sighting]:
    document, flat = texts
    if claim.organ != Organ.SECURITY_COUNCIL or not _names_statement(claim):
        return
    words = (document.title if claim.outside else document.text)[slice(*claim.span)]
    said = words.lower() if claim.outside else flat[slice(*claim.span)]
    day = _day(words, published)
    if not _is_made(said, place) or day is None or "past" in claim.where or claim.long_ago or in_time_gone(claim, Setting("", published)):
        return
    for symbol in _symbols(claim, day):
        yield Sighting(
            organ=Organ.SECURITY_COUNCIL,
            outcome=Outcome.ADOPTED,
            question=Question.STATEMENT,
            without_vote=True,
            draft=symbol,
            meeting=next((lexeme.value for lexeme in claim.symbols if lexeme.form == symbols.MEETING), None),
            date=day if day != date.min else None,
            subject=concerning(words),
            title=document.title or None,
            confidence=0.9,
            evidence=() if claim.outside else (claim.span,),
        )


def _names_statement(claim: Claim) -> bool:
    return "statement" in claim.where or any(lexeme.form == symbols.STATEMENT for lexeme in claim.symbols)


def _is_made(said: str, place: int) -> bool:
    """Whether a sentence tells of a statement as made: adopted, issued, agreed; or what the Council says "in a presidential statement"."""
    if _NOT_MADE.search(said):
        return False
    return _MADE.search(said) is not None or (place < _FIRST and _IN_ONE.search(said) is not None)


def _day(words: str, published: date | None) -> date | None:
    """Return the day told in a sentence, else that of the page (``date.min`` where none is known); None for a day long gone."""
    told = [day for found in dates.find(words) if (day := dates.settle(found, published))]
    if published is None:
        return told[0] if told else date.min
    fresh = [day for day in told if -2 <= (published - day).days <= _OLDEST]
    return fresh[0] if fresh else None if told else published


def _symbols(claim: Claim, day: date) -> list[str | None]:
    """Return the symbols of that year a sentence names; [None] where it names none, nothing where those it names are of other years."""
    named = [lexeme.value for lexeme in claim.symbols if lexeme.form == symbols.STATEMENT]
    fresh: list[str | None] = [name for name in named if day == date.min or name.split("/")[2] == str(day.year)]
    return list(dict.fromkeys(fresh)) if named else [None]


__all__ = ["stated"]
