"""How votes are told: templates of our own for each family of wording, in five languages, for ``generated`` to fill.

In braces: ``Y N K`` counts in favour, against and abstaining; ``Ks`` the last with its noun; ``S`` a score; ``O A`` the lists against and
abstaining; ``V`` who vetoed; ``R`` a resolution's number; ``D`` a draft; ``on`` and ``wd`` a day; ``day`` a full date; ``about`` a subject.
What a template uses, a reader can know. A kind is a shape of outcome that ``generated`` knows how to draw.
"""

# ruff: noqa: E501, SIM905 - templates stand on a line, and words in a row are easier to read than a list of them

from __future__ import annotations

from typing import NamedTuple


class Wording(NamedTuple):
    """One template: its family and language, the shapes of vote it can tell, the text, perhaps a title; ``mute`` tells no count."""

    family: str
    language: str
    kinds: str
    text: str
    title: str = ""
    mute: bool = False


WORDINGS = (
    # UN Press, the Council.
    Wording(
        "press split", "en", "split absent",
        "The Security Council today decided to extend {about} for a further year, adopting resolution {R} (to be issued as document "
        "S/RES/{R2}) by a vote of {Y} in favour to {N} against, with {Ks} ({A}).{absent}",
        "Security Council Extends {About}, Adopting Resolution {R} by {Y} in Favour to None against, with {Ks}",
    ),
    Wording(
        "press split", "en", "split absent",
        "Voting {on} on {about}, the Security Council adopted resolution {R} with {Y} votes in favour to {N} against, with {Ks} ({A}).{absent}",
        "With {Y} Members Voting in Favour, {K} Abstaining, Security Council Adopts Resolution {R}, Addressing {About}",
    ),
    Wording(
        "press opposed", "en", "opposed",
        "By a vote of {Y} in favour to {N} against ({O}), with {Ks} ({A}), the Council adopted resolution {R} on {about}.\n\n"
        "The Security Council met this afternoon to consider the report of the Secretary-General.",
    ),
    Wording(
        "press unanimous", "en", "unanimous",
        "Unanimously adopting resolution {R} (to be issued as document S/RES/{R2}), the 15-member Security Council today renewed "
        "the measures concerning {about} until the end of next year.",
        "Security Council Renews Measures Concerning {About}, Unanimously Adopting Resolution {R}",
    ),
    Wording(
        "press unanimous", "en", "unanimous",
        "The Security Council today prolonged its work on {about} by six months, unanimously adopting a resolution to that effect.",
    ),
    Wording(
        "press lede alone", "en", "unanimous split", "The Security Council today decided to renew the mandate dealing with {about} until 31 March.",
        "", True,
    ),
    Wording(
        "press veto", "en", "veto",
        "The Security Council today failed to adopt a draft resolution on {about}, owing to a veto cast by {V}.\n\nThe draft, contained in "
        "document {D}, received {Y} votes in favour to {N} against ({O}), with {Ks} ({A}).",
        "Security Council Fails to Adopt Resolution on {About}, as {V} Casts Negative Vote",
    ),
    Wording(
        "press veto", "en", "veto0",
        "Owing to the negative vote of a permanent member, the Security Council did not adopt a text on {about} {on}: {Y} members voted in "
        "favour and {V} against, with no abstentions.",
    ),
    Wording(
        "press two vetoes", "en", "veto2",
        "The Security Council today failed to adopt a draft resolution on {about} due to vetoes cast by two permanent members — {V}.\n\n"
        "The text received {Y} votes in favour to 2 against ({O}), with {Ks} ({A}).",
    ),
    Wording(
        "press shortfall", "en", "short",
        "The Security Council today failed to adopt a draft resolution that would have addressed {about}.\n\nBy a vote of {Y} in favour to "
        "{N} against ({O}), with {Ks} ({A}), the Council rejected the draft contained in document {D}, which fell short of the nine votes "
        "required.",
        "Security Council Fails to Adopt Draft Resolution on {About}",
    ),
    Wording(
        "procedural reversed", "en", "procedural",
        "The provisional agenda of today's Security Council meeting failed to be adopted by a vote of {N} against ({O}) to {Y} in favour, "
        "with {Ks} ({A}).",
    ),
    Wording(
        "procedural lost", "en", "procedural",
        "The Security Council today voted on whether to take up {about}. The procedural motion was rejected by a vote of {Y} in favour to "
        "{N} against ({O}), with {Ks} ({A}).",
    ),
    # Spoken by the President, audiovisual descriptions.
    Wording(
        "spoken", "en", "split opposed",
        "The President of the Security Council put the draft resolution contained in document {D} to the vote {on}.\n\nThe result of the "
        "voting is as follows: {Y} votes in favour, {N} against, {Ks}. The draft resolution has been adopted as resolution {R}.",
    ),
    Wording(
        "spoken", "en", "split opposed",
        "The Security Council met {on}.\n\nThe draft resolution received {Y} votes in favour, {N} against and {Ks}. It has been adopted "
        "as resolution {R}.",
    ),
    Wording(
        "spoken veto", "en", "veto",
        "The Security Council voted {on} on {about}.\n\nThe draft resolution received {Y} votes in favour, {N} against and {Ks}. The draft "
        "resolution has not been adopted, owing to a negative vote cast by {V}.",
    ),
    Wording(
        "audiovisual", "en", "split",
        "{day} - Security Council, {about}. Draft resolution contained in document {D} - Vote: {Yd} in favour; {Nd} against; {Kd} "
        "abstention(s) ({A}). The draft resolution was adopted as resolution S/RES/{R}.",
    ),
    Wording(
        "audiovisual", "en", "split",
        "Security Council, {day}\nDraft resolution contained in document {D}\nSubmitted by: Ghana\n- Vote: {Yd} in favour; {Nd} against; "
        "{Kd} abstention(s) ({A})\nThe draft resolution was adopted as resolution S/RES/{R}.",
    ),
    Wording(
        "audiovisual", "en", "unanimous",
        "Security Council, {day}\nDraft resolution contained in document {D}\n- Vote: unanimous\nThe draft resolution was adopted as "
        "resolution S/RES/{R}.",
    ),
    Wording(
        "audiovisual not adopted", "en", "short",
        "Security Council, {day}\nDraft resolution contained in document {D}\n- Vote: {Yd} in favour ({F}); {Nd} against ({O}); "
        "{Kd} abstention(s)\nThe draft resolution was not adopted.",
    ),
    Wording(
        "audiovisual not adopted", "en", "veto",
        "Security Council, {day}\nDraft resolution contained in document {D}\n- Vote: {Yd} in favour; {Nd} against ({O}); "
        "{Kd} abstention(s) ({A})\nThe draft resolution was not adopted owing to the negative vote of a permanent member.",
    ),
    # Agencies, the Council.
    Wording("agency score", "en", "split", "The U.N. Security Council voted {S} {wd} to approve new steps on {about}, with {A} abstaining."),
    Wording(
        "agency score", "en", "opposed",
        "UNITED NATIONS — The UN Security Council adopted a resolution on {about} {wd} in a {S} vote. {O} voted against, while {A} abstained.",
    ),
    Wording(
        "agency veto", "en", "veto",
        "UNITED NATIONS — {V} vetoed a U.N. Security Council resolution on {about} {wd}. The vote was {Y} in favor, {N} against and {Ks}, "
        "with {A} abstaining.",
        "{V} vetoes UN resolution on {about}",
    ),
    Wording(
        "agency veto", "en", "veto0",
        "{V} {wd} blocked a United Nations Security Council draft resolution on {about}. The 14 other members voted in favor.",
    ),
    Wording(
        "agency veto", "en", "veto0",
        "{V} cast the lone vote against the text on {about} in the U.N. Security Council {wd}, vetoing it, while all other members backed it.",
    ),
    Wording(
        "agency veto", "en", "veto2",
        "{V} vetoed a U.N. Security Council draft on {about} {wd}. {Y} members voted for the text and {A} abstained.",
    ),
    Wording(
        "agency veto by", "en", "veto veto2",
        "A Western text on {about} was vetoed by {V} in the UN Security Council {wd}, by a vote of {Y} to {N} ({O}), with {Ks} ({A}).",
    ),
    Wording(
        "agency losers first", "en", "short",
        "UNITED NATIONS — The Security Council {wd} rejected a resolution on {about}. {N} countries voted against, {Y} voted in favor and {K} "
        "abstained, leaving it short of the nine votes needed.",
    ),
    Wording(
        "agency unanimous", "en", "unanimous",
        "The United Nations Security Council voted unanimously {wd} to back a new approach to {about}.",
    ),
    Wording("agency unanimous", "en", "unanimous", "All 15 members of the U.N. Security Council voted {wd} in favor of a resolution on {about}."),
    Wording(
        "agency subtraction", "en", "split",
        "The UN Security Council {wd} passed a resolution on {about}. {A} abstained; the other {rest} council members voted in favor.",
    ),
    Wording(
        "agency votes to", "en", "lone",
        "By {Y} votes to one, with {Ks}, the U.N. Security Council {wd} approved a resolution on {about}. {O} voted against.",
    ),
    Wording(
        "agency words", "en", "split",
        "The UN Security Council {wd} endorsed a plan for {about}. The resolution passed with {Y} votes in favor, none against and {Ks}. {A} "
        "abstained.",
    ),
    Wording(
        "agency dash", "en", "split", "The 15-member U.N. Security Council {wd} approved a resolution on {about} in a {Yd}–0 vote with {A} abstaining."
    ),
    # Assembly, committees, Human Rights Council.
    Wording(
        "assembly recorded", "en", "ga",
        "The General Assembly today adopted a resolution on {about} by a recorded vote of {Y} in favour to {N} against ({O}), with {Ks} ({A}).",
        "General Assembly Adopts Resolution on {About}",
    ),
    Wording(
        "assembly recorded", "en", "ga",
        "By a recorded vote of {Y} in favour to {N} against ({O}) with {Ks} ({A}), the General Assembly {on} adopted the draft resolution on "
        "{about} (document {D}).",
    ),
    Wording(
        "assembly none against", "en", "ga0",
        "The General Assembly today took up {about}. By a recorded vote of {Y} in favour to none against, with {Ks} ({A}), it adopted the "
        "draft contained in document {D}.",
    ),
    Wording(
        "assembly agency", "en", "gasmall",
        "The U.N. General Assembly voted {S} {wd} to adopt a resolution on {about}. {O} voted no, while {A} abstained.",
    ),
    Wording(
        "assembly agency", "en", "ga",
        "UNITED NATIONS — The U.N. General Assembly {wd} approved a resolution on {about} by a vote of {Y} to {N}, with {Ks}.",
    ),
    Wording(
        "assembly consensus", "en", "consensus",
        "The General Assembly today adopted, without a vote, the draft resolution on {about} (document {D}).",
    ),
    Wording(
        "committee", "en", "committee",
        "The {committee} today approved a draft resolution on {about} (document {D}) by a recorded vote of {Y} in favour to {N} against ({O}), "
        "with {Ks} ({A}).",
        "{committee} Approves Draft Resolution on {About}",
    ),
    Wording(
        "rights council", "en", "hrc",
        "In a resolution (A/HRC/{session}/L.{serial}) on {about}, adopted by a vote of {Y} in favour, {N} against and {Ks}, the Human Rights "
        "Council {on} asked for a report.",
    ),
    Wording(
        "rights council", "en", "hrc",
        "GENEVA — The United Nations Human Rights Council {wd} adopted a resolution on {about} with {Y} votes in favour, {N} against and {Ks}.",
    ),
    Wording(
        "rights council defeated", "en", "hrcfail",
        "The U.N. Human Rights Council {wd} rejected a motion on {about}: {Y} members voted in favour, {N} against and {K} abstained.",
    ),
    Wording(
        "agency for", "en", "opposed",
        "UNITED NATIONS — With {Y} for, {N} against and {Ks}, the U.N. Security Council {wd} adopted a resolution on {about}. {O} opposed it and {A} "
        "abstained.",
    ),
    Wording(
        "agency veto with others", "en", "veto",
        "The United Nations Security Council rejected a draft resolution on {about} {wd} after {V} used its veto. {Y} of the 15 members backed "
        "the text and {A} abstained.",
    ),
    Wording(
        "agency backed by", "en", "split",
        "A resolution on {about} was adopted by the UN Security Council {wd}, backed by {Y} of the 15 members, while {A} abstained.",
    ),
    # French.
    Wording(
        "presse partagé", "fr", "split",
        "Le Conseil de sécurité a adopté, aujourd'hui, par {Y} voix pour et {Ks} ({A}), la résolution {R} relative à {about}.",
        "Le Conseil de sécurité adopte la résolution {R} par {Y} voix pour et {Ks}",
    ),
    Wording(
        "presse partagé", "fr", "opposed",
        "Par {Y} voix pour, {N} contre ({O}) et {Ks} ({A}), le Conseil de sécurité a adopté, ce matin, la résolution {R} sur {about}.",
    ),
    Wording("presse unanime", "fr", "unanimous", "Le Conseil de sécurité a adopté à l'unanimité, aujourd'hui, la résolution {R} sur {about}."),
    Wording(
        "veto", "fr", "veto",
        "Le Conseil de sécurité n'a pas adopté, {wd}, un projet de résolution sur {about}, du fait du veto de {V}. Le texte a recueilli {Y} "
        "voix pour, {N} contre et {Ks} ({A}).",
    ),
    Wording("veto", "fr", "veto0", "{V} a mis son veto {wd} au Conseil de sécurité de l'ONU à un texte sur {about}, les 14 autres membres votant pour."),
    Wording(
        "insuffisant", "fr", "short",
        "Le Conseil de sécurité a rejeté, {wd}, un projet de résolution sur {about}, par {Y} voix pour, {N} contre ({O}) et {Ks} ({A}).",
    ),
    Wording(
        "assemblée", "fr", "ga",
        "L'Assemblée générale des Nations Unies a adopté {wd} une résolution sur {about} par {Y} voix pour, {N} contre et {Ks}.",
    ),
    # Spanish.
    Wording(
        "dividido", "es", "split",
        "El Consejo de Seguridad de la ONU aprobó {wd} la resolución {R} sobre {about} con {Y} votos a favor, ninguno en contra y {Ks} ({A}).",
    ),
    Wording(
        "dividido", "es", "opposed",
        "El Consejo de Seguridad adoptó {wd} una resolución sobre {about} por {Y} votos a favor, {N} en contra ({O}) y {Ks} ({A}).",
    ),
    Wording("unánime", "es", "unanimous", "El Consejo de Seguridad de la ONU aprobó {wd} por unanimidad una resolución sobre {about}."),
    Wording(
        "veto", "es", "veto",
        "{V} vetó {wd} en el Consejo de Seguridad un proyecto de resolución sobre {about}, que obtuvo {Y} votos a favor, {N} en contra y {Ks} "
        "({A}).",
    ),
    Wording(
        "veto", "es", "veto0",
        "El proyecto de resolución sobre {about} fue vetado {wd} por {V} en el Consejo de Seguridad de Naciones Unidas; los otros 14 miembros "
        "votaron a favor.",
    ),
    Wording(
        "insuficiente", "es", "short",
        "El Consejo de Seguridad rechazó {wd} un proyecto de resolución sobre {about}, con {Y} votos a favor, {N} en contra ({O}) y {Ks} ({A}).",
    ),
    Wording(
        "asamblea", "es", "ga",
        "La Asamblea General de la ONU aprobó {wd} una resolución sobre {about} por {Y} votos a favor, {N} en contra y {Ks}.",
    ),
    # German.
    Wording(
        "geteilt", "de", "split",
        "Der UN-Sicherheitsrat hat am {wd} eine Resolution über {about} angenommen. {Y} Mitglieder stimmten dafür, {A} enthielten sich.",
    ),
    Wording(
        "geteilt", "de", "opposed",
        "Der Sicherheitsrat der Vereinten Nationen verabschiedete am {wd} die Resolution {R} über {about}: {Y} Länder stimmten dafür, {N} "
        "dagegen ({O}), {K} enthielten sich ({A}).",
    ),
    Wording("einstimmig", "de", "unanimous", "Der UN-Sicherheitsrat hat am {wd} einstimmig eine Resolution über {about} verabschiedet."),
    Wording(
        "veto", "de", "veto",
        "Im UN-Sicherheitsrat ist am {wd} ein Resolutionsentwurf über {about} am Veto von {V} gescheitert. {Y} Mitglieder stimmten dafür, {A} "
        "enthielten sich.",
    ),
    Wording(
        "veto", "de", "veto0",
        "{V} hat am {wd} im UN-Sicherheitsrat gegen einen Entwurf über {about} sein Veto eingelegt. Die übrigen 14 Mitglieder stimmten dafür.",
    ),
    Wording(
        "verfehlt", "de", "short",
        "Der UN-Sicherheitsrat hat am {wd} eine Resolution über {about} abgelehnt: {Y} Länder stimmten dafür, {N} dagegen ({O}), {K} enthielten "
        "sich ({A}).",
    ),
    Wording(
        "vollversammlung", "de", "ga",
        "Die UN-Vollversammlung hat am {wd} eine Resolution über {about} verabschiedet. {Y} Länder stimmten dafür, {N} dagegen, {K} "
        "enthielten sich.",
    ),
    # Portuguese.
    Wording(
        "dividido", "pt", "split",
        "O Conselho de Segurança da ONU aprovou {wd} a resolução {R} sobre {about} com {Y} votos a favor, nenhum contra e {Ks} ({A}).",
    ),
    Wording(
        "dividido", "pt", "opposed",
        "O Conselho de Segurança adotou {wd} uma resolução sobre {about} por {Y} votos a favor, {N} contra ({O}) e {Ks} ({A}).",
    ),
    Wording("unânime", "pt", "unanimous", "O Conselho de Segurança da ONU aprovou {wd} por unanimidade uma resolução sobre {about}."),
    Wording(
        "veto", "pt", "veto",
        "{V} vetou {wd} no Conselho de Segurança uma resolução sobre {about}, que recebeu {Y} votos a favor, {N} contra e {Ks} ({A}).",
    ),
    Wording(
        "veto", "pt", "veto0",
        "A proposta de resolução sobre {about} foi vetada {wd} por {V} no Conselho de Segurança da ONU; os outros 14 membros votaram a favor.",
    ),
    Wording(
        "insuficiente", "pt", "short",
        "O Conselho de Segurança rejeitou {wd} um projeto de resolução sobre {about}, com {Y} votos a favor, {N} contra ({O}) e {Ks} ({A}).",
    ),
    Wording(
        "assembleia", "pt", "ga",
        "A Assembleia Geral da ONU aprovou {wd} uma resolução sobre {about} por {Y} votos a favor, {N} contra e {Ks}.",
    ),
)  # fmt: skip

