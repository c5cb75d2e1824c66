"""Digests over a real database of each kind: each local date once, no vote missing, none twice, whatever is killed and whenever."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from adapters.chats.console import plain
from adapters.chats.discord.render import embed
from adapters.chats.slack.render import blocks
from bot import digest
from bot.asking import Place
from bot.digest import Digester
from bot.message import Message, Post
from bot.model import Item, Organ, Outcome, Quote, Rule, SourcedQuote, Subscription, Upcoming, Vote
from bot.ports import DeliveryError
from bot.record import fold
from bot.record.since import Came, News, net
from bot.record.wants import rule_of
from bot.schedule import EVERY_DAY, Schedule
from bot.store import Ledger, RecordedVote, Store, tables
from bot.telling.digest import message
from tests.conftest import Clock
from tests.fakes import FakeChat
from tests.votes import ADOPTED, VETO, evidence

NINE = Schedule(dt.time(9), "Europe/Paris")
VETOED, TAKEN = fold.fold([evidence(VETO)]), fold.fold([evidence(ADOPTED)])


class Killed(BaseException):
    """The program's end, at any point."""


class Board(FakeChat):
    """A chat that takes digests; ``before`` and ``after`` run around the moment it keeps one."""

    def __init__(self, fate: Fate | None = None) -> None:
        super().__init__()
        self.fate = fate or Fate()
        self.kept: dict[int, Post] = {}
        self.down = False

    async def send(self, post: Post) -> str:
        if post.doubtful and post.id in self.kept:
            return str(post.id)
        self.fate.strike()
        if self.down:
            raise DeliveryError("out of order")
        self._fail()
        assert post.id not in self.kept, "said twice"
        self.kept[post.id] = post
        self.fate.strike()
        if self.fate.chance.random() < self.fate.lost:
            raise DeliveryError("connection lost", doubtful=True)
        return str(post.id)


@dataclass
class Fate:
    """How likely the program is killed at each point where it could be, and a reply lost."""

    kill: float = 0.0
    lost: float = 0.0
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    dead: bool = False

    def strike(self) -> None:
        """Kill the program here, or what of it still runs once it is dead."""
        self.dead = self.dead or self.chance.random() < self.kill
        if self.dead:
            raise Killed


class FragileStore(Store):
    """A store whose program may be killed before a transaction is kept, and after."""

    fate = Fate()

    @asynccontextmanager
    async def begin(self, *, recording: bool = False) -> AsyncIterator[Ledger]:
        if self.fate.dead:
            raise Killed
        async with super().begin(recording=recording) as ledger:
            yield ledger
            self.fate.strike()
        self.fate.strike()


