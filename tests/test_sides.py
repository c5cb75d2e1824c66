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
    ],
)
def test_a_delegation_is_known_by_its_hand_and_its_people(sentence: str, told: dict[str, str]) -> None:
    assert sides(sentence) == told
