"""Verbatim records: vote blocks in text, and PDF files from a feed to a sighting. Records and files are written after theirs."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.http import Http
from adapters.sources.verbatim import Verbatim, source
from bot.model import Authority, Ballot, Choice, Item, Organ, Outcome, Page, Question, Sighting, Tally
from bot.ports import SourceError
from bot.reading import verbatim
from tests.eval import structured
from tests.sites import NOON, Site, answer

COUNCIL = """United Nations S/ PV.8422
Security Council
8422nd meeting
Thursday, 13 December 2018, 3 p.m.
Agenda
The situation in the Central African Republic
This record contains the text of speeches delivered in English
18-43649 (E)
"""
ASSEMBLY = "A/79/PV.29\nGeneral Assembly\n29th plenary meeting\nTuesday, 29 October 2024, 10 a.m.\n"
THIRTEEN = """Bolivia (Plurinational State of), Côte d’Ivoire,
Equatorial Guinea, Ethiopia, France, Kazakhstan,
S/ PV. 8422 The situation in the Central African Republic 13/12/2018
2/9 18-43649
Kuwait, Netherlands, Peru, Poland, Sweden, United
Kingdom of Great Britain and Northern Ireland
and United States of America"""
BEFORE = (
    "Members have before them document S/2018/1016, which contains the text of a draft\nresolution submitted by France. I wish"
    " to draw attention"
    " to document S/2018/729, a letter. I shall put the draft resolution to the vote now.\nA vote was taken by show of hands.\n"
)


def pdf(text: str) -> bytes:
    """Write a PDF of one page, a line of text a line."""
    escaped = text.replace("(", "\\(").replace(")", "\\)")
    lines = " ".join(f"({line}) '" for line in escaped.splitlines())
    stream = f"BT /F1 10 Tf 12 TL 50 800 Td {lines} ET".encode("cp1252", "replace")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 850]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (table, len(body))


def votes(text: str) -> tuple[Sighting, ...]:
    return verbatim.read(text).sightings


def only(text: str) -> Sighting:
    (seen,) = votes(text)
    return seen


# --- the text ---


def test_a_vote_of_the_council() -> None:
    seen = only(
        f"{COUNCIL}{BEFORE}In favour:\n{THIRTEEN}\nAgainst:\nNone\nAbstaining:\nChina and Russian Federation\nThe President"
        " (spoke in French):"
        " The draft\nresolution received 13 votes in favour, none against and\ntwo abstentions. The draft resolution has been adopted\n"
        "as resolution 2448 (2018).\nMr. Ma Zhaoxu (China): China abstained."
    )
    assert (seen.organ, seen.outcome, seen.question) == (Organ.SECURITY_COUNCIL, Outcome.ADOPTED, Question.WHOLE)
    assert (seen.tally, len(seen.in_favour or ()), seen.against, seen.abstained) == (Tally(13, 0, 2), 13, (), ("CHN", "RUS"))
    assert (seen.draft, seen.resolution, seen.meeting) == ("S/2018/1016", "S/RES/2448", "S/PV.8422")
    assert (seen.date, seen.subject, seen.confidence) == (dt.date(2018, 12, 13), "The situation in the Central African Republic", 1.0)


def test_the_evidence_points_to_the_block() -> None:
    reading = verbatim.read(f"{COUNCIL}{BEFORE}In favour:\nFrance, Guinea-\nBissau\nThe President: 2 votes in favour.")
    ((start, end),) = reading.sightings[0].evidence
    assert reading.text[start:end] == "In favour: France, Guinea-Bissau"
    assert reading.sightings[0].in_favour == ("FRA", "GNB")


def test_a_unanimous_vote_prints_one_list() -> None:
    seen = only(
        f"{COUNCIL}{BEFORE}In favour:\n{THIRTEEN}, China, Russian Federation\nThe President: The draft resolution received 15"
        " votes in favour."
        " The draft resolution has been adopted unanimously as resolution 2446 (2018)."
    )
    assert (seen.tally, seen.unanimous, seen.resolution, seen.confidence) == (Tally(15, 0, 0), True, "S/RES/2446", 1.0)


@pytest.mark.parametrize(
    ("against", "said", "outcome", "vetoed_by"),
    [
        (
            "Russian Federation",
            "has not been adopted owing to the negative vote of a permanent member of the Council",
            Outcome.VETOED,
            ("RUS",),
        ),
        ("Kenya", "has not been adopted, having failed to obtain the required number of votes", Outcome.FAILED, ()),
        ("Russian Federation", "", Outcome.VETOED, ("RUS",)),
    ],
)
def test_a_text_that_fails(against: str, said: str, outcome: Outcome, vetoed_by: tuple[str, ...]) -> None:
    seen = only(
        f"{COUNCIL}{BEFORE}In favour:\n{THIRTEEN}\nAgainst:\n{against}\nAbstaining:\nChina\n"
        f"The President: There were 13 votes in favour, one against and one abstention. The draft resolution {said}."
    )
    assert (seen.outcome, seen.vetoed_by, seen.resolution, seen.tally) == (outcome, vetoed_by, None, Tally(13, 1, 1))


def test_two_votes_of_one_meeting() -> None:
    first, second = votes(
        f"{COUNCIL}I shall now put to the vote the oral amendment proposed by China to draft resolution S/2020/24. A vote was"
        " taken by show of"
        " hands. In favour: China Against: France, Poland Abstaining: Peru The President: The amendment received one vote in favour, two"
        " against and one abstention. The amendment has not been adopted. I shall now put to the vote the draft resolution contained in"
        " document S/2020/24. In favour: France, Peru, Poland Against: None Abstaining: China The President: The draft resolution received"
        " 3 votes in favour, none against and 1 abstention. The draft resolution has been adopted as resolution 2504 (2020)."
    )
    assert (first.question, first.outcome, first.tally, first.resolution) == (Question.AMENDMENT, Outcome.FAILED, Tally(1, 2, 1), None)
    assert (second.question, second.resolution, second.draft) == (Question.WHOLE, "S/RES/2504", "S/2020/24")


def test_a_recorded_vote_of_the_assembly_and_a_note_after_it() -> None:
    reading = verbatim.read(
        f"{ASSEMBLY}The Assembly will now take a decision on draft resolution A/79/L.8, entitled “Report of the Court”. A recorded vote was"
        " taken.\nIn favour:\nAlbania, Bosnia and Herzegovina, Netherlands (Kingdom of the), Zambia\nAgainst:\nBelarus,"
        " Sudan\nAbstaining:\n"
        "Algeria, Iran (Islamic Republic of),\n29/10/2024 A/79/PV.29\n\n17/38 24-19856\n\nIraq, Yemen\nDraft resolution was"
        " adopted by 4 votes"
        " to 2, with 4 abstentions (resolution\n79/6).\n[Subsequently the delegation of the Sudan informed the Secretariat that it had\n"
        "intended to abstain.]\n"
    )
    (seen,) = reading.sightings
    assert (seen.tally, seen.against, seen.abstained) == (Tally(4, 2, 4), ("BLR", "SDN"), ("DZA", "IRN", "IRQ", "YEM"))
    assert (seen.draft, seen.resolution, seen.subject) == ("A/79/L.8", "A/RES/79/6", "Report of the Court")
    assert (seen.meeting, seen.date, seen.confidence) == ("A/79/PV.29", dt.date(2024, 10, 29), 1.0)
    assert seen.intended == (Ballot("SDN", Choice.ABSTAIN),)
    (note,) = reading.statements
    assert (note.state, reading.text[note.start : note.end]) == ("SDN", note.text)


@pytest.mark.parametrize(
    ("closing", "outcome", "question", "draft"),
    [
        ("Draft resolution II was adopted by 2 votes to 1, with 1 abstention (resolution 79/7).", Outcome.ADOPTED, Question.WHOLE, None),
        ("Draft resolution A/79/L.9 was rejected by 2 votes to 1, with 1 abstention.", Outcome.FAILED, Question.WHOLE, "A/79/L.9"),
        ("Operative paragraph 5 was retained by 2 votes to 1, with 1 abstention.", Outcome.ADOPTED, Question.PARAGRAPH, "A/79/L.8"),
        ("The amendment was rejected by 2 votes to 1, with 1 abstention.", Outcome.FAILED, Question.AMENDMENT, "A/79/L.8"),
    ],
)
def test_what_the_assembly_decides(closing: str, outcome: Outcome, question: Question, draft: str | None) -> None:
    seen = only(f"{ASSEMBLY}A vote on A/79/L.8. In favour: Albania, Chad Against: Mali Abstaining: Peru {closing}")
    assert (seen.outcome, seen.question, seen.draft) == (outcome, question, draft)


def test_adoptions_without_a_vote() -> None:
    first, second = votes(
        f"{ASSEMBLY}A decision on draft resolution A/79/L.7, entitled “Zone of peace”. Draft resolution A/79/L.7 was adopted"
        " (resolution 79/5)."
        " Draft resolution I, as orally revised, was adopted (resolution 79/9)."
    )
    assert (first.without_vote, first.draft, first.resolution, first.subject) == (True, "A/79/L.7", "A/RES/79/5", "Zone of peace")
    assert (second.draft, second.resolution) == (None, "A/RES/79/9")


@pytest.mark.parametrize(
    ("block", "why"),
    [
        ("In favour: France, Atlantis, Peru Against: None Abstaining: China The President: 3 in favour, none against", "a name"),
        ("In favour: France Against: Peru Abstaining: China The President: 2 votes in favour, 1 against and 1 abstention.", "the count"),
        ("In favour: France, China Against: None Abstaining: China The President: 2 votes in favour, none against, 1 abstention.", "twice"),
    ],
)  # fmt: skip
def test_a_block_that_cannot_be_right_is_doubted(block: str, why: str) -> None:
    assert only(f"{COUNCIL}{block}").confidence < 0.5, why


def test_a_text_that_is_no_record_tells_nothing() -> None:
    assert votes("In favour: France Against: None Abstaining: China") == ()
    assert votes("") == ()


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([*BEFORE.split(), *THIRTEEN.split(), "In favour:", "Against:", "Abstaining:", "None", "S/PV.8422", "(", "[", "-"])
    )
)
def test_whatever_stands_in_a_record_is_read(words: list[str]) -> None:
    for reading in (verbatim.read(" ".join(words)), verbatim.read("\n".join(["S/PV.1", *words]))):
        for seen in reading.sightings:
            assert all(0 <= start < end <= len(reading.text) for start, end in seen.evidence)


# --- the files ---

OPTIONS = {"feeds": ["https://esubscription.un.org/rss/scdocs.xml"], "document": "https://documents.un.org/access?s={symbol}&l=en&t=pdf"}
BLOCK = "In favour:\nFrance, Côte d’Ivoire\nAgainst:\nNone\nAbstaining:\nChina\nThe President: The draft resolution received 2 votes"
RECORD = f"{COUNCIL}{BLOCK} in favour, none against and one abstention.\nThe draft resolution has been adopted as resolution 2448 (2018)."


async def test_items_fetch_and_read(site: Site, http: Http) -> None:
    made = source("pv", {"feeds": [site.url("/scdocs.xml")], "document": site.url("/doc/{symbol}")}, http)
    entries = "".join(
        f"<item><title>{title}</title><link>https://docs.un.org/{n}</link></item>"
        for n, title in enumerate(("S/PV.8422", "S/2018/1016", ""))
    )
    site.pages |= {
        "/scdocs.xml": answer(f"<rss version='2.0'><channel>{entries}</channel></rss>", "application/rss+xml"),
        "/doc/S/PV.8422": answer(pdf(RECORD), "application/pdf"),
    }
    (item,) = await replace(made, now=lambda: NOON).items()
    assert (item.key, item.url) == ("S/PV.8422", site.url("/doc/S/PV.8422"))
    (seen,) = made.read(await made.fetch(item)).sightings
    assert (seen.resolution, seen.in_favour, seen.abstained) == ("S/RES/2448", ("FRA", "CIV"), ("CHN",))
    with pytest.raises(SourceError, match="no such page"):
        await made.fetch(Item("S/PV.1", (site.url("/doc/S/PV.1"),)))


def made() -> Verbatim:
    return source("pv", OPTIONS, Http("x"))


def test_options() -> None:
    assert (made().authority, made().hosts) == (Authority.OFFICIAL_RECORD, frozenset({"esubscription.un.org", "documents.un.org"}))
    with pytest.raises(ValueError, match=r"must have \{symbol"):
        source("pv", OPTIONS | {"document": "https://documents.un.org/"}, Http("x"))
    with pytest.raises(ValueError, match="feeds must name"):
        source("pv", OPTIONS | {"feeds": []}, Http("x"))


@pytest.mark.parametrize("body", [b"", b"<html>", b"%PDF-1.4", pdf("")])
def test_what_is_no_pdf_with_text_is_refused(body: bytes) -> None:
    with pytest.raises(SourceError, match="PDF"):
        made().read(Page("", body, "application/pdf"))


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(pdf(RECORD))), st.binary(max_size=12))
def test_a_damaged_pdf_is_read_or_refused(at: int, put: bytes) -> None:
    whole = pdf(RECORD)
    try:
        made().read(Page("", whole[:at] + put + whole[at + len(put) :], "application/pdf"))
    except SourceError as error:
        assert str(error)  # noqa: PT017 - a reading or a reason, and nothing else


# --- the real ones ---


@pytest.mark.skipif(not structured.SAMPLES.is_dir(), reason="the captured records lie outside the project, and are not here")
def test_every_ballot_of_the_samples() -> None:
    assert structured.score("files", structured.verbatim_files()).faults == ()
    assert structured.score("blocks", structured.verbatim_blocks()).faults == ("S/PV.8764",)  # the sample's own text lacks words
