"""Vetoes cast by two, the second told beside the first."""

from __future__ import annotations

import pytest

from tests.test_company import told

MET = "The UN Security Council met on Chad."


@pytest.mark.parametrize(
    "cast",
    [
        "Russia vetoed the draft on Thursday, and China did likewise.",
        "Moscow used its veto on Thursday, and so did Beijing.",
        "Moscow used its veto on Thursday, and Beijing followed suit.",
        "Moscow used its veto on Thursday, and Beijing joined it.",
        "Moscow vetoed it on Thursday, as did Beijing.",
        "Moscow used its veto for the 13th time on Thursday, with Beijing doing the same.",
        "Moscow, joined by Beijing, vetoed the text on Thursday.",
        "Moscow cast its veto together with Beijing on Thursday.",
        "Moscow used its veto on Thursday, and Beijing went along with it.",
        "Rusia vetó el texto el jueves y China hizo lo mismo.",
        "La Russie a mis son veto jeudi, tout comme la Chine.",
    ],
)
def test_a_second_veto_is_told_beside_the_first(cast: str) -> None:
    assert told(MET, cast) == ["SC vetoed ?-?-? n:CHN,RUS"]


@pytest.mark.parametrize(
    ("cast", "expected"),
    [
        ("Russia vetoed the text on Thursday after Britain had joined the United States in voting for it.", "n:RUS"),
        ("Russia vetoed the text on Thursday; China abstained, as did Britain.", "n:RUS a:CHN,GBR"),
        ("The United States vetoed the text on Thursday; Britain, like France, was for it.", "n:USA"),
        ("Russia vetoed the text on Thursday, and China also abstained.", "n:RUS a:CHN"),
        ("The United States vetoed the text on Thursday; in December Britain and France joined it.", "n:USA"),
    ],
)
def test_what_another_did_beside_a_veto_is_no_veto(cast: str, expected: str) -> None:
    assert told(MET, cast) == [f"SC vetoed ?-?-? {expected}"]


def test_those_on_somebody_s_side_are_whom_a_vote_counts() -> None:
    assert told(
        "The UN General Assembly on Thursday adopted a resolution on Chad.",
        "It was supported by 124 members and opposed by four; 43 did not vote either way. On Malta's side were Peru, Togo and Palau.",
    ) == ["GA adopted 124-4-43 n:MLT,PER,PLW,TGO"]