# Texts in which no vote was just taken.
SILENT = (
    Wording("before the vote", "en", "split", "The Security Council is meeting this morning to consider a draft resolution on {about} (document {D}). "
            "If adopted, it will become resolution {R}."),
    Wording("before the vote", "en", "split", "The U.N. Security Council is expected to vote {wd} on a draft resolution on {about}, diplomats said."),
    Wording("postponed", "en", "split", "The U.N. Security Council vote on {about} was postponed, a diplomat said {wd}. {V} had threatened to veto it."),
    Wording("placeholder", "en", "split", "(A full summary of this meeting will be available at a later time.)\n\nThe Security Council will consider "
            "and vote on a draft resolution ({D}) on {about}. If adopted, it will become resolution {R}."),
    Wording("statement", "en", "split", "The Security Council today unanimously adopted a presidential statement on {about}."),
    Wording("other chamber", "en", "split", "The IAEA Board of Governors passed a resolution on {about} {wd} by 22 votes to 1, with 12 abstentions, "
            "at its headquarters in Vienna, the United Nations nuclear watchdog said."),
    Wording("other chamber", "en", "split", "The city council voted 9-3-1 {wd} for a resolution that asks the United Nations to act on {about}."),
    Wording("other chamber", "en", "split", "The governor vetoed a bill on {about} {wd}, citing a recent United Nations report."),
    Wording("veto debate", "en", "split", "The General Assembly held a debate {on} on the veto cast in the Security Council last month over {about}."),
    Wording("students", "en", "split", "At the Model UN conference {wd}, the mock Security Council voted {S} for a resolution on {about}."),
    Wording("avant le vote", "fr", "split", "Le Conseil de sécurité de l'ONU doit voter {wd} sur un projet de résolution sur {about}."),
    Wording("antes", "es", "split", "El Consejo de Seguridad de la ONU votará {wd} un proyecto de resolución sobre {about}."),
    Wording("vorher", "de", "split", "Der UN-Sicherheitsrat soll am {wd} über einen Resolutionsentwurf über {about} abstimmen."),
    Wording("antes", "pt", "split", "O Conselho de Segurança da ONU deve votar {wd} um projeto de resolução sobre {about}."),
)  # fmt: skip

