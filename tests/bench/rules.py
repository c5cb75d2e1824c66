"""How long it takes to hold many rules to one alert."""

from __future__ import annotations

import random
import time

from bot.model import Alert, Cast, How, Organ, Outcome, Rule
from bot.reading import topics
from bot.record import fold
from bot.record.rules import pattern_of
from bot.record.wants import wants
from bot.states.table import table
from tests.votes import VETO, evidence


def measure(count: int = 100_000, seed: int = 1) -> tuple[float, int]:
    """Return the seconds of processor it takes to hold so many rules of all kinds to one alert, and how many wanted it."""
    made, alert = some_rules(count, random.Random(seed)), Alert(fold.fold([evidence(VETO)]))
    begun = time.process_time()
    wanted = sum(wants(rule, alert) for rule in made)
    return time.process_time() - begun, wanted


def some_rules(count: int, chance: random.Random) -> list[Rule]:
    """Make rules of all kinds, a third of them combined of others."""
    rules = [_plain(chance) for _ in range(count)]
    for n in range(0, count, 3):
        rules[n] = Rule(groups=((_plain(chance), _plain(chance)), (_plain(chance),)), none_of=(_plain(chance),))
    return rules


def _plain(chance: random.Random) -> Rule:
    state, organ, outcome = chance.choice(sorted(table())), chance.choice(list(Organ)), chance.choice(list(Outcome))
    return chance.choice(
        (
            Rule(organs=(organ, Organ.SECURITY_COUNCIL), outcomes=(outcome,)),
            Rule(states=(state, "FRA")),
            Rule(casts=(Cast(state, chance.choice(list(How))),)),
            Rule(topics=(chance.choice(list(topics.names())),)),
            Rule(keywords=(f"word{chance.randrange(10_000)}",)),
            Rule(patterns=(pattern_of(rf"sanctions? .{{0,{chance.randrange(40)}}}korea"),)),
            Rule(margin=chance.randrange(30)),
            Rule(sponsors=(state,), outcomes=(outcome,)),
        )
    )
