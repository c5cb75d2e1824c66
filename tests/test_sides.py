"""Who took which side, in the words of a local newspaper: hands and buttons, peoples and capitals."""

from __future__ import annotations

import pytest

from tests.test_clauses import sides


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The Indians and the Chinese sat it out.", {"abstain": "CHN IND"}),
        ("The Cuban voted no.", {"no": "CUB"}),
        ("The Russians, the Chinese and, to London's dismay, the French abstained.", {"abstain": "CHN FRA RUS"}),
        ("They had voted to help the Rwandans.", {}),
        ("Peru kept its hand down.", {"abstain": "PER"}),
        ("India and Chad sat the vote out.", {"abstain": "IND TCD"}),
        ("Malta's chair stood empty.", {"absent": "MLT"}),
        ("When the president called for those against, one hand went up.", {"no": "1"}),
        ("Twelve hands went up.", {"yes": "12"}),
        ("Twelve agreed, Chad and Peru abstained.", {"yes": "12", "abstain": "PER TCD"}),
        ("Twelve of the fifteen agreed on Monday; Peru's no was the only one.", {"yes": "12", "no": "1 PER"}),
        ("Diplomats agreed on twelve points.", {}),
        ("30 refused and 51 abstained.", {"no": "30", "abstain": "51"}),
        ("One country refused, Peru.", {"no": "1 PER"}),
        ("Hers was the only hand against.", {"no": "1"}),
        ("Every member but Peru voted in favour.", {"yes": "rest", "no": "PER"}),
        ("Four voted against: Chad, of course, then the two allies (France and Peru), and Togo.", {"no": "4 FRA PER TCD TGO"}),
        ("NO 3 - Chad, France, Peru", {"no": "3 FRA PER TCD"}),
        ("YES 124", {"yes": "124"}),
        ("Two yellow: Chad and Peru.", {"abstain": "2 PER TCD"}),
        ("The three that abstained are Chad, Peru and Togo.", {"abstain": "3 PER TCD TGO"}),
        ("Chad, with its own government split, found no common line and so abstained.", {"abstain": "TCD"}),
        ("Chad and Peru had qualms about the text, and registered them by abstaining.", {"abstain": "PER TCD"}),
        ("Chad told the ambassadors of Peru and Togo that it understood those who abstained.", {}),
        ("From Chad, which feared for its border, and from Peru came abstentions.", {"abstain": "PER TCD"}),
        ("The three penholders abstained, and Peru with them.", {"abstain": "4 PER ~"}),
        ("Neither: Chad, Peru and Togo.", {"abstain": "PER TCD TGO"}),
        ("In favour, beside France and Peru, were Chad and Togo.", {"yes": "FRA PER TCD TGO"}),
        ("Against: two of the permanent five (Britain and France) plus Japan.", {"no": "3 FRA GBR JPN"}),
        ("The A3 (Chad, Peru and Togo) abstained.", {"abstain": "PER TCD TGO"}),
        ("Of the five powers only two voted for it.", {}),
        ("Against it were the three powers and five more.", {"no": "8"}),
        ("Chad said no and so, decisively, did Peru.", {"no": "PER TCD"}),
        ("Not one African member backed it.", {}),
        ("Four Latin American states had not voted in favour.", {}),
        ("Chad abstained, in the company of Peru and Togo.", {"abstain": "PER TCD TGO"}),
        ("It is a declaration against which 34 states voted.", {"no": "34"}),
        ("Chad was one of just two countries to vote against it.", {"no": "2 TCD ~"}),
        ("Ten to three was the score.", {"yes": "10", "no": "3"}),
    ],
)
def test_a_delegation_is_known_by_its_hand_and_its_people(sentence: str, told: dict[str, str]) -> None:
    assert sides(sentence) == told
