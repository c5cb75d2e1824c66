"""Votes yet to be taken: counts somebody only hopes for or reckons with, and pages whose lead announces a vote; in six languages."""

from __future__ import annotations

import re

from bot.reading.votes import page
from bot.reading.votes.automaton import compiled, encoded

# What is hoped, feared or reckoned: "espèrent au moins 13 voix", "wird sein Veto einlegen", "the count could be 13 to 1".
_HOPED = (
    # English
    r"hop(?:es?|ed|ing|eful) (?:for|of|to (?:get|win|see|secure|gather|muster)|that)|hoped for"
    r"|(?:counts?|counted|counting|banks?|banking|reckons?|reckoned|reckoning) (?:on|with)"
    r"|(?:diplomats?|officials?|envoys?|sponsors?|backers?|supporters?|observers) (?:count|reckon|predict|estimate|believe|think|foresee)"
    r"|(?:thought|believed|reckoned|presumed|assumed|tipped|understood) (?:to|likely to) (?:be|vote|abstain|oppose|back|support)"
    r"|better (?:no|a|an|to|not) [^.]{0,30}\bthan\b|or thereabouts"
    r"|leaning (?:towards?|to)|could (?:be|end|go) \d+|(?:all but|almost|nearly|virtually|quite|as good as) certain to"
    r"|(?:doomed|bound|certain|sure|destined) to (?:fail|be (?:vetoed|blocked|rejected|defeated)|use|veto|cast)"
    r"|foresaw|foresees?|taken for granted|expected to (?:get|win|receive|abstain|back|oppose|be|use|cast|veto|block)"
    # French
    r"|(?:devraient?|doit|doivent|devaient?|pourraient?|va|vont|comptent?|peut|peuvent) (?:voter|s'abstenir|obtenir|recueillir|opposer"
    r"|mettre|user|rejeter|réunir|rassembler|récolter|passer|être adopté|être rejeté|être approuvé|échouer|bloquer|appuyer|soutenir)"
    r"|(?:espèrent?|espéraient?|espérait|tablent?|tablait|misent?) |comptent? sur|s'attend(?:ent|ait)? |vou[ée]e? à l'échec"
    r"|condamnée? à l'échec|(?:est|sont) (?:attendu|espéré)|(?:opposer|voter|abstiendr|mettr)(?:a|ont)\b"
    # Spanish
    r"|(?:se )?espera(?:n|ba|ban)? |(?:son|es) esperad[oa]|cuentan? con|prevén? "
    r"|(?:votar|vetar|abstendr|obtendr|rechazar|usar|apoyar)án?(?:[^a-z]|$)|impediría"
    r"|(?:podría|debería|puede|pueden|debe|deben)n? (?:votar|vetar|abstenerse|obtener|reunir|recabar|lograr|sumar|alcanzar|recibir"
    r"|conseguir|superar|salir adelante|ser (?:aprobad|rechazad|vetad|adoptad)|aprobar|bloquear)"
    r"|podrían? contar con|(?:abocad|condenad|destinad)[oa]s? al fracaso"
    # German
    r"|(?:wird|werden|will|wollen|dürften?|könnten?|sollen?|sollten?|würden?|ob|falls|wenn|wohl)\b[^.;:]{0,80} (?:einlegen"
    r"|enthalten|votieren|bekommen|erhalten|scheitern|zustimmen|ablehnen|annehmen|erreichen|zusammenkommen)\b"
    r"|(?:wird|werden|wurde|ist) [^.;:]{0,40}(?:gerechnet|erwartet)|gerechnet wird|rechne(?:t|n|ten?) [^.;:]{0,30}mit|erwarte(?:t|n) "
    r"|droh(?:t|en|ten?) [^.;]{0,80}\bab(?:zu)?lehnen|droh(?:t|en|ten?) [^.;]{0,40}mit"
    r"|hoff(?:t|en|ten) |scheitern verurteilt|aussichtslos|werden dürften?"
    # Portuguese
    r"|expectativa|espera-se|esperam-se|(?:são|é) esperad[oa]|se espera|esperam |contam? com"
    r"|dev(?:e|em|eria|eriam) (?:vetar|votar|vetá-l|se abster|abster|obter|receber)"
    r"|(?:pode|podem|poderia|poderiam|poderá|poderão) (?:votar|vetar|abster|se abster|obter|reunir|receber|alcançar|conseguir|somar"
    r"|ser (?:aprovad|rejeitad|vetad|adotad|adoptad)|aprovar|bloquear|contar com)"
    r"|(?:vetar|votar|apoiar|obter)(?:á(?:[^a-z]|$)|ão\b)|fadad[oa] ao fracasso"
    # Italian
    r"|contano? su|sperano? |(?:sono|è) attes[ioae]|si (?:aspetta|prevede|attende)"
    r"|(?:porr|voter|aster|metter|otterr|boccer)(?:à(?:[^a-z]|$)|anno\b)"
    r"|destinat[oa] a (?:fallire|cadere)"
    r"|(?:dovrebbe(?:ro)?|potrebbe(?:ro)?|può|possono|deve|devono) (?:votare|astenersi|ottenere|porre|raccogliere|raggiungere|ricevere"
    r"|superare|bloccare|passare|contare su|essere (?:approvat|respint|bocciat|adottat))"
)  # fmt: skip
# What was done, whatever else is hoped in the same sentence: "they had counted on 12 votes but got nine".
_DONE = (
    r"voted|abstained|\bgot\b|received|\bwon\b|garnered|secured|\bdrew\b|blocked|vetoed|(?:was|were|been) (?:adopted"
    r"|rejected|defeated|passed)"
    r"|adopted|approved|\bfell short|\bfailed\b|\bcast (?:its|their|a|the)|\bagreed\b|rejected"
    r"|(?:ont|a|est|été|sont) (?:voté|opposé|mis|obtenu|recueilli|rejeté|adopté|abstenu|approuvé|bloqué)|abstenue?s|rejetée?|adoptée?"
    r"|frenó|bloque(?:ó|aron)|tumbó|hundió|torped|blockiert|verhinder|kippt|barrou|bloqueou|bloccat|fermat"
    r"|votaron|votó|votado|abstuv|obtuv|\bvetó|vetaron|recibió|aprobó|aprobad|rechazó|rechazad|\bhan? "
    r"|stimmten|stimmte\b|enthielt|legten?\b|scheiterte|erhielt|bekam|beschloss|verabschiedet|angenommen (?:hat|worden)|billigte|abgestimmt"
    r"|votaram|votou|abstiver|absteve|obteve|\bteve\b|recebeu|vetou|vetaram|aprovou|aprovad|rejeitou|rejeitad"
    r"|(?:ha|hanno) (?:votato|posto|ottenuto|approvato|adottato|bocciato|respinto|detto)|astenut|bocciat|approvat|respint|adottat"
)  # fmt: skip