class Morning:
    """A channel with digests, and votes that come."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock, self.board = store, clock, Board()
        self.digester = Digester(store, self.board, clock, random.Random(1))

    async def plan(self, schedule: Schedule = NINE, channel: str = "one", rule: Rule | None = None, *, silent: bool = False) -> dt.datetime:
        return await digest.plan(self.store, Place("discord", channel), schedule, self.clock(), rule=rule, silent=silent)

    async def come(self, vote: Vote, *, backlog: bool = False) -> RecordedVote:
        async with self.store.begin(recording=True) as ledger:
            return await ledger.votes.add(vote, self.clock(), backlog=backlog)

    async def become(self, recorded: RecordedVote, vote: Vote) -> RecordedVote:
        async with self.store.begin(recording=True) as ledger:
            return await ledger.votes.revise(recorded, vote, self.clock())

    async def next_day(self, **by: float) -> list[Message]:
        """Let a day go by (it is 20:00 UTC at first) and return the digests that came."""
        before = set(self.board.kept)
        self.clock.move(**(by or {"days": 1}))
        await self.digester.digest()
        return [post.message for number, post in self.board.kept.items() if number not in before]


@pytest.fixture
async def morning(store: Store, clock: Clock) -> Morning:
    return Morning(store, clock)


def symbols(told: Message) -> dict[str, str]:
    """Read which votes a message tells, and as what."""
    said = {"vetoed": "vetoed", "not adopted": "failed", "adopted": "adopted", "withdrawn": "withdrawn"}
    pairs = {}
    for fact in told.facts:
        outcome = said[fact.label.partition(": ")[2].lstrip("0123456789 ")]
        for link in fact.links:
            symbol = re.search(r"S/\d+/\d+|Resolution \d+", link.text)
            assert symbol is not None
            pairs[symbol[0]] = outcome
    return pairs


async def test_a_digest_tells_what_came_once_at_its_hour(morning: Morning) -> None:
    assert await morning.plan() == dt.datetime(2022, 5, 27, 7, tzinfo=dt.UTC)
    await morning.come(VETOED)
    await morning.come(TAKEN)
    assert await morning.next_day(hours=10, minutes=59) == []
    (told,) = await morning.next_day(minutes=1)
    assert symbols(told) == {"S/2022/431": "vetoed", "Resolution 2728": "adopted"}
    assert told.headline.endswith("Daily digest · 27 May 2022")
    assert await morning.next_day(hours=3) == []
    (empty,) = await morning.next_day()
    assert (symbols(empty), empty.title.text) == ({}, "No votes since 27 May 2022")


async def test_what_was_told_before_the_plan_is_not_in_it_nor_what_is_of_the_past(morning: Morning) -> None:
    await morning.come(VETOED)
    await morning.plan()
    await morning.come(TAKEN, backlog=True)
    assert [symbols(told) for told in await morning.next_day()] == [{}]


async def test_silence_where_there_is_nothing_if_wished(morning: Morning) -> None:
    await morning.plan(silent=True)
    assert await morning.next_day() == []
    await morning.come(VETOED)
    assert [symbols(told) for told in await morning.next_day()] == [{"S/2022/431": "vetoed"}]


async def test_a_changed_outcome_is_told_again_and_a_vote_that_changed_back_is_not(morning: Morning) -> None:
    await morning.plan(silent=True)
    recorded = await morning.come(replace(VETOED, outcome=Outcome.FAILED))
    await morning.next_day()
    recorded = await morning.become(recorded, VETOED)
    (told,) = await morning.next_day()
    assert told.notices == ("Corrected: Draft resolution S/2022/431 was told as not adopted, is vetoed.",)
    recorded = await morning.become(recorded, replace(VETOED, outcome=Outcome.FAILED))
    await morning.become(recorded, VETOED)
    assert await morning.next_day() == []


async def test_other_changes_are_no_news(morning: Morning) -> None:
    await morning.plan(silent=True)
    recorded = await morning.come(VETOED)
    await morning.next_day()
    await morning.become(recorded, replace(VETOED, sponsors=("USA", "JPN")))
    assert await morning.next_day() == []


async def test_a_vote_withdrawn_unseen_is_not_told_one_seen_is(morning: Morning) -> None:
    await morning.plan(silent=True)
    recorded = await morning.come(VETOED)
    await morning.become(recorded, replace(VETOED, withdrawn=True))
    assert await morning.next_day() == []
    recorded = await morning.come(TAKEN)
    await morning.next_day()
    await morning.become(recorded, replace(TAKEN, withdrawn=True))
    assert [symbols(told) for told in await morning.next_day()] == [{"Resolution 2728": "withdrawn"}]


async def test_a_vote_joined_to_another_is_told_once(morning: Morning) -> None:
    await morning.plan(silent=True)
    kept = await morning.come(replace(VETOED, draft=None))
    await morning.next_day()
    gone = await morning.come(VETOED)
    async with morning.store.begin(recording=True) as ledger:
        await ledger.votes.merge(gone.id, kept.id)
    await morning.become(kept, VETOED)
    assert await morning.next_day() == []


async def test_the_rule_of_the_channel_holds_unless_the_digest_has_its_own(morning: Morning) -> None:
    async with morning.store.begin() as ledger:
        for channel in ("one", "two"):
            await ledger.subscriptions.add(Subscription("discord", channel, rule_of(outcomes=["veto"]), morning.clock()), morning.clock())
    await morning.plan(channel="one")
    await morning.plan(channel="two", rule=rule_of(outcomes=["adopted"]))
    await morning.plan(channel="three")
    await morning.come(VETOED)
    await morning.come(TAKEN)
    await morning.next_day()
    told = {post.channel: set(symbols(post.message).values()) for post in morning.board.kept.values()}
    assert told == {"one": {"vetoed"}, "two": {"adopted"}, "three": {"vetoed", "adopted"}}


async def test_a_vote_that_no_longer_matches_the_rule_is_corrected_where_it_was_told(morning: Morning) -> None:
    await morning.plan(rule=rule_of(outcomes=["veto"]), silent=True)
    recorded = await morning.come(VETOED)
    await morning.next_day()
    await morning.become(recorded, replace(VETOED, outcome=Outcome.FAILED))
    assert [symbols(told) for told in await morning.next_day()] == [{"S/2022/431": "failed"}]


async def test_days_of_downtime_give_one_digest(morning: Morning) -> None:
    await morning.plan()
    await morning.next_day()
    await morning.come(VETOED)
    await morning.come(TAKEN)
    (told,) = await morning.next_day(days=5)
    assert len(symbols(told)) == 2
    assert told.title.text.endswith("since 27 May 2022")


async def test_a_chat_that_is_down_for_days_gets_one_digest(morning: Morning) -> None:
    await morning.plan()
    morning.board.down = True
    await morning.come(VETOED)
    assert await morning.next_day() == []
    await morning.come(TAKEN)
    assert await morning.next_day() == []
    morning.board.down = False
    (told,) = await morning.next_day()
    assert len(symbols(told)) == 2


async def test_a_refused_channel_is_tried_again_and_told_all_in_one_when_it_is_back(morning: Morning) -> None:
    await morning.plan()
    await morning.come(VETOED)
    morning.board.faults = [DeliveryError("missing access", permanent=True) for _ in range(3)]
    assert await morning.next_day() == []
    await morning.come(TAKEN)
    assert [plan.paused for plan in await digest.plans(morning.store)] == ["missing access"]
    assert await morning.next_day(days=9) == []
    assert await morning.next_day() == []
    (told,) = await morning.next_day()
    assert len(symbols(told)) == 2
    assert [plan.paused for plan in await digest.plans(morning.store)] == [None]


async def test_what_an_unsent_digest_would_have_corrected_is_in_the_next(morning: Morning) -> None:
    await morning.plan(silent=True)
    recorded = await morning.come(VETOED)
    await morning.next_day()
    morning.board.down = True
    recorded = await morning.become(recorded, replace(VETOED, outcome=Outcome.FAILED))
    await morning.next_day(hours=1)
    async with morning.store.begin(recording=True) as ledger:
        await ledger.digests.note()
    await morning.become(recorded, replace(VETOED, outcome=Outcome.VETOED, withdrawn=True))
    assert await morning.next_day() == []
    morning.board.down = False
    (told,) = await morning.next_day()
    assert symbols(told) == {"S/2022/431": "withdrawn"}
    assert told.notices == ("Corrected: Draft resolution S/2022/431 was told as vetoed, is withdrawn.",)


async def test_what_is_expected_next_is_told(morning: Morning) -> None:
    await morning.plan()
    source = VETOED.sources[0]
    upcoming = Upcoming(Organ.SECURITY_COUNCIL, dt.date(2022, 5, 31), "S/2022/500", "the situation in Mali")
    async with morning.store.begin() as ledger:
        await ledger.intake.note("press", [Item("one", ("https://press.example/one",))], morning.clock())
        await ledger.expected.add((await ledger.intake.due("press", morning.clock()))[0].id, source, upcoming, None, morning.clock())
    (told,) = await morning.next_day()
    assert [(fact.label, fact.links[0].text) for fact in told.facts] == [
        ("Expected next", "Security Council, 31 May 2022 – Draft resolution S/2022/500: the situation in Mali")
    ]
    assert told.facts[0].links[0].url.startswith("https://docs.un.org/")


async def test_clocks_that_jump_neither_repeat_nor_lose(morning: Morning) -> None:
    await morning.plan()
    await morning.come(VETOED)
    assert len(await morning.next_day(days=400)) == 1
    await morning.come(TAKEN)
    assert len(await morning.next_day(days=-399)) == 1
    assert await morning.next_day(days=-1) == []
    assert await morning.next_day(days=1) == []
    assert len(await morning.next_day()) == 1
    assert sorted(len(symbols(post.message)) for post in morning.board.kept.values()) == [0, 1, 1]


async def test_no_second_digest_on_a_date_after_a_new_plan(morning: Morning) -> None:
    await morning.plan()
    await morning.next_day()
    await morning.plan(Schedule(dt.time(23), "Europe/Paris"))
    assert await morning.next_day(hours=2) == []
    assert await digest.stop(morning.store, Place("discord", "one"))
    assert not await digest.stop(morning.store, Place("discord", "one"))
    assert await morning.next_day() == []


def test_the_count_of_a_vote_with_a_long_title_is_not_cut() -> None:
    told = message("Daily digest", dt.date(2022, 5, 27), None, [Came(replace(VETOED, subject="a matter " * 60))])
    assert told.facts[0].links[0].text.endswith("a matter a matter…" + " (13-2-0; veto: China, Russian Federation)")
    assert len(told.facts[0].links[0].text) < 200


def test_net_tells_each_vote_once_by_its_last_news() -> None:
    new = [News(5, 1, "vetoed"), News(7, 1, "failed"), News(6, 2, "adopted"), News(8, 3, ""), News(9, 4, "withdrawn")]
    told = [News(1, 1, "adopted"), News(2, 1, "vetoed"), News(3, 2, "adopted"), News(4, 3, "adopted")]
    assert list(net(new, told)) == [(News(7, 1, "failed"), News(2, 1, "vetoed"))]


def test_a_digest_is_grouped_the_gravest_first_and_fits_every_chat() -> None:
    said = Quote("We cannot accept a text that leaves people in the dark", ((0, 54),), "A. Speaker", None, "Ambassador", "FRA", key=1)
    vetoed = replace(VETOED, quotes=(SourcedQuote(said, VETOED.sources[0]),))
    many = [Came(replace(TAKEN, organ=organ, outcome=outcome)) for organ in Organ for outcome in Outcome for _ in range(9)]
    told = message("Weekly digest", dt.date(2024, 3, 29), dt.date(2024, 3, 22), [*many, Came(vetoed)])
    assert told.title.text == "244 votes: 82 vetoed, 81 not adopted, 81 adopted since 22 March 2024"
    assert told.facts[0].label == "🟥 Security Council: 10 vetoed"
    assert told.facts[0].links[-1].text.endswith("(13-2-0; veto: China, Russian Federation)")
    assert [saying.words for saying in told.sayings] == [said.words]
    assert told.facts[-1].label == "And"
    assert len(embed(told, "1")) <= 6000
    assert len(str(blocks(told))) < 13000
    assert "Security Council: 10 vetoed" in plain(told)


# A simulated year

START = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)

ZONES = {
    "Europe/London": dt.time(1, 30),  # each zone with a time that its clock skips or shows twice, where it does
    "America/New_York": dt.time(2, 30),
    "Australia/Lord_Howe": dt.time(2, 15),  # half an hour of daylight saving
    "America/Santiago": dt.time(0, 0),  # midnight is skipped
    "Pacific/Chatham": dt.time(2, 50),
    "Antarctica/Troll": dt.time(1, 20),  # two hours of it
    "Africa/Casablanca": dt.time(2, 30),  # four changes around Ramadan
    "Asia/Beirut": dt.time(0, 15),
    "Asia/Jerusalem": dt.time(2, 5),
    "Africa/Cairo": dt.time(0, 0),
    "Asia/Kathmandu": dt.time(23, 59),
    "Pacific/Kiritimati": dt.time(8, 0),
}
CHOSEN = {"America/New_York": (0, 3), "Asia/Kathmandu": (4,), "Pacific/Kiritimati": (0, 1, 2, 3, 4)}


class Year:
    """A program that runs through a year, with its faults, and beside it a plain account of what should be told."""

    def __init__(self, store: FragileStore, clock: Clock, seed: int) -> None:
        self.chance = random.Random(seed)
        self.store, self.clock, self.start = store, clock, clock()
        self.store.fate = self.fate = Fate(0.0, 0.0, self.chance)
        self.board = Board(self.fate)
        self.plans = {name: Schedule(at, name, CHOSEN.get(name, EVERY_DAY)) for name, at in ZONES.items()}
        self.votes: list[RecordedVote] = []
        self.told: list[tuple[int, str, str]] = []  # (how many digests had closed, symbol, what it is now)
        self.closed: list[int] = []
        self.known: set[int] = set()
        self.kills = self.checked = self.jumps = 0
        self.faults = (0.02, 0.02)

    async def run(self, days: float) -> None:
        for zone, schedule in self.plans.items():
            await digest.plan(self.store, Place("discord", zone), schedule, self.clock())
        await self.restart()
        end = self.clock() + dt.timedelta(days=days)
        while self.clock() < end:
            self.clock.move(minutes=self.chance.choice((30, 240, 500, 900, 1400)))
            self.board.down = self.chance.random() < (0.97 if self.board.down else 0.01)
            if self.chance.random() < 0.01:
                self.clock.move(days=self.chance.uniform(0.2, 4))
                await self.restart()
            if self.chance.random() < 0.01:
                await self.clock_goes_wrong()
            await self.something_happens()
            await self.tick()
        await self.settle()

    async def clock_goes_wrong(self) -> None:
        """Let the machine's clock jump, forth or back by hours, days or weeks, and be put right some hours later."""
        by = dt.timedelta(hours=self.chance.choice((-26, -3, 5, 49, 480)))
        self.jumps += 1
        self.clock.now += by
        for _ in range(self.chance.randrange(1, 4)):
            self.clock.move(minutes=self.chance.choice((30, 240)))
            await self.something_happens()
            await self.tick()
        self.clock.now -= by

    async def something_happens(self) -> None:
        async with self.store.begin(recording=True) as ledger:
            for _ in range(self.chance.choice((0, 0, 0, 1, 1, 4))):
                symbol = f"S/{self.clock().year}/{1000 + len(self.votes)}"
                vote = replace(VETOED, draft=symbol, outcome=self.chance.choice(list(Outcome)), subject=f"item {len(self.votes)}")
                self.votes.append(await ledger.votes.add(vote, self.clock(), backlog=False))
                self.told.append((len(self.closed), symbol, vote.outcome.value))
            if self.votes and self.chance.random() < 0.2:
                n = self.chance.randrange(len(self.votes))
                vote = replace(self.votes[n].vote, outcome=self.chance.choice(list(Outcome)), withdrawn=self.chance.random() < 0.1)
                self.votes[n] = await ledger.votes.revise(self.votes[n], vote, self.clock())
                self.told.append((len(self.closed), vote.draft or "", "withdrawn" if vote.withdrawn else vote.outcome.value))

    async def restart(self) -> None:
        self.digester = Digester(self.store, self.board, self.clock, self.chance)
        await self.digester.recover()

    async def tick(self) -> None:
        self.fate.kill, self.fate.lost = self.faults
        try:
            await self.digester.digest()
            killed = False
        except Killed:
            killed = True
            self.kills += 1
        others = asyncio.all_tasks() - {asyncio.current_task()}
        await asyncio.gather(*others, return_exceptions=True)  # they die at their next step
        self.fate.kill, self.fate.lost, self.fate.dead = 0.0, 0.0, False
        rows = await self.rows(since=self.clock() - dt.timedelta(days=9))
        self.closed += [number for number in rows if number not in self.known]
        self.known.update(rows)
        if killed:
            await self.restart()
        else:
            self.every_date_that_came_is_closed({(channel, date) for channel, date, _ in rows.values()})

    async def rows(self, since: dt.datetime = START) -> dict[int, tuple[str, dt.date, bool]]:
        columns = tables.digests.c
        async with self.store._engine.connect() as connection:
            query = select(columns.id, columns.channel, columns.date, columns.reference.is_not(None)).where(columns.created_at >= since)
            return {number: (channel, date, sent) for number, channel, date, sent in await connection.execute(query)}

    def every_date_that_came_is_closed(self, closed: set[tuple[str, dt.date]]) -> None:
        for zone, schedule in self.plans.items():
            dates = {by_the_clock(schedule, self.clock() - dt.timedelta(hours=hours)) for hours in (0, 1, 2, 3)}
            if len(dates) == 1 and self.clock() > self.start + dt.timedelta(days=8):
                self.checked += 1
                assert (zone, *dates) in closed

    async def settle(self) -> None:
        """Let all that is owed arrive."""
        self.board.down, self.faults = False, (0.0, 0.0)
        for _ in range(9):
            self.clock.move(days=1)
            await self.tick()

    def account(self, zone: str, rows: dict[int, tuple[str, dt.date, bool]]) -> None:
        """Hold each digest that arrived to what was new when it closed."""
        known: dict[str, str] = {}
        for n, number in enumerate(self.closed):
            if rows[number][0] != zone or number not in self.board.kept:
                continue
            now = {symbol: standing for closed, symbol, standing in self.told if closed <= n}
            new = {symbol: standing for symbol, standing in now.items() if standing != known.get(symbol, "withdrawn")}
            assert symbols(self.board.kept[number].message) == new
            known |= new


