"""The UN Digital Library's voting records: fields, codes, blanks, totals, paging, refusals. The records are written after its layout."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import pytest
from aiohttp import web
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.http import Http
from adapters.sources import data
from adapters.sources.library import Library, source
from bot.model import Authority, Item, Organ, Outcome, Page, Sighting, Tally
from bot.ports import SourceError
from tests.eval import structured
from tests.sites import NOON, Site, answer

Member = tuple[str, str, str]
COUNCIL: list[Member] = [("CHN", "A", "CHINA"), ("SUN", "N", "USSR"), ("", "Y", "TÜRKİYE"), ("ZAR", "Y", "ZAIRE"), ("FRA", "", "FRANCE")]


@pytest.fixture
def library(site: Site, http: Http) -> Library:
    made = source("undl", {"searches": [site.url("/search?cc=Voting+Data&fct__3={year}&of=hb&rg=10")]}, http)
    return replace(made, now=lambda: NOON)


def datafield(tag: str, **subfields: str) -> str:
    inside = "".join(f'<subfield code="{code}">{value}</subfield>' for code, value in subfields.items() if value)
    return f'<datafield tag="{tag}" ind1=" " ind2=" ">{inside}</datafield>'


def record(
    members: Iterable[Member] = COUNCIL, totals: str = "2 1 1 1 5", symbol: str = "S/RES/599(1987)", number: int = 1, **more: str
) -> str:
    """Write a record; ``totals`` are 996's $b to $f, ``-`` where blank; ``more`` are whole fields by tag (``t245a``)."""
    roll = "".join(datafield("967", a=str(i), c=code, d=vote, e=name) for i, (code, vote, name) in enumerate(members, 1))
    sums = {code: value for code, value in zip("bcdef", totals.split(), strict=False) if value != "-"}
    rest = "".join(datafield(key[1:4], **{key[4]: value}) for key, value in more.items())
    return (
        f'<record><controlfield tag="001">{number}</controlfield>{datafield("791", a=symbol)}{rest}{roll}'
        f"{datafield('996', **sums) if sums else ''}</record>"
    )


def collection(*records: str) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8"?><!-- Search-Engine-Total-Number-Of-Results: 3 -->'
    return f'{head}<collection xmlns="http://www.loc.gov/MARC21/slim">{"".join(records)}</collection>'.encode()


def sighting(*records: str) -> Sighting:
    return structured.read_records(collection(*records))


# --- one record ---


def test_every_field() -> None:
    seen = sighting(
        record(
            t245a="Security Council resolution 599 (1987) [on the situation somewhere]",
            t269a="1987-10-27",
            t952a="S/PV.2755",
            t993a="S/19219",
        )
    )
    assert (seen.organ, seen.outcome, seen.tally) == (Organ.SECURITY_COUNCIL, Outcome.ADOPTED, Tally(2, 1, 1, 1))
    assert (seen.in_favour, seen.against, seen.abstained, seen.not_voting) == (("TUR", "COD"), ("RUS",), ("CHN",), ("FRA",))
    assert (seen.resolution, seen.meeting, seen.date) == ("S/RES/599", "S/PV.2755", dt.date(1987, 10, 27))
    assert (seen.subject, seen.confidence, seen.unanimous, seen.without_vote) == ("the situation somewhere", 1.0, False, False)


def test_the_draft_is_among_the_related_symbols() -> None:
    assert sighting(record(symbol="A/RES/78/213", t993a="A/C.3/78/L.49/Rev.1")).draft == "A/C.3/78/L.49/Rev.1"


@pytest.mark.parametrize(
    ("symbol", "organ"),
    [
        ("A/RES/80/214", Organ.GENERAL_ASSEMBLY),
        ("A/RES/ES-10/21", Organ.GENERAL_ASSEMBLY),
        ("A/C.3/78/L.49", Organ.THIRD_COMMITTEE),
        ("A/HRC/RES/52/1", Organ.HUMAN_RIGHTS_COUNCIL),
    ],
)
def test_organs(symbol: str, organ: Organ) -> None:
    assert sighting(record(symbol=symbol)).organ is organ


