"""What changes what a channel is told: subscribe, edit, pause, resume, unsubscribe; and the list of its subscriptions."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot import digest
from bot.asking import Action, Answer, Ask, Followed, Place
from bot.commands.one import numbered as vote_numbered
from bot.commands.transfer import Taken, from_toml, take
from bot.model import Alert, Preferences, Rule, Subscription, When
from bot.poll import Clock
from bot.ports import VetowatchError
from bot.record.following import following
from bot.record.preferences import most_eager, preferences_of, tells_at_once, written
from bot.record.wants import PRESETS, rule_from_words, sentence, wants
from bot.schedule import Schedule
from bot.store import Ledger, Store
from bot.telling.answers import fitted
from bot.telling.rules import preferences_sentence as how
from bot.telling.rules import rule_sentence, schedule_sentence
from bot.words import ENGLISH, _, language, pgettext

MOST = 25  # subscriptions a channel: as many as Discord lists in one menu
_FROM_THE_START = dt.datetime(1945, 10, 24, tzinfo=dt.UTC)  # the day the Charter entered into force
_MORNING = dt.time(8)


class Subscribing:
    """Keeps a channel's subscriptions as people ask."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on this store."""
        self._store = store
        self._clock = clock
        self._one_by_one = asyncio.Lock()

    async def follow(self, wanted: Subscription) -> Subscription:
        """Subscribe a channel; one that has such a rule gets the new preferences, and is woken. Raises VetowatchError for one too many."""
        now = self._clock()
        async with self._store.begin() as ledger:
            known = [one for _, one in await ledger.subscriptions.of(wanted.chat, wanted.channel)]
            if len(known) >= MOST and wanted.rule not in {one.rule for one in known}:
                raise VetowatchError(_("a channel has {n} subscriptions at the most: end one, or combine rules with “or”", n=MOST))
            made = await ledger.subscriptions.add(wanted, now)
            await ledger.outbox.resume(wanted.chat, wanted.channel, now)
            await _reconsider(ledger, wanted.chat, wanted.channel, now)
        return made

    async def subscribe(self, ask: Ask, place: Place) -> Answer:
        """Subscribe a channel to what the words ask for."""
        rule, preferences = rule_from_words(ask.values.get("rule", "")), preferences_of(ask.values)
        made = await self.follow(
            Subscription(place.chat, place.channel, rule, self._clock(), preferences=preferences, set_by=place.user or None)
        )
        said = _("Subscribed: this channel gets {rule}. Nothing is sent for votes told before now.", rule=_said(made))
        return Answer(f"{said}{await self._digest(made)}", _about(made))

    async def edit(self, ask: Ask, place: Place) -> Answer:
        """Change a subscription's rule or preferences; what was not given stays."""
        words = ask.values.get("rule", "").strip()
        rule = rule_from_words(words) if words else None

        def changed(one: Subscription) -> Subscription:
            preferences = preferences_of(ask.values, one.preferences)
            return replace(one, rule=one.rule if rule is None else rule, preferences=preferences, set_by=place.user or one.set_by)

        (made,) = await self._change(ask, place, changed)
        said = _("Changed: this channel gets {rule}.", rule=_said(made))
        return Answer(f"{said}{await self._digest(made)}", _about(made))

    async def track(self, ask: Ask, place: Place) -> Answer:
        """Tell here what follows on what a vote was about; where that is told already, only say so. Raises VetowatchError."""
        async with self._one_by_one:  # a button is pressed twice in one breath
            return await self._track(ask, place)

    async def _track(self, ask: Ask, place: Place) -> Answer:
        async with self._store.look() as ledger:
            recorded = await vote_numbered(ledger, ask.values["vote"])
            known = [one for _, one in await ledger.subscriptions.of(place.chat, place.channel)]
        rule = following(recorded.vote)
        if rule is None:
            raise VetowatchError(_("what that vote was about is not known: **/un subscribe** takes any words"))
        there = next((one for one in known if (one.rule == rule and not one.stopped) or (one.rule == Rule() and tells_at_once(one))), None)
        if there:
            said = _("Followed here already: {rule}. **/un unsubscribe {number}** ends it.", rule=_said(there), number=str(there.number))
            return Answer(said, _about(there), changed=False)
        how_ = preferences_of(ask.values, _as_here(known))
        made = await self.follow(Subscription(place.chat, place.channel, rule, self._clock(), preferences=how_, set_by=place.user or None))
        said = _("Followed here from now on: {rule}. **/un unsubscribe {number}** ends it.", rule=_said(made), number=str(made.number))
        return Answer(said, _about(made))

    async def pause(self, ask: Ask, place: Place) -> Answer:
        """Tell nothing of a subscription, or of all, until it is resumed."""
        paused = await self._change(ask, place, lambda one: replace(one, stopped=True))
        resume = Action(_("Resume"), Ask("resume", _number(ask)))
        said = _("Paused: {rules}. What happens meanwhile is not told later; **/un latest** lists it.", rules=_numbers(paused))
        return Answer(said, (resume,))

    async def resume(self, ask: Ask, place: Place) -> Answer:
        """Tell a paused subscription's votes again, from now on."""
        now = self._clock()
        woken = await self._change(ask, place, lambda one: replace(one, stopped=False, since=now) if one.stopped else one)
        async with self._store.begin() as ledger:
            await ledger.outbox.resume(place.chat, place.channel, now)
        return Answer(_("Resumed: {rules}.", rules=_numbers(woken)))

    async def unsubscribe(self, ask: Ask, place: Place) -> Answer:
        """End one subscription of a channel, or all and its digest."""
        if _number(ask):
            (gone,) = await self._change(ask, place, lambda one: one)
            await self.unfollow(place.chat, place.channel, gone.number)
            return Answer(_("Unsubscribed: this channel no longer gets {rule}.", rule=_said(gone)))
        ended = [await self.unfollow(place.chat, place.channel), await digest.stop(self._store, place)]
        return Answer(_("Unsubscribed: nothing more is told here.") if any(ended) else _("This channel was not subscribed."))

    async def unfollow(self, chat: str, channel: str, number: int | None = None) -> bool:
        """End one subscription of a channel, or all; False where there was none."""
        async with self._store.begin() as ledger:
            ended = await ledger.subscriptions.end(chat, channel, number)
            if number is None:
                await ledger.outbox.forget(chat, channel)
                await ledger.memos.forget(chat, channel, self._clock())
            else:
                await _reconsider(ledger, chat, channel, self._clock())
        return ended > 0

    async def listed(self, ask: Ask, place: Place) -> Answer:
        """List what a channel is told, by number."""
        del ask
        known = await self._told(place.chat, place.channel)
        plan = await digest.plan_of(self._store, place)
        lines = [f"**{one.number}** {_said(one, numbered=False)}{_state(one)}" for one in known]
        lines += [_("A digest {schedule}.", schedule=schedule_sentence(plan.schedule))] if plan else []
        return Answer(fitted(lines) if lines else _nothing(), tuple(_edit(one) for one in known))

    async def all(self) -> list[Subscription]:
        """Return all subscriptions, oldest first."""
        async with self._store.look() as ledger:
            return [subscription for _, subscription in await ledger.subscriptions.all()]

    async def followed(self, chat: str, within: str, channel: str = "") -> list[Followed]:
        """List what the channels of one workspace, or one channel of it, are told, by channel and number."""
        mine = [
            one
            for one in await (self._told(chat, channel) if channel else self.all())
            if one.chat == chat and one.channel.rpartition("/")[0] == within
        ]
        return [_followed(one) for one in sorted(mine, key=lambda one: (one.channel, one.number))]

    async def _told(self, chat: str, channel: str) -> list[Subscription]:
        async with self._store.look() as ledger:
            return [one for _, one in await ledger.subscriptions.of(chat, channel)]

    async def take(self, text: str) -> list[Taken]:
        """Take subscriptions from a file's text, all or none; says what that changed. Raises VetowatchError where it is not understood."""
        now = self._clock()
        wanted = from_toml(text, now)
        async with self._store.begin() as ledger:
            taken = await take(ledger, wanted, now)
            for chat, channel in {(one.chat, one.channel) for one in wanted}:
                await _reconsider(ledger, chat, channel, now)
        return taken

    async def _change(self, ask: Ask, place: Place, change: Callable[[Subscription], Subscription]) -> Sequence[Subscription]:
        """Change the subscription a number names, or all; returns them as they are then. Raises VetowatchError where there is none."""
        async with self._store.begin() as ledger:
            changed = [change(one) for one in await numbered(ledger, ask, place)]
            for one in changed:
                await ledger.subscriptions.put(one)
            await _reconsider(ledger, place.chat, place.channel, self._clock())
        return changed

    async def _digest(self, made: Subscription) -> str:
        """Give a channel that wants a subscription in its digest one, if it has none."""
        place = Place(made.chat, made.channel)
        if made.preferences.when is not When.DIGEST or await digest.plan_of(self._store, place):
            return ""
        schedule = Schedule(_MORNING, made.preferences.quiet.zone if made.preferences.quiet else "UTC")
        await digest.plan(self._store, place, schedule, self._clock(), silent=True)
        return _(" The digest comes {schedule}; **/un digest** sets another time.", schedule=schedule_sentence(schedule))


