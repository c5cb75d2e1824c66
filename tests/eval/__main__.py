"""``python -m tests.eval``: how well this program reads, as tables. Parts without their data here say so."""

from __future__ import annotations

from tests.eval import quotes, structured, votes

for part in (votes, quotes, structured):
    for line in part.tables():
        print(line)  # noqa: T201 - a report is printed
