"""Numbers that tell their sides by how they stand: "187 votes to 2", 13-2-0, votes won."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.reading.votes.lexeme import Lexeme, Where
from bot.reading.votes.sides import Count, Counts
from bot.reading.votes.voters import after_voters


def poll(row: Sequence[Lexeme], numbers: Sequence[int]) -> dict[int, str]:
    """Return the two numbers of "by 187 votes to 2" with their sides; none where no such poll is told."""
    for first, second in pairwise(numbers):
        between = [lexeme.text for lexeme in row[first + 1 : second]]
        following = row[second + 1] if second + 1 < len(row) else None
        against = following.value if following is not None and following.kind == "side" else "no"
        alone = between in (["against"], ["contre"], ["contra"], ["gegen"], ["contro"]) and (
            following is None or following.kind not in {"side", "number"}
        )
        by = first > 0 and row[first - 1].text in _BY
        if alone and row[first].number > row[second].number and (by or len(numbers) == _A_PAIR):
            return {first: "yes", second: "no"}
        if against == "no" and _are_polled(between, following.text if following is not None else ""):
            lost = any(lexeme.value == "failed" for lexeme in row[:first]) and row[first].number > row[second].number
            majority = any(lexeme.kind == "body" and lexeme.value not in {"SC", "council"} for lexeme in row)
            opposed = not {"contre", "contra", "contro"}.isdisjoint(" ".join(between).split()) and all(item.value != "veto" for item in row)
            return {first: "no", second: "yes"} if lost and (majority or opposed) else {first: "yes", second: "no"}
    return {}


def gained(row: Sequence[Lexeme], numbers: Sequence[int]) -> dict[int, str]:
    """Return the number of "got four votes, with Latvia against": votes won are in favour, whatever follows."""
    for index in numbers:
        if index >= len(row) - 2:
            continue
        if (row[index + 1].kind == "vote" and _it_won(row, index + 2)) or _of_those_needed(row, index) or _but_for(row, index):
            return {index: "yes"}
        if not index:
            continue
        closed = row[index - 1].text in _TOOK or row[index + 2].kind == "mark" or row[index + 2].text in {"and", "et", "y", "e", "und"}
        if row[index + 1].kind == "vote" and closed:
            if index == 1 and row[0].text in _WITH:
                return {index: "yes"}
            verb = index - 2 if index > 1 and row[index - 1].kind == "only" else index - 1
            won = (row[verb].text in WON or row[verb].text in _TOOK) and not _is_candidate(row, verb)
            if won or _adopts_by(row, index):
                return {index: "yes"}
    return {}


def _it_won(row: Sequence[Lexeme], place: int) -> bool:
    """Whether votes are those a text won: "of the ten votes it got", "the 13 votes which the draft received"."""
    while place < len(row) and (row[place].text in _ITS or row[place].kind in {"text", "sub"}):
        place += 1
    return place < len(row) and row[place].text in WON


_ITS = frozenset({"it", "the", "that", "which", "they", "had", "the text", "the draft", "the resolution"})


def _adopts_by(row: Sequence[Lexeme], number: int) -> bool:
    """Whether a text was adopted by so many votes: "adopted resolution 2720 …, by 13 votes, Russia having abstained"."""
    if row[number - 1].text not in _WITH or row[number + 2].text not in {",", "and", "et", "y", "e", "ed", "und"}:
        return False
    outcomes = [item.value for item in row[:number] if item.kind == "outcome"]
    return bool(outcomes) and set(outcomes) == {"adopted"}


_A_PAIR = 2
_BY = frozenset({"majority of", "vote of", "margin of", "by", "of"})  # "by a majority of 28 against 12, with 7 abstaining"


def _are_polled(between: list[str], following: str) -> bool:
    """Whether what stands between two numbers, and after them, makes them a poll: "votes to", "voix contre", "zu … Stimmen"."""
    words = " ".join(between).split()
    if len(words) == 1:
        return words[0] in {"zu", "gegen"} and following == "stimmen"
    return len(words) == len(_POLL) and words[0] in _POLL[0] and words[1] in _POLL[1]


_POLL = (
    frozenset({"votes", "voix", "votos", "stimmen", "voti", "sí", "sì", "sim", "oui"}),
    frozenset({"to", "a", "à", "zu", "gegen", "contre", "contra", "against", "contro"}),
)


def bind_score(row: Sequence[Lexeme], where: Where, told: Counts) -> None:
    """Read "13-2-0": in favour, against, abstaining, and "voted 21-18 against"; only in a sentence that speaks of a vote."""
    scores = where.get("score", ())
    if not scores:
        return
    speaks = not where.keys().isdisjoint({"vote", "side", "outcome"}) or any(
        lexeme.value == "unanimous" or lexeme.text == "the vote" for lexeme in row
    )
    if not speaks or any(side in told and told[side].number is not None for side in ("yes", "no")):
        return
    against = scores[0] + 1 < len(row) and row[scores[0] + 1].text == "against" and row[scores[0] - 1].text in _CAST
    sides = ("no", "yes", "abstain") if against else ("yes", "no", "abstain")
    for side, number in zip(sides, row[scores[0]].value.split("-"), strict=False):
        count = told.setdefault(side, Count())
        count.number = int(number) if count.number is None else count.number


_CAST = frozenset({"voted", "votes", "vote", "voting"})


def bind_pair(row: Sequence[Lexeme], where: Where, told: Counts, bound: dict[int, str]) -> None:
    """Read "9 votes to 4" and "lost nine to four"."""
    speaks = not where.keys().isdisjoint({"vote", "outcome", "side"}) or any(item.text in _RESULTS for item in row)
    for first, second in pairwise(where["number"]):
        between = [lexeme.text for lexeme in row[first + 1 : second]]
        pair = (
            bool(between)
            and between[-1] in {"to", "zu", "gegen", "contre", "contra", "contro"}
            and len(between) <= 3
            and len(between) - 1 == _votes(between)
        )
        pair = pair or (between[-2:] == ["frente", "a"] and len(between) <= len(_IN_FRONT))
        pair = pair or (len(between) == 1 and between[0] in _SCORED and _is_result(row, first))
        if pair and speaks and first not in bound and bound.get(second) in {None, "no"}:
            told.setdefault("yes", Count()).number = row[first].number
            told.setdefault("no", Count()).number = row[second].number
            return


_IN_FRONT = ("votos", "frente", "a")  # Spanish: "con 120 votos frente a 14"
_SCORED = frozenset({"a", "à", "x", "to", "zu", "gegen", "contre", "contra", "contro"})
_RESULTS = frozenset({
    "placar", "marcador", "resultado", "resultado final", "résultat", "résultats", "score", "verdict", "risultato", "esito", "ergebnis",
    "endergebnis", "punteggio", "stand", "conteo", "recuento", "contagem", "décompte", "veredicto", "balanço", "result",
    "the vote", "the count", "the final count",
})  # fmt: skip
_TO_SCORE = 6
_SHORT = 5


def _is_result(row: Sequence[Lexeme], number: int) -> bool:
    """Whether a count of two sides is called the result: "o placar foi de 12 a 2", "Résultat : 12 à 2", "Resultado final: 23 x 18"."""
    before = row[max(0, number - _TO_SCORE) : number]
    failed = any(item.value == "failed" for item in row)
    after = row[number + 3].kind if number + 3 < len(row) else ""
    least = row[number].number + row[number + 2].number >= _MAJORITY  # a match ends by less
    told = any(item.text in _RESULTS for item in before) or _is_appended(row, number) or _opens_with_score(row, number)
    return least and not failed and after != "measure" and told


def _opens_with_score(row: Sequence[Lexeme], number: int) -> bool:
    """Whether a count of two sides opens a sentence that tells of it after a colon: "Quattordici a uno: …"."""
    return (
        number == 0
        and row[1].text != "to"
        and len(row) > _SHORT
        and row[number + 3].text == ":"
        and any(item.kind == "body" for item in row)
    )


def _is_appended(row: Sequence[Lexeme], number: int) -> bool:
    """Whether a count of two sides follows a colon after what became of a text, or abstentions are counted after it: "passou: 23 a 16"."""
    if row[number + 1].text == "to":
        return False
    opens = row[number - 1].text in {":", "(", "-"} and any(item.value == "adopted" for item in row[max(0, number - 4) : number])
    return opens or any(item.value == "abstain" and item.form == "noun" for item in row[number + 3 : number + 7])


def _votes(words: list[str]) -> int:
    return sum(word in {"votes", "vote", "voix", "votos", "stimmen", "voti", "countries", "members"} for word in words)


def bind_gain(row: Sequence[Lexeme], where: Where, told: Counts, bound: dict[int, str]) -> None:
    """Read "the text gained 13, with China abstaining" and "was adopted with 14 votes": votes won are votes in favour."""
    speaks = not where.keys().isdisjoint({"vote", "side", "rule"})
    yes = told.get("yes")
    for index in where["number"]:
        if index not in bound and speaks and (yes is None or yes.number is None):
            place = won_at(row, index)
            before = row[place].text if index else ""
            after = row[index + 1].text if index + 1 < len(row) else ""
            if _is_candidate(row, place) or _would(row, place):
                continue
            if (
                before in WON
                or (before in _TOOK and after in _BALLOTS)
                or (after in _BALLOTS and _won_before(row, index))
                or (before == "auf" and any(item.text in _CAME for item in row[max(0, index - 7) : index]))
                or (before in _WIN and row[place - 1].text == "to" and row[place - 2].text == "managed")
                or (before in _HAD and after == "votes" and "election" not in where)
                or (before == "of" and row[place - 1].text == "total" and after == "votes")
                or _votes_to_adopt(row, index)
                or (before in _WITH and (after in _BALLOTS or _out_of(row, index)))
                or (after in _BALLOTS and (_out_of_all(row, index) or _opens(row, index)))
                or (after_voters(row, index) and _is_agent_of_adoption(row, index))
            ):
                yes = told.setdefault("yes", Count())
                yes.number = row[index].number


_TOOK = frozenset({"took", "takes", "taking"})


def _of_those_needed(row: Sequence[Lexeme], number: int) -> bool:
    """Whether votes are told beside those a text needed: "six votes where nine were needed", "three out of the nine it needed"."""
    after = row[number + 1 : number + _TO_NEEDED]
    place = next((at for at, item in enumerate(after) if item.number == _MAJORITY or item.text in {"nine", "9"}), 0)
    beside = {item.text for item in after[:place]}
    if any(item.kind == "number" for item in after[:place]):
        return False
    return bool(place) and not _WHERE.isdisjoint(beside) and any(item.kind == "rule" for item in after[place : place + 4])


_TO_NEEDED = 10  # lexemes
_WHERE = frozenset({"where", "when", "out", "of", "out of", "instead of", "not", "against", "from"})
_BALLOTS = frozenset({"votes", "voix", "votos", "stimmen", "ayes", "voti"})


def _won_before(row: Sequence[Lexeme], number: int) -> bool:
    """Whether only when and where stand between a text and the votes it won: "bekam am Dienstag in New York 153 Stimmen"."""
    for item in reversed(row[max(0, number - _APART) : number]):
        if item.text in WON:
            return True
        if item.kind not in {"day", "light", "word"}:
            return False
    return False


_APART = 8


def _out_of(row: Sequence[Lexeme], number: int) -> bool:
    """Whether votes are counted out of all: "mit 13 von 15 Stimmen", "con 14 voti su 15"."""
    after = [item.text for item in row[number + 1 : number + 5]]
    return bool(after) and after[0] in {"von", "of", "de", "su", "sur", "dos"} and not _BALLOTS.isdisjoint(after)


def _out_of_all(row: Sequence[Lexeme], number: int) -> bool:
    """Whether the votes counted are told out of all fifteen, and no side after them: "neuf voix sur quinze", "nove voti su quindici"."""
    after = row[number + 2 : number + 5]
    whole = any(item.value == "size" or item.number == _COUNCIL for item in after[1:])
    return whole and after[0].text in {"sur", "su", "de", "von", "dos", "out of", "of"} and row[number].number >= _MAJORITY


def _opens(row: Sequence[Lexeme], number: int) -> bool:
    """Whether votes open a sentence that tells of a text adopted: "Nove votos, o mínimo exigido: foi assim que o Conselho renovou …"."""
    outcomes = {item.value for item in row if item.kind == "outcome"}
    return (
        number <= 1
        and row[number + 2 : number + 3] != []
        and row[number + 2].kind == "mark"
        and outcomes <= {"adopted", "acted"}
        and bool(outcomes)
    )


def won_at(row: Sequence[Lexeme], number: int) -> int:
    """Return where the verb stands that a number follows, but for "only", "the", "exactly", "the bare minimum of"."""
    place = number - 1
    while (
        place > 0
        and number - place < _TO_WINNING
        and (row[place].kind in {"only", "day"} or row[place].text in _EXACTLY or _at_least(row, place))
    ):
        place -= 1
    return place


def _at_least(row: Sequence[Lexeme], place: int) -> bool:
    """Whether a word only tells that so many is the least: "the bare minimum of nine", "au Conseil que le minimum requis de neuf"."""
    if row[place].text in _OF and row[place - 1].text.endswith(_LEAST):
        return True
    if row[place + 1].kind == "rule" or row[place].kind == "rule":
        return row[place].text.endswith(_LEAST) or row[place].text in _THE
    where = row[place].kind == "body" or (row[place + 1].kind == "body" and row[place].text in _AT)
    return where and any(item.text == "que" for item in row[place + 1 : place + 3])  # "n'a recueilli au Conseil que …"


_THE = frozenset({"le", "el", "il", "o"})
_AT = frozenset({"au", "à", "dans", "devant"})
_TO_WINNING = 10  # lexemes from a number back to the verb of winning it


_OF = frozenset({"of", "de", "di", "von"})
_LEAST = ("minimum", "mínimo", "minimo", "requis", "requerido", "exigido", "richiesto", "necessario", "requeridos", "exigidos")


_CAME = frozenset({"kam", "kamen", "kommt", "brachte", "bringt"})  # German: "der Entwurf kam am Dienstag auf acht Stimmen"
_APART = 6
_EXACTLY = frozenset({
    "que", "tan", "the", "exactly", "just", "precisely", "barely", "bare", "mere", "a", "its", "their", "minimum", "bare minimum",
    "required", "requisite", "necessary", "needed", "statutory", "all-important", "magic", "vital", "crucial",
})  # fmt: skip
_HAD = frozenset({"had", "has"})


def _but_for(row: Sequence[Lexeme], index: int) -> bool:
    """Whether votes are told with those who abstained beside them: "con catorce votos y una sola abstención"."""
    with_ = index > 0 and row[index - 1].text in _WITH and row[index + 1].kind == "vote" and row[index + 2].text in _AND
    beside = next((item for item in row[index + 3 : index + 7] if item.kind == "side"), None) if with_ else None
    return beside is not None and beside.value == "abstain" and beside.form == "noun"


_AND = frozenset({"and", "et", "y", "e", "und"})


def gained_what_it_needed(row: Sequence[Lexeme], number: int) -> bool:
    """Whether the votes a text needs are told as won: "got the nine it needed", "passed with the minimum nine votes"."""
    place = won_at(row, number)
    passed = row[place].text in _WITH and place > 0 and row[place - 1].value == "adopted" and row[place - 1].text.endswith("ed")
    return (row[place].text in WON or passed) and not _would(row, place)


def _would(row: Sequence[Lexeme], verb: int) -> bool:
    """Whether the votes were never cast: "it would have got 12 or 13 votes"."""
    return any(item.kind == "future" for item in row[max(0, verb - 3) : verb])


def _is_agent_of_adoption(row: Sequence[Lexeme], number: int) -> bool:
    """Whether members adopted a text: "votée mardi par 12 pays", "approved by 14 members"."""
    by = row[number - 1].kind == "agent" if number else False
    return by and any(item.kind == "outcome" and item.value == "adopted" for item in row[max(0, number - 5) : number])


def _is_candidate(row: Sequence[Lexeme], verb: int) -> bool:
    """Whether a State itself wins votes, as in an election: "Latvia won 178 votes"."""
    won = row[verb].text in WON and verb > 0 and row[verb - 1].kind == "state" and row[verb - 1].form != "adjective"
    few = row[verb + 1].kind == "only" and all(
        item.number <= _COUNCIL for item in row[verb + 2 : verb + 3]
    )  # "A Rússia conseguiu apenas três votos, o seu, …"
    return won and not few and not any(item.value == "veto" and item.form == "verb" for item in row)  # a text's author wins votes for it


def _votes_to_adopt(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a number of members "voted on Monday to adopt" the text."""
    words = [lexeme.text for lexeme in row[index + 1 : index + 16]]
    voted = next((place for place, word in enumerate(words[:7]) if word == "voted"), None)
    if voted is None:
        return False
    many = row[index].number > _COUNCIL and "to" in words[voted : voted + 8]  # "124 countries voted in the Assembly on Monday to tell …"
    return many or bool({"adopt", "approve", "pass", "endorse"}.intersection(words[voted:]))


