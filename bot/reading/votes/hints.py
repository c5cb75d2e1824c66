"""Where a page may speak of a vote at all: the words without one of which no sentence is read closely."""

from __future__ import annotations

import re
from functools import cache

from bot.model import Span
from bot.reading.votes import page
from bot.reading.votes.automaton import compiled, encoded

# What no sentence about a vote is without, in any of the languages: only such sentences are read closely.
_ANY = (
    "resolu", "council", "vot", "against", "adopt", "abst", "veta", "veto", "vetó", "véto", "favour", "favor", "résolu", "reject",
    "rejet", "rechaz", "passed", "passes", "approv", "aprob", "aprov", "unanim", "contre", "contra", "dagegen", "entha", "enthi", "stimm",
    "support", "oppos", "assembl", "sicherheitsrat", "conseil", "consejo", "conselho", "asamblea", "raised", "nowhere", "came to n",
    "sank", "sunk", "shot down", "shoot down", "strike down", "struck down", " ayes", " nays", "the two were", "the three were",
    "the four were", "so did", "were the five", "were the two", "were the three", "were the four", "were the six", "were the seven",
    "were the eight", "were the nine", "were the ten", "were the eleven", "were the twelve",
    "torpedo", " dit non", "dit oui", "take part", "said yes", "said no", "stood with", "sided with", "cast a", "cast their",
    "on the fence", "undecided", "their mind", "sat out",
    "soutenu", "appuy", "prononc", "pris position", "apoy", "respald", "avalad", "opone", "opuso", "opuser", "opusie",
    "opôs", "dijeron", "apoia",
    "endoss", "dissera", "disse ", "zustimm", "unterstütz", "sagten", "dafür", "gegen", "astenut", "astens", "asteng", "astene", "astenn",
    "consigl",
    "assemblea", "contro ", "espress", "favorev", "risoluz", "bocci", "respint", "detto", "sprach", "contrar", "oui ", "sì", "voix",
    "condamn", "appui", "pour :", "für:", "conden", "verurteil", "condann",
    "versammlung", "mandate", "fail", "scheiter", "ablehn", "lehnt", "draft", "block", "majority", "consensus", "presidential statement",
    "gavel", "ballot", " motion", " amendment ", "killed it", " proposal ",
    "d'accord", "de acuerdo", "de acordo", "einverstanden", "levé la main", "la mano", "die hand", " a mão",
    " o braço", "su lado", "seu lado",
    "was absent", "were absent", "not in the room", "no part in", "aux côtés", "se alineó", "alinearon", "ao lado de",
    "der seite", "die seite", "a fianco",
    "solos", "seuls", "sozinh", "isolad", "isolé", "aislad", "not participat", "the side of", "'s side ",
    "dalla sua", "er seite", "soutenaient", "appuyaient", "sostenu", "sosten", "contro,", "placar",
    "resultado", "marcador", "ergebnis", "risultato", "résultat", "verdict", "score final", "esito", "nein sagte", "feu vert",
    "luz verde", "grünes licht", "sinal verde", "via libera", "suffrages", "sufragios", " luces ", " luzes ", " luci ", "lichter",
    "voyants", "lumières", "points verts", "points rouges", "/l.", "s/20", "repouss", "mains ", "manos ", " mani ", "hände", "mãos ",
    "à l'écart", "pronunc", "trancher", "festleg", "ratsmitglied", "sich quer", "al margen", "à margem", "in disparte", "schiera",
    "sich heraus", "neutral", "neutre", "neutro", "preso partito", "partido", "stellung", "finestra", "indietro", "sich raus", "pris parti",
    "autoris", "autoriz", "minimum requis", "con loro", "avec eux", "con ellos", "mit ihnen", "com eles",
)  # fmt: skip
_CLEARER = (
    " vot", "adopt", "against", "absta", "abste", "absti", "veta", "veto", "vetó", "véto", "favour", "favor", "reject", "rejet", "rechaz",
    "passed", "approv", "aprob", "aprov", "unanim", "contre", "contra", "dagegen", "entha", "enthi", "stimm", "oppos", "block",
    "apoy", "respald", "apoia", "soutenu", "opuser",
    "opusie", "opuso", "astenut", "astens", "contro ", "contrar", "favorev", "boccia", "respint",
    "zustimm", "voix",
    "consensus", "resolution 2", "in the council", "scheiter", "lehn", "presidential statement",
)  # fmt: skip
_CLEAREST = (
    "recorded vote", "vote of", "vote in", "votes in", "vote to", "votes to", " voted", "absta", "abste", "unanim", "without a vote",
    "consensus", "vetoed", " in favour to", " in favour,",
    " in favour;", " in favour (", " in favor to", " in favor,", "votes in fav", "members in fav",
    " votes against", " voix", "votos", "stimmten", "enthielt", "adopted resolution",
    "astenut", "voti ", "stimmen", "failed to adopt", "fails to adopt", "s/prst/",
)  # fmt: skip
LEAD, BODY = 8, 60  # how many sentences are a page's lead, and its body


