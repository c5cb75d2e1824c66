"""Who took which side, in every order an English newspaper tells it."""

from __future__ import annotations

import pytest

from bot import states
from bot.reading.votes import tally
from bot.reading.votes.lexeme import where
from bot.reading.votes.lexer import flatten, lex
from bot.reading.votes.lists import groups
from bot.reading.votes.sides import Count


def sides(sentence: str) -> dict[str, str]:
    """Return what a sentence tells of each side: "12", "3 FRA GBR", "rest"; "~" where the States are only some of them."""
    row = lex(states.flatten(sentence), flatten(sentence), (0, len(sentence)))
    found = where(row)
    return {side: _shown(count) for side, count in tally.counts(row, found, groups(row, found)).items()}


def _shown(count: Count) -> str:
    number = "rest" if count.rest else "" if count.number is None else str(count.number)
    return " ".join(part for part in (number, *sorted(count.states), "~" if count.partial and count.states else "") if part)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Thirteen of the council's members were for the longer term.", {"yes": "13"}),
        ("The French ambassador, Jean Dupont, voted no, and Bulgaria abstained.", {"no": "FRA", "abstain": "BGR"}),
        ("Of the 15 members ten said yes; Chad and Peru stayed neutral.", {"yes": "10", "abstain": "PER TCD"}),
        ("Of 47 members, 28 voted yes.", {"yes": "28"}),
        ("Every one of the other 14 members of the Security Council raised a hand for the text.", {"yes": "14"}),
        ("The 14 other members all favoured the draft, which asks for a truce.", {"yes": "14"}),
        ("All the 10 others, from Norway to Brazil, wanted the meeting.", {"yes": "10"}),
        ("The other 13 nations on the Security Council endorsed the draft.", {"yes": "13"}),
        ("The remaining 13 members of the Council wished to keep the mission.", {"yes": "13"}),
        ("Everyone else on the council - thirteen countries, with India and Togo among them - voted for the text.", {"yes": "13"}),
        ("All the members save one voted for the draft.", {"yes": "rest"}),
        ("The rest of the Council abstained.", {"abstain": "rest"}),
        ("Twelve nations, the Soviet Union among them, approved the resolution.", {"yes": "12 RUS ~"}),
        ("A dozen countries, among them Malaysia and Argentina, voted against.", {"no": "12 ARG MYS ~"}),
        ("Four countries (Chad, Mali, Peru and Togo) abstained.", {"abstain": "4 MLI PER TCD TGO"}),
        ("Three opposed the text, which Pakistan introduced: Chad, Mali and Peru.", {"no": "3 MLI PER TCD"}),
        ("Chad, Mali and Peru - three in all - were in favour.", {"yes": "3 MLI PER TCD"}),
        ("Nobody voted against; no country abstained.", {"no": "0", "abstain": "0"}),
    ],
)
def test_members_are_counted_before_their_verb(sentence: str, told: dict[str, str]) -> None:
    assert sides(sentence) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("China, which could have killed it, abstained instead.", {"abstain": "CHN"}),
        ("China, which so often sides with Russia, chiefly on Syria, abstained this time.", {"abstain": "CHN"}),
        ("Moscow alone voted against it and only Togo abstained.", {"no": "1 RUS", "abstain": "1 TGO"}),
        ("The delegations of France and China abstained.", {"abstain": "CHN FRA"}),
        ("Peru's deputy ambassador voted against.", {"no": "PER"}),
        ("India and 16 other nations abstained.", {"abstain": "17 IND ~"}),
        ("Britain, France, Togo and six more nations abstained.", {"abstain": "9 FRA GBR TGO ~"}),
        ("China abstained and all 13 others were in favour.", {"abstain": "CHN", "yes": "13"}),
        ("China abstained, and 13 countries approved.", {"abstain": "CHN", "yes": "13"}),
        ("Syria, Mali and Belarus joined Russia in voting against.", {"no": "BLR MLI RUS SYR"}),
        ("Namibia and China were the only members that joined Russia in voting for it.", {"yes": "3 CHN NAM RUS"}),
        ("Canada voted no, and was joined in this by Australia and the United States.", {"no": "AUS CAN USA"}),
        ("Algeria and China voted with Moscow; against were France, the UK and the US, and Switzerland abstained.",
         {"yes": "CHN DZA RUS", "no": "FRA GBR USA", "abstain": "CHE"}),
        ("India abstained, as did Kenya and Gabon.", {"abstain": "GAB IND KEN"}),
    ],
)  # fmt: skip
def test_states_are_named_before_their_verb(sentence: str, told: dict[str, str]) -> None:
    assert sides(sentence) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Libya, which chairs the group, was the one country to cast a vote against.", {"no": "1 LBY"}),
        ("Of the 15 seats the US one was the only one to vote against.", {"no": "1 USA"}),
        ("The only ones against were the United States, Ukraine and the tiny state of Palau.", {"no": "3 PLW UKR USA"}),
        ("The only vote for it was hers.", {"yes": "1"}),
        ("Pakistan was one of the 11 council members to vote for the resolution.", {"yes": "11 PAK ~"}),
        ("It was one of 14 countries that abstained.", {"abstain": "14"}),
        ("Abstaining were Chad and Peru and, what weighed most, the Asians: India and Japan.", {"abstain": "IND JPN PER TCD"}),
        ("For: 154.", {"yes": "154"}),
        ("Against: Russia, Bolivia.", {"no": "2 BOL RUS"}),
        ("Abstaining: 23, including Chad and India", {"abstain": "23 IND TCD ~"}),
        ("In favour (2): France, Spain. Against: one. Abstained (3): Togo", {"yes": "2 ESP FRA", "no": "1", "abstain": "3 TGO ~"}),
        ("In favour – 13; against – 1 (US); abstained – UK", {"yes": "13", "no": "1 USA", "abstain": "1 GBR"}),
    ],
)
def test_voters_follow_their_side(sentence: str, told: dict[str, str]) -> None:
    assert sides(sentence) == told