_COUNCIL, _MAJORITY = 15, 9
WON = frozenset({
    "received", "gathered", "together", "gathering", "mustering", "winning", "garnering", "securing", "obtaining", "drawing",
    "attracting", "collecting", "netting", "obtuvo", "obteniendo", "obtendo", "obtenant", "recueillant", "collected", "mustered",
    "netted", "attracted", "sumó", "reunió", "cosechó", "reuniu", "somou", "recueilli", "recueillit", "got", "gained", "won", "obtained",
    "conseguiu", "consiguió", "logró", "logrou", "conquistou", "sammelte", "bekam", "garnered", "secured", "drew", "receiving", "getting",
    "obtenu", "obteve", "erhielt", "ottenuto", "raccolto", "ricevuto", "incassato", "ottenendo", "raccogliendo", "recabó", "recebeu",
    "recibió", "récolté", "récoltant", "obtint", "alcanzó", "alcançou", "recolheu", "bekommen", "erhalten", "errang", "vereinte", "holte",
    "reached", "reaching", "found", "picked up", "notched up", "racked up", "clocked up", "chalked up", "tallied", "commanded", "polled",
    "ha ottenuto", "ha raccolto", "ha ricevuto", "ha avuto", "ha incassato", "en a eu", "en a obtenu", "en a recueilli", "en a réuni",
    "en a reçu", "en a rassemblé", "en a totalisé", "ne ha avuti", "ne ha ottenuti", "ne ha ricevuti", "ne ha raccolti", "ne ha avuto",
    "ne ha ottenuto", "ne sono arrivati", "ne sono arrivate",
    "n'en a eu que", "n'en a obtenu que", "n'en a recueilli que", "n'en a reçu que", "n'en a réuni que",
    "ne ha raccolto", "ne ebbe", "ne ottenne", "ne raccolse", "recibía", "reunía",
    "teve", "tuvo", "contaba con", "contaban con", "contava com", "comptait", "contó con", "contou com", "cuenta con", "conta com",
})  # fmt: skip
_WIN = frozenset({"get", "win", "muster", "garner", "gather", "secure", "obtain", "attract", "collect", "draw"})
_WITH = frozenset({"with", "by", "par", "avec", "con", "com", "mit", "por", "despite", "malgré", "trotz", "coi", "grazie a"})