def by_the_clock(schedule: Schedule, now: dt.datetime) -> dt.date:
    """Tell the latest chosen date from the wall clock alone."""
    shown = now.astimezone(ZoneInfo(schedule.zone)).replace(tzinfo=None)
    date = shown.date() if shown.time() >= schedule.at else shown.date() - dt.timedelta(days=1)
    while date.weekday() not in schedule.weekdays:
        date -= dt.timedelta(days=1)
    return date


async def simulate(url: str, clock: Clock, start: dt.datetime, days: float, seed: int) -> Year:
    clock.now = start
    async with FragileStore(url) as store:
        await store.upgrade()
        year = Year(store, clock, seed)
        await year.run(days)
        rows = await year.rows()
    for zone in ZONES:
        year.account(zone, rows)
    assert {number for number, row in rows.items() if row[2]} == set(year.board.kept)
    assert len({row[:2] for row in rows.values()}) == len(rows)
    return year


@pytest.mark.year
async def test_a_year_over_twelve_zones_with_kills_and_outages(tmp_path: Path, clock: Clock) -> None:
    year = await simulate(f"sqlite:///{tmp_path / 'year.sqlite3'}", clock, START, 365, seed=2026)
    assert year.kills > 100
    assert year.jumps > 5
    assert len(year.board.kept) > 2000
    assert year.checked > 2000


@pytest.mark.parametrize("seed", [1, 2])
async def test_the_weeks_around_the_change_of_clocks_on_each_engine(database_url: str, clock: Clock, seed: int) -> None:
    year = await simulate(database_url, clock, dt.datetime(2026, 3, 6, tzinfo=dt.UTC), 35, seed)
    assert year.kills > 5
    assert len(year.board.kept) > 150