def test_whose_vote_is_not_sure_is_not_told() -> None:
    assert "SRB" not in sides("Serbia, a traditional ally of Russia, voted against it too.").get("no", "")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Besides Russia just China was opposed, while India abstained, as did Kenya.", {"no": "2 CHN RUS", "abstain": "IND KEN"}),
        ("The text had the votes of 12 of the 15 members of the Security Council.", {"yes": "12"}),
        ("It managed to get the bare nine votes in the Council.", {"yes": "9"}),
        ("The draft received their two votes and no others.", {"yes": "2"}),
        ("It mustered just six votes, although the US was for it; the five others were Chad and Peru.", {"yes": "6 USA"}),
        ("Jane Doe, who abstained for Canada, spoke first.", {"abstain": "CAN"}),
        ("Britain did not use its veto: it abstained, and so did Chad and Peru.", {"abstain": "GBR PER TCD"}),
        ("It passed with four abstentions -- Chad and Peru, and two Africans on the Council, namely Mali and Togo.",
         {"abstain": "4 MLI PER TCD TGO"}),
        ("Pakistan and China stood with Russia; the US and Latvia voted against; and there were ten abstentions.",
         {"yes": "3 CHN PAK RUS", "no": "LVA USA", "abstain": "10"}),
        ("China and Pakistan stood by Peru; two abstained.", {"abstain": "2"}),
        ("South Africa was with Russia and China in opposing it.", {"no": "CHN RUS ZAF"}),
        ("Russia, the one abstainer, said that it had no part in it.", {"abstain": "1 RUS"}),
        ("Of the three votes against, two came from veto powers – Russia and China.", {"no": "3 CHN RUS ~"}),
        ("Three of the 15 members would not vote for it: Chad, Mali and Peru abstained.", {"abstain": "MLI PER TCD"}),
        ("India did not vote for its neighbour nor against it: it was one of 14 countries that abstained.", {"abstain": "14"}),
    ],
)  # fmt: skip
def test_voters_are_told_by_the_way(sentence: str, told: dict[str, str]) -> None:
    assert sides(sentence) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Chad abstained; others that did so were Mali and Peru.", {"abstain": "MLI PER TCD"}),
        ("Every one of the 15 members raised a hand on Wednesday.", {"yes": "15"}),
        ("The resolution was approved by 12 council members, with Chad and Peru abstaining.", {"yes": "12", "abstain": "PER TCD"}),
        ("Three members -- China, France and Russia -- would not go along; they abstained, and so did Malaysia.",
         {"abstain": "CHN FRA MYS RUS"}),
        ("Ghana was the sole African country to abstain.", {"abstain": "GHA ~"}),
        ("It was approved with 119 countries voting “yes,” Belarus voting “no,” and 36 countries abstaining.",
         {"yes": "119", "no": "BLR", "abstain": "36"}),
        ("All but Chad were for it.", {"yes": "rest", "no": "TCD"}),
        ("Britain abstained along with six others.", {"abstain": "7 GBR ~"}),
        ("Only four countries joined Russia in voting against it.", {"no": "5 RUS ~"}),
        ("Britain abstained, as did four other nations.", {"abstain": "5 GBR ~"}),
        ("By 14 to 1, but the one is the United States, it was rejected.", {"yes": "14", "no": "1 USA"}),
    ],
)  # fmt: skip
def test_voters_are_told_by_what_others_did(sentence: str, told: dict[str, str]) -> None:
    assert sides(sentence) == told


def test_a_verb_that_has_its_voters_takes_no_list_before_them() -> None:
    sentence = "The resolution, sponsored by both the United States and Japan, had China abstain from the vote, and Russia oppose it."
    assert sides(sentence) == {"abstain": "CHN", "no": "RUS"}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The text won backing from 10 countries; no one voted against.", {"yes": "10", "no": "0"}),
        ("The vote was 9-3 in favour, South Africa joining China and Russia in the opposition.", {"yes": "9", "no": "3 CHN RUS ZAF"}),
        ("The vote was in favour by the 13 other members of the Security Council.", {"yes": "13"}),
        ("France and Britain were among nine countries that backed the proposed measure.", {"yes": "9 FRA GBR ~"}),
        ("Four countries voted in support of the document.", {"yes": "4"}),
        ("Brazil and Turkey were the two dissenters in the vote, while Lebanon abstained.", {"no": "2 BRA TUR", "abstain": "LBN"}),
        ("In addition to the US, abstentions came from China and Algeria, which opposed trials abroad, and Brazil.",
         {"abstain": "BRA CHN DZA USA"}),
        ("Algeria, China and Russia voted to lift the sanctions.", {"yes": "CHN DZA RUS"}),
        ("Eighteen including Brazil and Peru voted to support it.", {"yes": "18 BRA PER ~"}),
        ("FOR: Chad, Mali AGAINST: Peru ABSTAINED: Togo", {"yes": "2 MLI TCD", "no": "1 PER", "abstain": "1 TGO"}),
        ("The 13 other members had voted on Thursday to keep the force.", {"yes": "13"}),
        ("With 119 countries voting “yes,” Belarus “no,” and 36 abstaining, it passed.", {"yes": "119", "no": "BLR", "abstain": "36"}),
        ("The 13 other members voted to reject the amendment.", {"no": "13"}),
        ("Sponsored by Pakistan and over 180 other countries, the text passed.", {}),
    ],
)  # fmt: skip
def test_voters_are_told_by_what_they_did(sentence: str, told: dict[str, str]) -> None:
    assert sides(sentence) == told