@pytest.mark.parametrize("totals", ["- - - - 5", "-"])
def test_blank_ballots_without_totals_mean_no_vote_was_taken(totals: str) -> None:
    seen = sighting(record([("CHN", "", "CHINA"), ("FRA", "", "FRANCE")], totals))
    assert (seen.without_vote, seen.not_voting, seen.tally) == (True, (), Tally())


def test_blank_ballots_beside_totals_are_no_refusals_to_vote() -> None:
    seen = sighting(record([("CHN", "", "CHINA"), ("FRA", "", "FRANCE")], "2 - - - 2"))
    assert (seen.without_vote, seen.not_voting, seen.tally, seen.unanimous) == (False, (), Tally(2, 0, 0, 0), True)


def test_a_veto_and_a_shortfall() -> None:
    council = [
        ("USA", "N", "UNITED STATES"),
        *[(code, "Y", "") for code in ("ALB", "BRA", "CHN", "ECU", "FRA", "GAB", "GHA", "JPN", "MLT")],
    ]
    vetoed = sighting(record(council, "9 1 - - 10", "S/2023/773"))
    assert (vetoed.outcome, vetoed.vetoed_by, vetoed.draft, vetoed.resolution) == (Outcome.VETOED, ("USA",), "S/2023/773", None)
    assert sighting(record(council[:-1], "8 1 - - 9", "S/2023/773")).outcome is Outcome.FAILED
    assert sighting(record(council, "9 1 - - 10", "A/DEC/80/5", t245c="adopted by the General Assembly")).outcome is Outcome.ADOPTED


def test_text_encoded_twice_is_repaired() -> None:
    seen = sighting(record([("", "Y", "TÃ¼rkiye"), ("", "N", "CÃ\xb4te dâ\x80\x99Ivoire")], "1 1", t245a="FranÃ§ais"))
    assert (seen.in_favour, seen.against, seen.subject) == (("TUR",), ("CIV",), "Français")
    assert data.once_encoded("Türkiye, Ð, éà") == "Türkiye, Ð, éà"


@pytest.mark.parametrize(("totals", "doubted"), [("2 1 1 1 5", False), ("3 1 1 - 5", True), ("167 2 11 13 193", False), ("-", False)])
def test_a_whole_roll_call_that_does_not_add_up_is_doubted(totals: str, doubted: bool) -> None:
    assert (sighting(record(totals=totals)).confidence < 0.5) is doubted