# What was hoped for and came: "Como se esperaba, Rusia frenó …".
_AS_HOPED = (
    r"(?:comme|tal y como|tal como|como|come|wie) (?:c'était |on s'y |era |se |es |zu |fue |foi )?(?:prévu|attendu|attendait|esperaba"
    r"|esperad[oa]|preveía|previst[oa]|esperava|previa|atteso|erwarte|expected)"
)


# One of which tells, at a glance, that something was done.
_PLAINLY_DONE = ("voted", "vetoed", "adopted", "abstained", "rejected", "approved", "blocked")


def only_hoped(stretch: str) -> bool:
    """Whether the votes of a sentence, given as ``flatten`` gives it, are yet to be cast, and none is told as cast."""
    if page.holds(stretch, _PLAINLY_DONE):
        return False
    words = encoded(stretch)
    hoped = compiled(_HOPED).search(words)
    if hoped is not None and (as_hoped := compiled(_AS_HOPED).search(words)):
        words = words[: as_hoped.start()] + words[as_hoped.end() :]
        hoped = compiled(_HOPED).search(words)
    return hoped is not None and compiled(_DONE).search(words) is None


_NINES = ("neuf", "nueve", "nove", "neun", "9")
_NINE = rf"\b(?:{'|'.join(_NINES)})\b"
# What any vote needs, told by "if": "se aprueba un proyecto si nueve de ellos votan a favor y ninguno de los permanentes lo veta".
_SUPPOSED = (
    r"\b(?:si|s'ils?|wenn|sofern|falls|se|quando|cuando|siempre que|lorsque|quand|condition que|pourvu que|purché"
    r"|condición de que|desde que|vorausgesetzt)\b[^.;:]{0,60}"
    + _NINE
    + r"[^.;:]{0,60}\b(?:votent|votan|voten|votam|votem|votano|votino|stimmen|zustimmen|sind"
    r"|se prononcent|apoyan|apoyen|apoiam|apoiem|appoggiano|soutiennent|approuvent|aprueban|approvano|aprovam)\b"
    r"|" + _NINE + r"[^.;:]{0,80}\b(?:aucun|ninguno|ninguna|nenhum|nessuno|keiner|keines|kein)\b[^.;]{0,110}"
    r"\b(?:veta|vete|vota|vote|voti|s'oppose|se opone|se oponga|se opõe|se oponha|si oppone|si opponga|oppone|einlegt|stimmt"
    r"|widerspricht)\b"
)  # fmt: skip
# A question set: "Exercício: uma resolução tem 14 votos a favor e 1 contra".
_EXERCISE = re.compile(
    r"\W*(?:exerc[íi]cios?|ejercicios?|exercices?|übung(?:saufgabe)?|aufgabe|esercizio|problema|quiz|ejemplo|exemplo|exemple|beispiel"
    r"|esempio|pergunta|pregunta|question|frage|domanda)\W{0,2}\d{0,2} ?[:.)-]"
)