class Hints:
    """Tells which stretches of a text may speak of a vote; asked in the order of the text, it goes through it once.

    The further down a page, the plainer a stretch must speak of voting, and one that tells what somebody said in a debate plainer still.
    What is found first is kept, so that all the stretches before it cost nothing. RE2 looks for all words at once; one byte a character
    keeps its offsets those of the text.
    """

    def __init__(self, flat: str) -> None:
        self._flat = flat
        self._text = encoded(flat)
        self._found = [_BEFORE] * len(_PLAINER)

    def speak(self, span: Span, place: int) -> bool:
        """Whether a stretch, so many sentences down the page, holds a word that may tell of a vote."""
        begin, end = span
        plainer = 0 if place < LEAD else 2 if place >= BODY or _SPEAKER.match(self._flat, begin) else 1
        if self._found[plainer][0] < begin:
            if plainer < _CLOSE and page.holds(self._flat[begin:end], _PLAINLY):
                return True
            match = compiled(_pattern(plainer)).search(self._text, begin)
            self._found[plainer] = match.span() if match else (len(self._text), len(self._text) + 1)
        return self._found[plainer][1] <= end


_BEFORE = (-1, -1)
_PLAINER = (_ANY, _CLEARER, _CLEAREST)
_CLOSE = 2  # of these, how many hold the words below, which most sentences about a vote have one of
_PLAINLY = (" vot", "veto", "adopt", "absta", "against")
_SPEAKER = re.compile(r"(?:the )?(?:representative|delegate|speaker|observer)s? (?:of|from|for) ")