def test_a_state_that_votes_twice_is_doubted_and_kept() -> None:
    seen = sighting(record([("CHN", "Y", "CHINA"), ("CHN", "A", "CHINA")], "1 - 1"))
    assert (seen.in_favour, seen.abstained, seen.confidence) == (("CHN",), ("CHN",), data.CONTRADICTORY)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (record([("ATL", "Y", "ATLANTIS")]), "'ATLANTIS', a State we do not know"),
        (record([("CHN", "Q", "CHINA")]), "'Q', which is no vote"),
        (record(symbol="E/RES/1"), "no organ we know"),
    ],
)
def test_what_is_not_understood_is_refused(written: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        sighting(written)


@pytest.mark.parametrize(("written", "date"), [("1987", None), ("1987-13-01", None), ("1987-10-27", dt.date(1987, 10, 27))])
def test_dates(written: str, date: dt.date | None) -> None:
    assert sighting(record(t992a=written)).date == date


# --- from search to sighting ---


async def test_items_fetch_and_read(site: Site, library: Library) -> None:
    text_alone = f'<record><controlfield tag="001">9</controlfield>{datafield("191", a="A/80/L.1")}{datafield("996", a="Adopted")}</record>'
    site.pages["/search"] = answer(collection(record(number=7, t245a="Title"), text_alone), "text/xml")
    (item,) = await library.items()
    assert (item.key, item.url, item.title) == ("7", site.url("/record/7"), "S/RES/599(1987) Title")
    page = await library.fetch(item)
    assert page.url == item.url
    assert library.read(page).sightings[0].resolution == "S/RES/599"
    assert site.asked == ["/robots.txt", "/search"]


async def test_a_record_no_longer_held_is_asked_for(site: Site, library: Library) -> None:
    site.pages["/record/7"] = answer(record(number=7), "text/xml")
    assert library.read(await library.fetch(Item("7", (site.url("/record/7"),)))).sightings


async def test_a_changed_record_is_a_changed_item(site: Site, library: Library) -> None:
    site.pages["/search"] = answer(collection(record()), "text/xml")
    (before,) = await library.items()
    site.pages["/search"] = answer(collection(record(totals="3 1 1 - 5")), "text/xml")
    (after,) = await library.items()
    assert (before.key, before.summary != after.summary) == (after.key, True)


async def test_pages_are_asked_for_until_one_is_short(site: Site, library: Library) -> None:
    library = replace(library, page=2)
    asked: list[dict[str, str]] = []

    async def search(request: web.BaseRequest) -> web.StreamResponse:
        asked.append(dict(request.query))
        first = int(request.query["jrec"])
        return web.Response(body=collection(*(record(number=n) for n in range(first, min(first + 2, 6)))), content_type="text/xml")

    site.pages["/search"] = search
    assert [item.key for item in await library.items()] == ["1", "2", "3", "4", "5"]
    assert [query["jrec"] for query in asked] == ["1", "3", "5"]
    assert asked[0] == {"cc": "Voting Data", "fct__3": "2026", "of": "xm", "rg": "2", "jrec": "1"}


async def test_its_refusals_are_failed_polls(site: Site, library: Library) -> None:
    site.pages["/search"] = answer(b"", status=202)
    with pytest.raises(SourceError, match="no content yet"):
        await library.items()
    site.pages["/search"] = answer("<html><body>Prove that you are human</body></html>")
    with pytest.raises(SourceError, match="<html> where MARC records were expected"):
        await library.items()


async def test_robots_txt_counts(site: Site, library: Library) -> None:
    site.pages |= {"/robots.txt": answer("User-agent: *\nDisallow: /search"), "/search": answer(collection(record()))}
    with pytest.raises(SourceError, match=r"robots\.txt does not allow /search"):
        await library.items()


def test_options() -> None:
    made = source("undl", {"kind": "library", "searches": ["https://digitallibrary.un.org/search?ln=en"], "name": "UN Library"}, Http("x"))
    assert (made.title, made.authority, made.interval, made.hosts) == (
        "UN Library", Authority.OFFICIAL_RECORD, dt.timedelta(days=1), frozenset({"digitallibrary.un.org"}),
    )  # fmt: skip
    with pytest.raises(ValueError, match="searches must name an address"):
        source("undl", {}, Http("x"))


# --- anything at all ---

WORD = st.sampled_from(["", "Y", "N", "CHN", "SUN", "CHINA", "13", "S/RES/1", "A/80/L.1", "Ã¼", "&lt;"]) | st.text("aÃ¼ 0/", max_size=5)
FIELD = st.builds(
    lambda tag, values: datafield(tag, **dict(zip("abcde", values, strict=False))),
    st.sampled_from(["001", "245", "269", "791", "952", "967", "993", "996"]),
    st.lists(WORD, max_size=5),
)


@settings(deadline=None)
@given(st.binary(max_size=100) | st.lists(FIELD, max_size=8).map(lambda fields: collection(f"<record>{''.join(fields)}</record>")))
def test_whatever_comes_is_read_or_refused(body: bytes) -> None:
    try:
        source("undl", {"searches": ["https://x/"]}, Http("x")).read(Page("https://x/", body, "text/xml"))
    except SourceError as error:
        assert str(error)  # noqa: PT017 - a reading or a reason, and nothing else


# --- the real ones ---


@pytest.mark.skipif(not structured.SAMPLES.is_dir(), reason="the captured records lie outside the project, and are not here")
@pytest.mark.parametrize("cases", [structured.records, lambda: structured.roll_calls("sc_votes.csv", "symbol", 7)])
def test_every_ballot_of_the_samples(cases: structured.Cases) -> None:
    assert structured.score("samples", cases()).faults == ()


@pytest.mark.skipif(not structured.SAMPLES.is_dir(), reason="the captured records lie outside the project, and are not here")
def test_captured_records_of_drafts_are_no_votes() -> None:
    drafts = (structured.SAMPLES / "undl" / "marcxml_A_C3_78_L_drafts_first3.xml").read_bytes()
    assert source("undl", {"searches": ["https://x/"]}, Http("x")).read(Page("", drafts, "")).sightings == ()