def only_supposed(stretch: str) -> bool:
    """Whether the votes of a sentence are those any text needs, or of an exercise, and none that were cast."""
    needed = page.holds(stretch, _NINES) and compiled(_SUPPOSED).search(encoded(stretch)) is not None
    return needed or _EXERCISE.match(stretch) is not None


# How a lead announces a vote: "doit voter ce vendredi", "stimmt heute über … ab", "vote put off until Wednesday".
_ANNOUNCED = (
    r"\b(?:to|will|would|shall|may|could|must) (?:also |then |now |again |soon |likely |finally |formally )?vote"
    r" (?:on|over|about|to|today|tomorrow|tonight|this|at|again\b|later|soon|mon|tue|wed|thu|fri|sat|sun)"
    r"|\b(?:to|will|would|shall|may|could|must) (?:\w+ )?(?:hold a|take a|take the|be put to a|be put to the) vote\b"
    r"|votes? (?:on|today|tomorrow|tonight|later) [^.]{0,40}(?:today|tomorrow|tonight|later)|goes? to (?:the|a) vote|up for (?:a )?vote"
    r"|\b(?:council|assembly|committee|members|un|unsc|unga) votes? (?:today|tonight|tomorrow|this|at \d)"
    r"|vote(?:s|d)?\b[^.]{0,80} (?:put off|pushed back|postponed|delayed|slips?|slipped|put back|deferred|moved to|called off|due|looms?)"
    r"|(?:postpone[sd]?|delay(?:s|ed)?|put(?:s|ting)? off|defer(?:s|red)?|call(?:s|ed)? off|push(?:es|ed)? back)\b[^.]{0,50}\bvote"
    r"|(?:ahead of|awaits?|awaiting|prepar\w+ for|faces?) (?:a|the|today's|tomorrow's|\w+day's) [^.]{0,30}vote"
    r"|vote [^.]{0,20}(?:expected|scheduled|planned|likely)|(?:was|is) due before the"
    r"|\b(?:is|are) to (?:vote|decide|choose)\b|\bwould (?:hold|take) (?:a|the) vote"
    # French
    r"|(?:doit|doivent|va|vont|devrait|devraient|s'apprêtent? à|appelée?s? à) (?:voter|se prononcer|trancher|statuer|être mis)"
    r"|se prononcer(?:a|ont)\b|votera\b|voteront\b|vote (?:ce|cet|demain|aujourd)|tranchera\b"
    r"|vote [^.]{0,30}(?:reporté|repoussé|prévu|attendu|ajourné)|(?:reporte|repousse|retarde|ajourne|diffère)\b[^.]{0,40}vote"
    r"|(?:mis|soumise?) (?:aux voix|au vote)"
    r" (?:ce|demain)|(?:sera|seront|être) (?:mise?s? aux voix|soumise?s? au vote)"
    # Spanish
    r"|votarán?(?:[^a-z]|$)|(?:va|van|dispone|disponen|prepara|preparan) a votar|(?:debe|deben|prevén?|planean?|previsto) (?:que )?votar"
    r"|se pronunciarán?(?:[^a-z]|$)|someter(?:á|án|se)? a vot|votación [^.]{0,30}(?:pasa al|aplaza|prevista)"
    r"|(?:aplaza|retrasa|pospone|demora|retrasó|aplazó|pospuso)[^.]{0,40}(?:votación|voto)"
    # German
    r"|stimmt [^.]{0,90} ab\b|(?:soll|wird|will|sollen|werden|wollen) [^.]{0,60}(?:abgestimmt|abstimmen|entschieden|entscheiden)\b"
    r"|abstimmung [^.]{0,40}(?:verschoben|geplant|angesetzt|erwartet)|(?:morgen|heute) (?:abstimmung|votum)|abstimmung (?:morgen|heute)"
    r"|abgestimmt (?:wird|werden soll)"
    r"|(?:steht|stehen|kommt) [^.]{0,40}zur abstimmung|(?:verschiebt|verzögert|vertagt|verschob|vertagte)[^.]{0,40}(?:abstimmung|votum)"
    # Portuguese
    r"|vota (?:hoje|nesta|nessa|amanhã|esta)|votar(?:á(?:[^a-z]|$)|ão\b)|para votar|(?:vai|vão|deve|devem|deverá|deverão) (?:votar|decidir"
    r"|se pronunciar|pronunciar-se)|ser(?:á|ão) (?:votad|submetid|post)[oa]s?|votação [^.]{0,30}(?:adiada|prevista|marcada)"
    r"|(?:adia|adiou|atrasa|atrasou|posterga|retarda)[^.]{0,40}(?:votação|voto)|levar a (?:plenário|voto|votação)"
    # Italian
    r"|voterà(?:[^a-z]|$)|voteranno\b|(?:stasera|oggi|domani) (?:il|al) voto|voto [^.]{0,30}(?:rinviato|previsto|atteso|slitta)"
    r"|(?:rinvia|ritarda|rimanda|slitta|rinviò)[^.]{0,40}(?:voto|votazione)"
    r"|(?:deve|devono|dovrà|dovranno|chiamat[oi] a) (?:votare|pronunciarsi|esprimersi)|si pronuncer(?:à|anno)"
    r"|(?:sarà|saranno|verrà) mess[aoei] ai voti|(?:va|andrà) al voto"
)  # fmt: skip


def announced_at(head: str) -> int:
    """Return where a title and lead, given as ``flatten`` gives them, tell of a vote yet to be taken; -1 where they do not."""
    found = compiled(_ANNOUNCED).search(encoded(head))
    if found is None:
        return -1
    before = head[max(head.rfind(". ", 0, found.start()), head.rfind("\n", 0, found.start())) + 1 : found.start()]
    return -1 if _MET.search(before) else int(found.start())


# "Met yesterday to vote on it", and so it did; "had put off the vote", "after the vote was delayed": it was held since.
_MET = re.compile(
    r"\b(?:met|gathered|convened|assembled|yesterday|failed|refused|had|avait|avaient|había|habían|hatte|hatten|war|waren|havia|aveva)\b"
    r"|\b(?:after|following|despite|once|apr[eè]s|tras|después|nach|nachdem|depois|após|dopo)\b[^,]{0,25}$"
)