# Members counted, whatever they are said to have done: "the 14 other members all favoured it", "the rest of the council".
_COUNTED = (
    r"\b(?:\d\d?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|dozen) "
    r"(?:of the (?:15|fifteen|47|council's) )?(?:other |others\b|remaining |further |council )"
    r"|\b(?:\d{1,3}|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|dozen) "
    r"(?:members|nations|countries|states|governments|delegations|capitals)\b"
    r"|\b(?:of the (?:15|fifteen)|rest of the|(?:all|remaining|the) (?:the )?others?|were for|was for|it abs|agreed with)\b"
    r"|\bd(?:id|oing|one) (?:so|the same|likewise)\b|\b(?:the|its|bare|minimum|required|necessary) nine\b"
    r"|\b(?:only|just|alone) (?:\w+ ){1,8}(?:joined|backed|sided|stood|lined|rallied|followed) |\balone (?:joined|backed|stood|followed) "
    # "Les deux sont …", "os dez são …": who those counted before are
    r"|\b(?:les|los|las|os|as|die|i|gli|le) (?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|dos|tres|cuatro|cinco|seis|siete|ocho|nueve"
    r"|diez|dois|duas|tr.s|sete|oito|nove|dez|zwei|drei|vier|f.nf|sechs|sieben|acht|neun|zehn|due|tre|quattro|cinque|sei|sette|otto|dieci|\d\d?)"
    r" (?:sont|.taient|furent|son|fueron|eran|s.o|foram|eram|sind|waren|sono|erano)\b"
    # so many of all: "13 der 15 Mitglieder waren …", "onze des quinze membres", "141 pays"
    r"|\b\d{1,3} (?:pays|.tats|membres|pa.ses|estados|miembros|l.nder|staaten|mitglieder|membros|paesi|stati|membri)\b"
    r"|\b(?:der|des|de los|dos|dei|su|sur|von) (?:15|f.nfzehn|quinze|quince|quindici)\b"
    r"|\b(?:autres|otros|outros|altri|anderen|.brigen|weiteren|dem.s|demais|restantes|rimanenti) (?:\w+ )?"
    r"(?:membres|miembros|membros|membri|mitglieder|pays|pa.ses|paesi|staaten|l.nder|estados|stati|.tats)\b"
    r"|\b\d{1,3} (?:weitere|weiteren|autres|otros|outros|altri|mais)\b|\b(?:weitere|autres|otros|outros|altri|mais) \d{1,3}\b"
    r"|\b(?:i|gli|los|les|os|die) (?:no|s.|non|oui|noes|s.es|n.o|sim|nein|ja)\b|\b(?:tr.gen?|trugen|st.nden|standen|stellten sich)\b"
    r"|\bhinter sich\b|\bpour (?:lui|elle) |\b(?:acompa.|acompanh|accompagn)|\b(?:scrutin|abstimmung|votaci.n|vota..o)\b"
    # Hands and chairs: "nine hands went up", "kept theirs down", "Rwanda's chair was empty"
    r"|\bhands? (?:went|up\b|down\b|were|shot|rose|in the air|against|in fav)|\b(?:rais|lift|withh|kept |keep|put|with)\w*(?: \w+){0,2} "
    r"(?:hands?|theirs|votes?)\b|\b(?:kept|held|left) (?:theirs|its|their|his|her)\b|\bs[ai]t(?:ting)? (?:it|this|the|that|on|out)\b"
    r"|\b(?:st[oe][op]\w*|moved|held|hung|holding|hanging|standing) (?:aside|apart|back|by it)|\b(?:seat|chair|place) (?:was|stood|rem)"
    r"|\b(?:kept|stayed|remained) (?:out|neutral|aloof|clear)\b|\bpress(?:ed|ing) (?:the|no|a|gr|re|ye)|\bbuttons?\b"
    # Counts without a verb: "YES 124", "161 green", "26 refused", "The tally was 14-1", "The one was Peru", "The other eight: …"
    r"|\b(?:for|yes|no|green|red|yellow|amber|yeas?|nays?|ayes?|noes)\W{1,3}\d{1,3}\b"
    r"|\b(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty) "
    r"(?:\w+ )?(?:for|yes|no|green|red|yellow|amber|yeas?|nays?|noes|refused)\b(?: ?[,.;:(-]|$)"
    r"|\b\d{1,3}-\d{1,3}(?:-\d{1,3})?\b|\b(?:tally|score)\b|\bthe \W?(?:one|\d{1,2})\W? (?:was|were|is)\b"
    r"|\b(?:these|those) were\b|\b(?:the|those|these) (?:other )?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d\d?)"
    r"(?: others?)?(?:\W+ apart|:| were| are|,)|\bthe \W\d{1,2}\W,"
    # Votes that came from somewhere: "a no came from Chad", "a “no” was recorded for Peru"; a column of the board; how much was missing
    r"|\b(?:a|the) \W?no(?:es)?\W? (?:came|was|were|from|column|camp|side)\b|\b(?:ayes|noes)\b|\bneither: "
    r"|\b(?:one|two|three|four|five) short\b|\b(?:only|sole|lone) (?:\w+ ){0,3}\W?no\b"
)


@cache
def _pattern(plainer: int) -> str:
    words = _PLAINER[plainer]
    return "|".join((*map(re.escape, words), *(() if words is _CLEAREST else (_COUNTED,))))
