"""Numbers as texts write them: digits, and words in six languages."""

from __future__ import annotations

import re
from functools import cache

_UNITS = {
    "zero": 0, "nil": 0, "none": 0, "nobody": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "single": 1, "both": 2,
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ABROAD = {
    "aucun": 0, "aucune": 0, "zéro": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20,
    "ningún": 0, "ninguno": 0, "ninguna": 0, "cero": 0, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6,
    "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "veinte": 20,
    "keine": 0, "kein": 0, "niemand": 0, "null": 0, "ein": 1, "eine": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6,
    "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "zwanzig": 20,
    "nenhum": 0, "nenhuma": 0, "um": 1, "uma": 1, "dois": 2, "duas": 2, "três": 3, "quatro": 4, "sete": 7, "oito": 8, "nove": 9, "dez": 10,
    "doze": 12, "treze": 13, "quinze.": 15, "vinte": 20, "ninguém": 0, "personne": 0, "due": 2, "tre": 3, "dieci": 10, "dodici": 12,
    "tredici": 13, "quattordici": 14, "undici": 11, "nessuno": 0, "nessun": 0,
    "nessuna": 0, "catorze": 14, "nadie": 0, "keiner": 0, "keinen": 0, "keines": 0, "eines": 1, "zwo": 2,
}  # fmt: skip
_ABROAD |= {
    "dix-sept": 17, "dix-huit": 18, "dix-neuf": 19, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
    "nonante": 90, "vingts": 20,
    "dieciséis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veintiuno": 21, "veintiún": 21, "veintiuna": 21, "veintidós": 22,
    "veintitrés": 23, "veinticuatro": 24, "veinticinco": 25, "veintiséis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29,
    "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90,
    "dezasseis": 16, "dezesseis": 16, "dezassete": 17, "dezessete": 17, "dezoito": 18, "dezanove": 19, "dezenove": 19, "trinta": 30,
    "quarenta": 40, "cinquenta": 50, "sessenta": 60, "oitenta": 80,
}  # fmt: skip
_HUNDREDS = {"cent": 100, "ciento": 100, "cien": 100, "cento": 100, "cem": 100}
_GERMAN_TENS = {
    "zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90,
}  # fmt: skip
_GERMAN_ONES = {"ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9}
_GERMAN_TEENS = {
    "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18,
    "neunzehn": 19,
}  # fmt: skip
_ITALIAN_ONES = {"uno": 1, "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7, "otto": 8, "nove": 9}
_ITALIAN_TEENS = {
    "dieci": 10, "undici": 11, "dodici": 12, "tredici": 13, "quattordici": 14, "quindici": 15, "sedici": 16, "diciassette": 17,
    "diciotto": 18, "diciannove": 19,
}  # fmt: skip
_ITALIAN_TENS = {
    "venti": 20, "trenta": 30, "quaranta": 40, "cinquanta": 50, "sessanta": 60, "settanta": 70, "ottanta": 80, "novanta": 90,
}  # fmt: skip
# Articles in some language and numbers in others: only a word of counting beside them tells.
ARTICLES = frozenset({
    "un", "une", "una", "uno", "ein", "eine", "einer", "eines", "um", "uma", "due", "once", "both", "single", "sete", "dix.", "sei", "otto",
})  # fmt: skip
_COMPOUND = re.compile(
    r"(?:(?P<hundreds>one|two|a)[ -]hundred(?:[ -]and)?[ -]?)?(?:(?P<tens>{tens})(?:[ -](?P<ones>{ones}))?|(?P<small>{small}))?\b".format(
        tens="|".join(_TENS),
        ones="|".join(word for word, value in _UNITS.items() if 0 < value < 10),
        small="|".join(sorted(_UNITS, key=len, reverse=True)),
    )
)


@cache
def words() -> dict[str, int]:
    """Return every single word that is a number, in any of the languages."""
    return {**_italian(), **_ABROAD, **_HUNDREDS, **_german(), **_TENS, **_UNITS}


def _german() -> dict[str, int]:
    """Return German numbers up to 199, each of which is one word."""
    tens = {f"{one}und{ten}": tens + ones for ten, tens in _GERMAN_TENS.items() for one, ones in _GERMAN_ONES.items()}
    below = {**_GERMAN_ONES, **_GERMAN_TEENS, **_GERMAN_TENS, **tens}
    above = {f"{head}hundert{word}": 100 + value for head in ("", "ein") for word, value in below.items()}
    return {**_GERMAN_TEENS, **_GERMAN_TENS, **tens, **above, "hundert": 100, "einhundert": 100, "sechzehn": 16}


def _italian() -> dict[str, int]:
    """Return Italian numbers up to 199, each of which is one word: "trentuno", "ventotto" and "ventitré" drop or change a vowel."""
    ones = {**_ITALIAN_ONES, "tré": 3}
    tens = {
        f"{ten[:-1] if one[0] in 'uo' else ten}{one}": tens + value for ten, tens in _ITALIAN_TENS.items() for one, value in ones.items()
    }
    below = {**_ITALIAN_ONES, **_ITALIAN_TEENS, **_ITALIAN_TENS, **tens}
    return {**below, **{f"cento{word}": 100 + value for word, value in below.items()}}


def _room(last: int) -> int:
    """Return below what a word must lie to add to the one before: "cent" takes up to 99, "soixante" up to 19, "treinta" up to 9."""
    if last == 100:
        return 100
    return 20 if last in {60, 80} else 10 if last >= 10 and last % 10 == 0 else 0


def _is_of_the(words: str, last: int) -> bool:
    """Whether "dos" after a number is the Portuguese "of the", and no Spanish two: "dez dos quinze países"."""
    return words == " dos" and last < 100  # "ciento dos" is 102


_NEXT_WORD = re.compile(r"(?:-| (?:et |y |e )?|-et-)([^\W\d_]+)")


def chain(text: str, start: int, stop: int) -> tuple[int, int]:
    """Read a number of several words in French, Spanish or Portuguese whose first word stands at start: its value, and where it ends."""
    total = last = words()[text[start:stop]]
    while (more := _NEXT_WORD.match(text, stop)) and (value := words().get(more[1])) is not None:
        if (total, value) == (4, 20):
            total = last = 80
        elif 0 < value < _room(last) and not _is_of_the(more[0], last):
            total, last = total + value, value
        else:
            break
        stop = more.end()
    return total, stop


def compound(text: str, start: int) -> tuple[int, int] | None:
    """Read an English number in words beginning at an offset of a lower-case text: its value, and where it ends."""
    match = _COMPOUND.match(text, start)
    if match is None or match.end() == start:
        return None
    hundreds = {"one": 100, "two": 200, "a": 100}.get(match["hundreds"] or "", 0)
    tens = _TENS.get(match["tens"] or "", 0)
    small = _UNITS.get(match["ones"] or match["small"] or "", 0)
    return hundreds + tens + small, match.end() - (match.group()[-1] in " -")


_PARTING = str.maketrans("", "", ".,\u00a0\u202f ")


def digits(text: str) -> int | None:
    """Read digits with or without thousands separators; None where they are too many to count votes or anything else here."""
    bare = text.translate(_PARTING)
    return int(bare) if bare.isdecimal() and len(bare) < 7 else None
