"""A fixed text in the language spoken: ``gettext``, with named places for what varies.

The catalogues are plain ``.po`` files of this package, compiled in memory at first use: nothing has to be built. A text that one lacks is
said in English. Among Arabic every value is set off by itself (Unicode's bidirectional isolates), so that it reads the right way round.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.words.languages import ENGLISH, LANGUAGES, language
from bot.words.writing import isolated, number


def _(text: str, /, **values: object) -> str:
    """Say a text, its places filled: ``_("Page {n} of {last}", n=2, last=9)``. Whole numbers are written as the language does."""
    return _filled(catalogue(language()).gettext(text), values) if text else text  # gettext keeps its header under ""


def pgettext(context: str, text: str, /, **values: object) -> str:
    """Say a text that means something else elsewhere."""
    return _filled(catalogue(language()).pgettext(context, text), values)


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """Say a text about a number of things in the form the language has for it; ``{n}`` stands for the number."""
    return _filled(catalogue(language()).ngettext(one, many, count), {"n": count, **values})


def npgettext(context: str, one: str, many: str, count: int, /, **values: object) -> str:
    """Say a text about a number of things that means something else elsewhere."""
    return _filled(catalogue(language()).npgettext(context, one, many, count), {"n": count, **values})


def N_(text: str) -> str:  # noqa: N802 - the name by which gettext's tools know a text that is said later
    """Mark a text that is said later, with ``_``."""
    return text


def _filled(text: str, values: dict[str, object]) -> str:
    """Put values in their places; a text without values is taken as it stands."""
    return text.format(**{name: _written(value) for name, value in values.items()}) if values else text


def _written(value: object) -> str:
    return number(value) if isinstance(value, int) else isolated(str(value))


@cache
def catalogue(spoken: str) -> NullTranslations:
    """Return a language's texts; English needs none."""
    if spoken == ENGLISH or spoken not in LANGUAGES:
        return NullTranslations()
    compiled = BytesIO()
    with files("bot.words").joinpath(f"catalogues/{spoken}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=spoken, domain="vetowatch"))
    compiled.seek(0)
    return GNUTranslations(compiled)
