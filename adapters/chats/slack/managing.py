"""The listeners behind the app's Home and its modal. What they ask is asked as a typed command asks it, of the same handlers.

Any member of the workspace may change what its public channels are told, as with Slack's own apps; of a private one its members alone
learn what it is told, and may change it.
"""

from __future__ import annotations

import asyncio
import logging
import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chats.offering import DIRECT, FAILED
from adapters.chats.slack import home, modal
from adapters.chats.slack.errors import word
from adapters.chats.slack.membership import closed_to, direct
from adapters.chats.slack.place import NAME, place
from adapters.chats.slack.seen import Seen
from adapters.chats.slack.spoken import Tongues
from adapters.chats.slack.tokens import IDENT
from bot.asking import Ask, Command, Followed, Kind, Suggestion
from bot.ports import Commands, VetowatchError
from bot.telling import filled
from bot.words import _, speaking

PATIENCE = 0.1  # seconds a form waits for its answer, where it need not wait its turn; then it closes, and the Home tells
Json = dict[str, Any]
_log = logging.getLogger(__name__)


class Managing:
    """The app's Home and its modal."""

    def __init__(self, commands: Commands, seen: Seen, turns: asyncio.Semaphore, tongues: Tongues) -> None:
        """Ask these, ``turns`` at a time; ``seen`` tells what came before, ``tongues`` who reads what."""
        self._commands, self._seen, self._turns, self._tongues = commands, seen, turns, tongues

    def join(self, app: AsyncApp) -> None:
        """Listen."""
        app.event("app_home_opened")(self.opened)
        app.action(re.compile(f"^{home.ACTION}{home.FOLLOW}"))(self.follow)
        app.action(re.compile(f"^{home.ACTION}{home.EDIT}"))(self.edit)
        app.action(re.compile(f"^{home.ACTION}"))(self.pressed)
        app.action(re.compile(f"^{modal.ACTION}"))(self.chosen)
        app.options(re.compile(f"^{modal.ACTION}"))(self.searched)
        app.view(modal.CALLBACK)(self.submitted)

    async def opened(self, body: Json, event: Json, client: AsyncWebClient, context: AsyncBoltContext) -> None:
        """Show the Home. A boundary: a Home that cannot be shown ends nothing else."""
        if event.get("tab") != "home" or self._seen.before(body["event_id"]):
            return
        try:
            with speaking(await self._tongues.of(client, event["user"])):
                await self._show(event["user"], client, context)
        except Exception:  # noqa: BLE001 - the boundary above
            _log.exception("the app's Home on Slack cannot be shown")

    async def pressed(self, ack: AsyncAck, body: Json, action: Json, client: AsyncWebClient, context: AsyncBoltContext) -> None:
        """Do what a button of the Home says, and show the Home as it is then, with what was done."""
        await ack()
        if self._seen.before(body["trigger_id"]):
            return
        channel, ask, page = home.asked(action["value"])
        user = body["user"]["id"]
        with speaking(await self._tongues.of(client, user)):
            notice = "" if ask.command == home.PAGE else await self._done(ask, channel, context)
            await self._show(user, client, context, page, notice)

    async def follow(self, ack: AsyncAck, body: Json, action: Json, client: AsyncWebClient) -> None:
        """Open the modal for a new subscription."""
        await ack()
        if not self._seen.before(body["trigger_id"]):
            page = int(action["action_id"].rpartition(":")[2])
            with speaking(await self._tongues.of(client, body["user"]["id"])):
                await self._open(client, body["trigger_id"], None, page)

    async def edit(self, ack: AsyncAck, body: Json, action: Json, client: AsyncWebClient, context: AsyncBoltContext) -> None:
        """Open the modal for a subscription, of the channel the button stands in where it names none.

        One that was ended meanwhile leaves the Home as it is now.
        """
        await ack()
        if self._seen.before(body["trigger_id"]):
            return
        channel, ask, page = home.asked(action["value"])
        user = body["user"]["id"]
        with speaking(await self._tongues.of(client, user)):
            if DIRECT in ask.values:
                channel = await direct(client, user)
            of = await self._one(client, context, user, channel or body["channel"]["id"], ask.values["number"])
            if of is None:
                await self._show(user, client, context, page, _("That subscription has ended."))
            else:
                await self._open(client, body["trigger_id"], of, page)

    async def chosen(self, ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        """Say the rule back while it is made. A later look may have come first: then this one is of no use."""
        await ack()
        shown = body["view"]
        with speaking(modal.language_of(shown)):
            reading = modal.read_back(filled.reading_of(modal.given_in(shown)))
        blocks = [reading if block.get("block_id") == modal.READING else block for block in shown["blocks"]]
        told = {name: shown[name] for name in ("type", "callback_id", "private_metadata", "title", "submit", "close")}
        try:
            await client.views_update(view_id=shown["id"], hash=shown["hash"], view={**told, "blocks": blocks})
        except SlackApiError as error:
            if word(error) not in {"hash_conflict", "not_found", "view_not_found"}:
                raise

    async def searched(self, ack: AsyncAck, body: Json) -> None:
        """Offer States or topics while somebody types."""
        kind = modal.PICKED[body["action_id"].removeprefix(modal.ACTION)][0]
        with speaking(modal.language_of(body["view"])):
            await ack(options=modal.options(await self._commands.suggest(kind, body.get("value") or "")))

    async def submitted(self, ack: AsyncAck, body: Json, client: AsyncWebClient, context: AsyncBoltContext) -> None:
        """Subscribe, or change a subscription, as the command of that name does; what is wrong is said at its field."""
        with speaking(modal.language_of(body["view"])):
            await self._submitted(ack, body, client, context)

    async def _submitted(self, ack: AsyncAck, body: Json, client: AsyncWebClient, context: AsyncBoltContext) -> None:
        given, kept = modal.given_in(body["view"]), modal.kept_in(body["view"])
        try:
            given.check()
        except filled.WrongFieldError as error:
            await ack(response_action="errors", errors={error.name: str(error)[: modal.HINT]})
            return
        ask = given.asked(str(kept.get("number", "")))
        patience = 0 if self._turns.locked() else PATIENCE
        done = asyncio.create_task(self._done(ask, kept.get("channel") or given.channel, context))
        finished, _late = await asyncio.wait({done}, timeout=patience)
        await (ack(response_action="update", view=modal.said(done.result())) if finished else ack())
        await self._show(body["user"]["id"], client, context, kept["page"], "" if finished else await done)

    async def _done(self, ask: Ask, channel: str, context: AsyncBoltContext) -> str:
        """Ask, and return what is said: a boundary, so that a fault is told to who asked."""
        try:
            async with self._turns:
                return (await self._commands.ask(ask, place(context, channel))).text
        except VetowatchError as error:
            return f"⚠️ {error}"
        except Exception:  # noqa: BLE001 - the boundary above
            _log.exception("a question from Slack failed")
            return _(FAILED)

    async def _show(self, user: str, client: AsyncWebClient, context: AsyncBoltContext, page: int = 1, notice: str = "") -> None:
        async with self._turns:
            view = home.view(await self._followed(client, context, user), self._commands.listed(), page, notice)
        await client.views_publish(user_id=user, view=view)

    async def _followed(self, client: AsyncWebClient, context: AsyncBoltContext, user: str) -> list[Followed]:
        """List what the channels are told that somebody may know of."""
        followed = await self._commands.followed(NAME, context.get(IDENT, ""))
        try:
            closed = await closed_to(client, user, [one.channel for one in followed]) if followed else frozenset()
        except SlackApiError as error:
            _log.warning("the app's Home lists nothing, since Slack does not say who is in which private channel: %s", word(error))
            return []
        return [one for one in followed if one.channel not in closed]

    async def _one(self, client: AsyncWebClient, context: AsyncBoltContext, user: str, channel: str, number: str) -> Followed | None:
        followed = await self._followed(client, context, user)
        return next((one for one in followed if (one.channel, str(one.number)) == (channel, number)), None)

    async def _open(self, client: AsyncWebClient, trigger: str, of: Followed | None, page: int) -> None:
        offered: dict[Kind, list[Suggestion]] = {
            kind: list(await self._commands.suggest(kind, "")) for kind in (Kind.RULE, Kind.ORGAN, Kind.OUTCOME)
        }
        reading = filled.reading_of(filled.Given("", {filled.RULE: of.rule}, {})) if of else ""
        await client.views_open(trigger_id=trigger, view=modal.view(self._subscribe(), offered, of, reading, page))

    def _subscribe(self) -> Command:
        return next(command for command in self._commands.listed() if command.name == "subscribe")
