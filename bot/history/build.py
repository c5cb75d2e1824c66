"""Makes the data files of the built-in record: ``python -m bot.history.build RAW_DIR OUT_DIR``.

RAW_DIR holds ``sciencespo/unsc_votes_1946-2025.csv`` (Sciences Po, CC BY 4.0) and unvotes' ``data_un_roll_calls.rda`` and
``data_un_votes.rda`` (CC0) in ``unvotes/``. The same files make the same bytes. What is left out is printed, each with its reason; a check
that fails ends the build. The program never imports this module.
"""

from __future__ import annotations

import lzma
import sys
from collections.abc import Iterable
from pathlib import Path

from bot.history import sciencespo, unvotes
from bot.history.rows import Dropped, Row
from bot.model import State

_COUNCIL_HEADER = (
    "Votes of the Security Council 1946-2025. Derived from: UN Security Council votes 1946-2025, Sciences Po, Atelier de cartographie,",
    "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/). Changed: seats, five roll calls, one vote taken once, one added, titles;",
    "bot/history/sciencespo.py lists each change.",
)
_ASSEMBLY_HEADER = (
    "Recorded votes of the General Assembly 1946 to January 2020. Derived from: unvotes (CC0), https://cran.r-project.org/package=unvotes;",
    "Erik Voeten, Data and Analyses of Voting in the UN General Assembly, 2013. bot/history/unvotes.py lists each change.",
)

_FILTER = {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 1 << 20}  # the reader holds the dictionary in memory
Block = tuple[tuple[State, ...], list[Row]]


def council(raw: Path) -> tuple[bytes, list[Dropped]]:
    """Make the Council's file from the directory of raw data."""
    rows, dropped = sciencespo.read((raw / sciencespo.FILE).read_bytes())
    return _packed(_COUNCIL_HEADER, sciencespo.blocks(rows)), dropped


def assembly(raw: Path) -> tuple[bytes, list[Dropped]]:
    """Make the Assembly's file from the directory of raw data."""
    rows, dropped = unvotes.read((raw / unvotes.CALLS).read_bytes(), (raw / unvotes.VOTES).read_bytes())
    return _packed(_ASSEMBLY_HEADER, unvotes.blocks(rows)), dropped


def main(arguments: list[str]) -> int:
    """Build both files; return the exit code."""
    if len(arguments) != 2:
        sys.stderr.write("usage: python -m bot.history.build RAW_DIR OUT_DIR\n")
        return 2
    raw, out = map(Path, arguments)
    for name, make in (("council.tsv.xz", council), ("assembly.tsv.xz", assembly)):
        packed, dropped = make(raw)
        (out / name).write_bytes(packed)
        sys.stdout.write(f"{name}: {len(packed)} bytes\n")
        sys.stdout.writelines(f"  left out {vote.number}: {vote.why}\n" for vote in dropped)
    return 0


def _packed(header: Iterable[str], blocks: Iterable[Block]) -> bytes:
    lines = [f"# {line}" for line in header]
    for states, rows in blocks:
        lines += [f"@{' '.join(states)}", *(row.line(states) for row in rows)]
    return lzma.compress("".join(f"{line}\n" for line in lines).encode(), filters=[_FILTER])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
