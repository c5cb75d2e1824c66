"""What Slack lets people ask: ``/un`` and a line of words, buttons, an entry in a message's menu, and the app's Home.

Each is acknowledged at once (Slack waits three seconds) and answered to the asker alone through its response URL. Any member may change
what a channel is told, as with Slack's own apps. What comes twice, or is replayed within the five minutes in which its signature holds, is
answered once: its trigger id tells, and an event's own id (https://docs.slack.dev/apis/events-api/#retries).
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chats.offering import DIRECT, FAILED, KEPT, NO_SYMBOL, TRACK, about, directed, followed_too, question, turns
from adapters.chats.slack.errors import word
from adapters.chats.slack.membership import direct
from adapters.chats.slack.place import place
from adapters.chats.slack.render import reply
from adapters.chats.slack.seen import Seen
from adapters.chats.slack.spoken import Tongues
from bot.asking import Answer, Ask, Attachment, Place
from bot.ports import Commands, VetowatchError
from bot.words import N_, _, speaking

MENU = "what_is_this_resolution"  # the callback id in slack-manifest.yaml
INVITE = N_("The bot must be in the channel: **/invite @vetowatch**")
SENT = N_("The file is in your direct messages with me.")
NO_FILE = N_("The file cannot be sent: the app needs the scopes files:write and im:write.")
Json = dict[str, Any]
_log = logging.getLogger(__name__)


class Answering:
    """The listeners behind all that people can ask with."""

    def __init__(self, commands: Commands, seen: Seen, turns: asyncio.Semaphore, tongues: Tongues) -> None:
        """Take what answers the questions, ``turns`` of them at a time; ``seen`` tells what came before, ``tongues`` who reads what."""
        self._commands, self._seen, self._turns, self._tongues = commands, seen, turns, tongues

    def join(self, app: AsyncApp) -> None:
        """Answer the app's command, its buttons and its menu entry."""
        app.command("/un")(self.command)
        app.action(re.compile("^" + re.escape(KEPT)))(self.pressed)
        app.shortcut({"type": "message_action", "callback_id": MENU})(self.menu)

    async def command(self, ack: AsyncAck, command: Json, respond: AsyncRespond, client: AsyncWebClient, context: AsyncBoltContext) -> None:
        """Answer a line."""
        await ack()
        if not self._seen.before(command["trigger_id"]):
            line, where = command.get("text") or "", place(context, command["channel_id"])
            await self._answer(lambda: self._commands.understand(line), where, respond, _Inbox(client, command["user_id"]))

    async def pressed(
        self, ack: AsyncAck, body: Json, action: Json, respond: AsyncRespond, client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        """Answer a button: the next page takes the place of the one before, all else is said beside the message.

        One that leads to an address tells that it was pressed, and asks nothing.
        """
        await ack()
        if "value" in action and not self._seen.before(body["trigger_id"]):
            ask, where = question(action["value"]), place(context, body["channel"]["id"])
            in_place = turns(ask) and bool(body["container"].get("is_ephemeral"))
            await self._answer(lambda: ask, where, respond, _Inbox(client, body["user"]["id"]), in_place=in_place)

    async def menu(self, ack: AsyncAck, shortcut: Json, respond: AsyncRespond, client: AsyncWebClient, context: AsyncBoltContext) -> None:
        """Say what became of the document a message names."""
        await ack()
        if not self._seen.before(shortcut["trigger_id"]):
            words, where = "\n".join(_texts(shortcut["message"])), place(context, shortcut["channel"]["id"])
            await self._answer(lambda: _named(words), where, respond, _Inbox(client, shortcut["user"]["id"]))

    async def _answer(
        self, asked: Callable[[], Ask], where: Place, respond: AsyncRespond, inbox: _Inbox, *, in_place: bool = False
    ) -> None:
        """Answer a question in its asker's language, unless the channel has chosen one."""
        with speaking(await self._tongues.of(inbox.client, inbox.user)):
            await self._answered(asked, where, respond, inbox, in_place=in_place)

    async def _answered(self, asked: Callable[[], Ask], where: Place, respond: AsyncRespond, inbox: _Inbox, *, in_place: bool) -> None:
        """Answer a question: a boundary, so that one question's fault is told to its asker and ends nothing else."""
        try:
            async with self._turns:
                answer = await self._said(asked(), where, inbox)
        except VetowatchError as error:
            answer, in_place = Answer(str(error)), False  # the page that stands there stays
        except Exception:  # noqa: BLE001 - the boundary above
            _log.exception("a question from Slack failed")
            answer, in_place = Answer(_(FAILED)), False
        await respond(**reply(answer), response_type="ephemeral", replace_original=in_place, unfurl_links=False, unfurl_media=False)

    async def _said(self, ask: Ask, where: Place, inbox: _Inbox) -> Answer:
        """Ask. Help is a Slack matter too, since the bot must be in the channel; so are files, which no ephemeral message can hold."""
        if DIRECT in ask.values:
            return directed(await self._commands.ask(ask, await inbox.place(where)))
        answer = await self._commands.ask(ask, where)
        if ask.command == TRACK and not where.channel.rpartition("/")[2].startswith("D"):
            return followed_too(answer, ask)
        if ask.command == "help":
            return _with(answer, INVITE)
        if answer.attachment and await inbox.take(answer.attachment):
            return _with(answer, SENT)
        if answer.attachment and not answer.attachment.media_type.startswith("text/"):
            return _with(answer, NO_FILE)
        return answer


class _Inbox:
    """The asker's direct messages with the bot: where files go."""

    def __init__(self, client: AsyncWebClient, user: str) -> None:
        self.client, self.user = client, user

    async def place(self, asked_from: Place) -> Place:
        """Return the direct messages as a place of the workspace something was asked from."""
        channel = await direct(self.client, self.user)
        within, slash, _channel = asked_from.channel.rpartition("/")
        return replace(asked_from, channel=f"{within}{slash}{channel}")

    async def take(self, attachment: Attachment) -> bool:
        """Send a file there; False where Slack does not let us."""
        try:
            channel = await direct(self.client, self.user)
            await self.client.files_upload_v2(channel=channel, file=attachment.body, filename=attachment.name, title=attachment.name)
        except SlackApiError as error:
            _log.warning("Slack does not take a file (%s, needs %s)", word(error), error.response.get("needed"))
            return False
        return True


def _with(answer: Answer, words: str) -> Answer:
    """Say more below an answer, in its language; its file is dealt with by then."""
    with speaking(answer.language):
        return replace(answer, text=f"{answer.text}\n{_(words)}", attachment=None)


def _named(words: str) -> Ask:
    ask = about(words)
    if ask is None:
        raise VetowatchError(_(NO_SYMBOL))
    return ask


def _texts(node: object) -> Iterator[str]:
    """Yield all words a message shows, in order, from its text, blocks and attachments."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in {"text", "fallback", "title", "title_link", "url"} and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)