async def numbered(ledger: Ledger, ask: Ask, place: Place) -> list[Subscription]:
    """Return the subscription that ``number`` names, or all where it is left out. Raises VetowatchError where there is none."""
    known = [one for _, one in await ledger.subscriptions.of(place.chat, place.channel)]
    words = ask.values.get("number", "").strip().lstrip("#")
    chosen = [one for one in known if not words or str(one.number) == words]
    if not chosen:
        there = ", ".join(str(one.number) for one in known)
        raise VetowatchError(
            _("no subscription {number} here: there is {known}", number=words, known=there)
            if known
            else _("this channel has no subscription")
        )
    return chosen


async def _reconsider(ledger: Ledger, chat: str, channel: str, now: dt.datetime) -> None:
    """Forget what is still unsent and nobody in the channel asks for any longer; the rest is due by what is asked for now."""
    asking = [one for _, one in await ledger.subscriptions.of(chat, channel) if tells_at_once(one)]
    for owed in await ledger.outbox.unsent(chat, channel):
        alert = Alert(await ledger.votes.at(owed.vote_id, owed.revision))
        if not any(one.since <= owed.created_at and wants(one.rule, alert) for one in asking):
            await ledger.outbox.drop(owed)
    await ledger.outbox.reconsider(chat, channel, now)


