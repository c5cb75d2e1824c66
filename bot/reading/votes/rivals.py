"""What turns a page of the five other languages to another text put to the vote, or back: "un projet concurrent", "ein Gegenentwurf".

Patterns for RE2, over a text as ``flatten`` gives it.
"""

from __future__ import annotations

_TEXTS = (
    r"(?:textes?|projets?(?: de (?:résolution|texte))?|résolutions?|propositions?|versions?|documents?|motions?|textos?"
    r"|proyectos?(?: de resolución)?|borrador(?:es)?|resoluci(?:ón|ones)|propuestas?|versi(?:ón|ones)|documentos?|moci(?:ón|ones)"
    r"|(?:projec?tos?|proposta|minuta)(?: de resolução)?|resolu(?:ção|ções)|propostas?|vers(?:ão|ões)|rascunhos?|moção"
    r"|(?:resolutions)?entw(?:urf|urfs|ürfe)|resolution(?:en)?|vorlagen?|antr(?:ag|ags|äge)|papiere?|texte?|fassung|vorschlag|vorstoß"
    r"|test[oi]|risoluzion[ei]|bozz[ae](?: di risoluzione)?|propost[ae]|mozion[ei])\b"
)
_RIVAL = (
    r"(?:concurrent|concurrente|concurrents|rival|rivale|rivales|alternati(?:f|ve|vo|va)|parall[eè]le|distincte?|séparée?|paralel[oa]"
    r"|competidora?|distint[oa]|concorrente|parallel[oa])\b"
)
OTHER = (
    rf"\b(?:une?|l|d) ?'?(?:autre|second|seconde|deuxième|troisième) (?:[\w-]+ ){{0,2}}?{_TEXTS}"
    rf"|\botr[oa] (?:[\w-]+ ){{0,2}}?{_TEXTS}|\bun[ao]? (?:segund[oa]|tercera?) (?:[\w-]+ ){{0,2}}?{_TEXTS}"
    rf"|\b(?:um |uma )?outr[oa] (?:[\w-]+ ){{0,2}}?{_TEXTS}|\buma? (?:segund[oa]|terceir[oa]) (?:[\w-]+ ){{0,2}}?{_TEXTS}"
    rf"|\bun ?'?altr[oa] (?:[\w-]+ ){{0,2}}?{_TEXTS}|\bun[oa]? ?'?(?:second[oa]|terz[oa]) (?:[\w-]+ ){{0,2}}?{_TEXTS}"
    r"|\bein(?:e|en|em|er|es)? (?:\w+ )?(?:andere|zweite|dritte|weitere|konkurrierende|alternative|separate|eigene)[nrms]?"
    rf" (?:[\w-]+ ){{0,2}}?{_TEXTS}"
    rf"|\b(?:sein|ihr|deren)(?:e|en|em|er)? eigene[nrms]? (?:[\w-]+ )?{_TEXTS}|\b(?:gegen|konkurrenz|alternativ)"
    r"(?:entw(?:urf|urfs|ürfe)|text|antrag|vorschlag|resolution|vorlage)\b"
    rf"|\b(?:son|sa|leur) propre {_TEXTS}|\bsus? propi[oa] {_TEXTS}|\b(?:seu próprio|sua própria) {_TEXTS}"
    rf"|\b(?:un|il|la|una) (?:suo|sua|proprio|propria|loro) (?:propri[oa] )?{_TEXTS}"
    rf"|\b(?:une?|le|la|un[ao]?|el|uma?|[oa]|il|lo) {_TEXTS} (?:[\w'-]+ ){{0,3}}?{_RIVAL}"
    r"|\bcontre-?(?:projet|proposition|texte)\b|\bcontra(?:proyecto|propuesta|proposta|projeto|texto)\b|\bcontro(?:proposta|progetto|testo)\b"
)
ARTICLES = (
    r"une?|deux|trois|un autre|une autre|un[ao]?|dos|tres|otr[ao]s?|uma?|dois|duas|outr[ao]s?|ein(?:e|en|em|er)?|zwei|drei|due|tre"
    r"|un ?'?altr[oa]"
)
PARTS = (
    r"(?:sous-)?amendements?|(?:sub)?enmiendas?|emendas?|(?:sub-?)?emendament[oi]|(?:sub|unter)änderungsantr(?:ag|ags|äge|ägen)"
    r"|zusatzantr(?:ag|äge)|ergänzungsantr(?:ag|äge)"
)
UNBOUND = r"(?:^|[ \n(\"])(?:ein(?:en|em|e)? )?(?:[\w-]+ )?änderungsantr(?:ag|ags|äge|ägen)"
"""A part whose first letter is none of ASCII, before which RE2 knows no boundary of a word."""
BACK = (
    rf"\b(?:(?:l|d) ?'?ensemble (?:du|de la) {_TEXTS}|{_TEXTS} (?:lui-même|elle-même|dans son ensemble|tel qu|en su conjunto|en sí"
    r"|mism[oa]|en su totalidad|no seu conjunto|em si|como um todo|selbst|als ganzes|insgesamt|stess[oa]|nel suo (?:insieme|complesso))"
    rf"|(?:la|el) propi[oa] {_TEXTS}|(?:le|la|el|o|a|il|der|die|das) (?:\w+ )?{_TEXTS} (?:principale?|final|completo|intero|originale?)\b"
    r"|(?:für|gegen) (?:die|den) (?:resolution|text|entwurf)\b|(?:voix|votes|voté|votent) (?:pour|contre) (?:la résolution|le texte)\b"
    r"|(?:a favor|en contra|contra) (?:de la resolución|del texto|da resolução|do texto)\b"
    r"|(?:a favore|contro) (?:della risoluzione|del testo)\b"
    r"|(?:adopté|approuvé|adoptó|aprobó|adotou|adoptou|aprovou|adottato|approvato) (?:\w+ ){0,2}?(?:la|le|el|o|a|il) (?:résolution|texte"
    r"|resolución|texto|resolução|risoluzione|testo)\b)"
)