# What stands around a vote in a story and is none.
NOISE = {
    "en": (
        "Last month, the Council failed to adopt a similar text, which had won eight votes.",
        "The Council also adopted a presidential statement on the protection of schools earlier this year.",
        "Recalling its resolution 1325 (2000), the text stresses the role of women in peace processes.",
        "Speakers in the debate that followed turned to aid, shelter and the coming winter.",
        "In 2011, the Council adopted resolution 1973 with 10 votes in favour and five abstentions.",
        "The mission has 1,200 members and an annual budget of $340 million.",
        "A resolution needs nine votes and no veto by one of the five permanent members to be adopted.",
        "The meeting began at 10:05 a.m. and ended at 12:40 p.m.",
        "In October 2023, the United States vetoed a Brazilian text on humanitarian pauses.",
    ),
    "fr": ("Les cinq membres permanents disposent d'un droit de veto.", "La séance a duré deux heures et demie."),
    "es": ("Los cinco miembros permanentes tienen derecho de veto.", "La sesión duró más de dos horas."),
    "de": ("Die fünf ständigen Mitglieder haben ein Vetorecht.", "Die Sitzung dauerte mehr als zwei Stunden."),
    "pt": ("Os cinco membros permanentes têm direito de veto.", "A sessão durou mais de duas horas."),
}