def _as_here(known: Sequence[Subscription]) -> Preferences:
    """Say how what a button asks for is told: as the channel is told at once what it asked for before, but calling nobody."""
    return replace(most_eager([one.preferences for one in known if tells_at_once(one)]), mentions=())


def made_of(chat: str, channel: str, rule: Rule, now: dt.datetime, preferences: Preferences, *, backlog: bool) -> Subscription:
    """Make a subscription from now on; with ``backlog`` also to what sources list from before."""
    return Subscription(chat, channel, rule, _FROM_THE_START if backlog else now, preferences=preferences)


def _said(one: Subscription, *, numbered: bool = True) -> str:
    preferences, rule = how(one.preferences), rule_sentence(one.rule)
    said = _("{rule} (number {number})", rule=rule, number=str(one.number)) if numbered else rule
    return _("{rule}; {preferences}", rule=said, preferences=preferences) if preferences else said


def labelled(one: Subscription) -> str:
    """Write a subscription in one line to choose it by, its number first: ``2 · vetoes; when: digest – paused``."""
    return f"{one.number} · {_said(one, numbered=False)}{_state(one)}"


def _state(one: Subscription) -> str:
    if one.stopped:
        return _(" – paused")
    return _(" – refused: {reason}", reason=one.paused) if one.paused else ""


def _followed(one: Subscription) -> Followed:
    rule = sentence(one.rule)
    return Followed(
        one.channel.rpartition("/")[2],
        one.number,
        rule,
        how(one.preferences),
        written(one.preferences),
        _state(one).removeprefix(" – "),
        one.stopped,
        rule if language() == ENGLISH else rule_sentence(one.rule),
    )


def _number(ask: Ask) -> dict[str, str]:
    number = ask.values.get("number", "").strip()
    return {"number": number} if number else {}


def _numbers(some: Sequence[Subscription]) -> str:
    return pgettext("between reasons", "; ").join(f"{one.number} ({rule_sentence(one.rule)})" for one in some)


def _about(one: Subscription) -> tuple[Action, ...]:
    number = str(one.number)
    return (
        _edit(one),
        Action(_("Preview"), Ask("preview", {"rule": number})),
        Action(_("Test"), Ask("test", {"number": number})),
        Action(_("End"), Ask("unsubscribe", {"number": number})),
    )


def _edit(one: Subscription) -> Action:
    """Offer to change it: with nothing said of how, chats that have forms open one."""
    return Action(_("Edit {number}", number=str(one.number)), Ask("edit", {"number": str(one.number)}))


def _nothing() -> str:
    return _(
        "This channel is told nothing yet: **/un subscribe** tells every vote, **/un subscribe vetoes** vetoes, "
        "and so on with any rule, or a preset: {presets}.",
        presets=" · ".join(PRESETS),
    )
