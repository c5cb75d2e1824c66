"""What an option may hold, offered while somebody types: the likeliest first, 25 at the most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from bot import states
from bot.asking import Kind, Place, Suggestion
from bot.commands import values
from bot.commands.subscribing import labelled
from bot.model import Organ, Outcome
from bot.reading import symbols, topics
from bot.record.wants import PRESETS, rule_from_words
from bot.states import PERMANENT
from bot.states.table import table
from bot.store import Ledger, RecordedVote, Wanted
from bot.telling import answers, recorded, wording
from bot.telling.rules import rule_sentence
from bot.telling.topics import topic_name
from bot.words import ENGLISH, N_, _, language, speaking

LIMIT = 25
_FLAGS = "".join(chr(0x1F1E6 + n) for n in range(26)) + " "
_SHOWN = 100  # signs of a label and of a value: Discord's measure


async def suggest(ledger: Ledger, kind: Kind, typed: str, place: Place | None = None) -> Sequence[Suggestion]:
    """Offer what an option of this kind may hold; a number is one of the subscriptions of a place."""
    typed = " ".join(typed.split())[:_SHOWN]
    if kind is Kind.DOCUMENT:
        return await _documents(ledger, typed)
    if kind is Kind.RULE:
        return _rules(typed)
    if kind is Kind.NUMBER:
        known = await ledger.subscriptions.of(place.chat, place.channel) if place else []
        return _ranked([Suggestion(labelled(one), str(one.number)) for _, one in known], typed.lstrip("#"))
    offered = _OFFERED.get(kind)
    return _found(offered, typed) if offered else []


def _found(offered: Callable[[], Iterable[Suggestion]], typed: str) -> list[Suggestion]:
    """Find what is typed in the language spoken, else in English."""
    found = _ranked(offered(), typed)
    if found or language() == ENGLISH:
        return found
    with speaking(ENGLISH):
        values = [one.value for one in _ranked(offered(), typed)]
    named = {one.value: one for one in offered()}
    return [named[value] for value in values]


def _ranked(offered: Iterable[Suggestion], typed: str) -> list[Suggestion]:
    """Keep those that hold what is typed: as they begin, then as a word in them begins, then anywhere; else in the order given."""
    low = typed.lower()
    ranked = [(rank, n, one) for n, one in enumerate(offered) if (rank := _rank(one, low)) is not None]
    kept = [one for _, _, one in sorted(ranked, key=lambda entry: entry[:2])]
    return kept[:LIMIT]


def _rank(one: Suggestion, low: str) -> int | None:
    forms = (one.label.lower().lstrip(_FLAGS), one.value.lower())
    if low in forms:
        return 0
    if any(form.startswith(low) for form in forms):
        return 1
    if any(f" {low}" in form or f"({low}" in form for form in forms):
        return 2
    return 3 if len(low) > 2 and any(low in form for form in forms) else None


def _states() -> tuple[Suggestion, ...]:
    """List the States, the permanent members first; each under the name the UN uses, and newspapers' where it is another."""
    return _states_in(language())


@cache
def _states_in(spoken: str) -> tuple[Suggestion, ...]:
    with speaking(spoken):
        ordered = sorted(states.in_order(table()), key=lambda state: state not in PERMANENT)
        return tuple(Suggestion(_state_label(state), state) for state in ordered)


def _state_label(state: str) -> str:
    full = states.local_name(state)
    short = states.plain(state) if language() == ENGLISH else full
    return f"{states.flag(state)} {full}{f' ({short})' if full != short else ''}".strip()[:_SHOWN]


def _organs() -> Iterable[Suggestion]:
    return (Suggestion(f"{organ.value} – {wording.organ(organ)}", organ.value) for organ in Organ)


def _outcomes() -> Iterable[Suggestion]:
    return (Suggestion(recorded.word(outcome.value), outcome.value) for outcome in Outcome)


def _topics() -> Iterable[Suggestion]:
    return (Suggestion(topic_name(key)[:_SHOWN], key) for key in topics.names())


def _rules(typed: str) -> list[Suggestion]:
    """Offer what is typed, said back as a sentence; presets about the State it names; then the presets."""
    state = values.known(lambda: values.state(typed)) if typed else None
    rule = values.known(lambda: rule_from_words(typed)) if typed else None
    read = [Suggestion(rule_sentence(rule)[:_SHOWN], typed)] if rule else []
    mine = [one for form in _MINE if state and len((one := _about_state(form, state)).value) <= _SHOWN]
    presets = _found(lambda: (Suggestion(_(preset), preset) for preset in PRESETS), typed)
    return list({one.value: one for one in (*read, *mine, *presets)}.values())[:LIMIT]


_MINE = (N_("My country’s votes: {state}"), N_("When {state} breaks ranks"))


def _about_state(form: str, state: str) -> Suggestion:
    """Offer a preset about one State: read in the language spoken, typed in English."""
    return Suggestion(_(form, state=states.local_name(state)), form.format(state=states.name(state)))


_OFFERED: dict[Kind, Callable[[], Iterable[Suggestion]]] = {
    Kind.STATE: _states,
    Kind.ORGAN: _organs,
    Kind.OUTCOME: _outcomes,
    Kind.TOPIC: _topics,
}


async def _documents(ledger: Ledger, typed: str) -> list[Suggestion]:
    """Offer symbols on record: the one typed and those like it, else those whose titles hold the words, else the latest."""
    if not typed:
        found = await ledger.memory.select(Wanted(), LIMIT)
    elif symbols.parse(typed):
        found = [*await ledger.memory.find(typed), *await ledger.memory.near(typed, 10)]
    else:
        found = await ledger.memory.search(typed, LIMIT)
    offered = {symbol: Suggestion(_document_label(symbol, one), symbol) for one in found if (symbol := _symbol(one))}
    return list(offered.values())[:LIMIT]


def _symbol(one: RecordedVote) -> str:
    return one.vote.resolution or one.vote.draft or ""


def _document_label(symbol: str, one: RecordedVote) -> str:
    year = f" ({one.vote.date.year})" if one.vote.date else ""
    about = answers.plain(one.vote.title or one.vote.subject or "", 70)
    return f"{symbol}{year}{f' – {about}' if about else ''}"[:_SHOWN]