ABOUT = {
    "en": ("the situation in Abyei", "maritime security", "aid deliveries in the region", "the sanctions regime in Libya", "the protection of civilians",
           "cyber threats", "the United Nations mission in Cyprus", "the conflict in Sudan", "a ceasefire in Gaza", "missile tests", "the peace process"),
    "fr": ("la situation en Libye", "la protection des civils", "l'aide humanitaire", "le conflit au Soudan"),
    "es": ("la situación en Haití", "la protección de los civiles", "la ayuda humanitaria", "el conflicto en Sudán"),
    "de": ("die Lage in Libyen", "den Schutz der Zivilbevölkerung", "humanitäre Hilfe", "den Konflikt im Sudan"),
    "pt": ("a situação no Haiti", "a proteção de civis", "a ajuda humanitária", "o conflito no Sudão"),
}  # fmt: skip

COMMITTEES = {
    "C1": "First Committee (Disarmament and International Security)",
    "C2": "Second Committee (Economic and Financial)",
    "C3": "Third Committee (Social, Humanitarian and Cultural)",
    "C4": "Fourth Committee (Special Political and Decolonization)",
    "C5": "Fifth Committee (Administrative and Budgetary)",
    "C6": "Sixth Committee (Legal)",
}

# Counts in words from nought to fifteen; above, digits stand.
COUNTS = {
    "en": "none one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(),
    "fr": "zéro une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze".split(),
    "es": "ninguno uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince".split(),
    "de": "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn".split(),
    "pt": "nenhum um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze".split(),
}  # fmt: skip
ABSTENTIONS = {
    "en": ("abstention", "abstentions", "no abstentions"),
    "fr": ("abstention", "abstentions", "aucune abstention"),
    "es": ("abstención", "abstenciones", "ninguna abstención"),
    "de": ("Enthaltung", "Enthaltungen", "keine Enthaltungen"),
    "pt": ("abstenção", "abstenções", "nenhuma abstenção"),
}
ONE = {"en": "one", "fr": "une", "es": "una", "de": "eine", "pt": "uma"}
AND = {"en": "and", "fr": "et", "es": "y", "de": "und", "pt": "e"}
WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
    "es": "lunes martes miércoles jueves viernes sábado domingo".split(),
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo".split(),
}
BEFORE_DAY = {"en": "on ", "fr": "", "es": "el ", "de": "", "pt": "na "}
MONTHS = "January February March April May June July August September October November December".split()

# Members of 2022 to 2025 abroad, in the order of the codes.
CODES = "CHN FRA GBR RUS USA ALB BRA GAB GHA ARE IND IRL KEN MEX NOR ECU JPN MLT MOZ CHE DZA GUY KOR SLE SVN DNK GRC PAK PAN SOM".split()
NAMES = {
    "fr": (
        "Chine|France|Royaume-Uni|Fédération de Russie|États-Unis|Albanie|Brésil|Gabon|Ghana|Émirats arabes unis|Inde|Irlande|Kenya|Mexique|"
        "Norvège|Équateur|Japon|Malte|Mozambique|Suisse|Algérie|Guyana|République de Corée|Sierra Leone|Slovénie|Danemark|Grèce|Pakistan|"
        "Panama|Somalie"
    ).split("|"),
    "es": (
        "China|Francia|Reino Unido|Rusia|Estados Unidos|Albania|Brasil|Gabón|Ghana|Emiratos Árabes Unidos|India|Irlanda|Kenia|México|"
        "Noruega|Ecuador|Japón|Malta|Mozambique|Suiza|Argelia|Guyana|República de Corea|Sierra Leona|Eslovenia|Dinamarca|Grecia|Pakistán|"
        "Panamá|Somalia"
    ).split("|"),
    "de": (
        "China|Frankreich|Großbritannien|Russland|USA|Albanien|Brasilien|Gabun|Ghana|Vereinigte Arabische Emirate|Indien|Irland|Kenia|"
        "Mexiko|Norwegen|Ecuador|Japan|Malta|Mosambik|Schweiz|Algerien|Guyana|Südkorea|Sierra Leone|Slowenien|Dänemark|Griechenland|"
        "Pakistan|Panama|Somalia"
    ).split("|"),
    "pt": (
        "China|França|Reino Unido|Rússia|Estados Unidos|Albânia|Brasil|Gabão|Gana|Emirados Árabes Unidos|Índia|Irlanda|Quênia|México|"
        "Noruega|Equador|Japão|Malta|Moçambique|Suíça|Argélia|Guiana|Coreia do Sul|Serra Leoa|Eslovênia|Dinamarca|Grécia|Paquistão|"
        "Panamá|Somália"
    ).split("|"),
}
