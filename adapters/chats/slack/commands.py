"""``/un`` and a line of words on Slack.

Each command is acknowledged at once (Slack waits three seconds) and answered to the asker alone through its response URL. Any member may
change what a channel is told, as with Slack's own apps. A request that comes twice, or is replayed within the five minutes in which its
signature holds, is answered once: its trigger id tells.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond

from adapters.chats.slack.render import answer
from bot.asking import Place
from bot.ports import Commands, VetowatchError

NAME = "slack"
REMEMBERED = 1000
INVITE = "The bot must be in the channel: **/invite @vetowatch**"
_log = logging.getLogger(__name__)


class Answering:
    """The one listener behind ``/un``."""

    def __init__(self, commands: Commands) -> None:
        """Take what answers the commands."""
        self._commands = commands
        self._seen: OrderedDict[str, None] = OrderedDict()

    def join(self, app: AsyncApp) -> None:
        """Answer the app's ``/un``."""
        app.command("/un")(self.answer)

    async def answer(self, ack: AsyncAck, command: dict[str, Any], respond: AsyncRespond) -> None:
        """Acknowledge, then answer: a boundary, so that one command's fault is told to its asker and ends nothing else."""
        await ack()
        if self._repeated(command["trigger_id"]):
            return
        try:
            words = await self._said(command.get("text") or "", Place(NAME, command["channel_id"]))
        except VetowatchError as error:
            words = str(error)
        except Exception:  # noqa: BLE001 - the boundary above
            _log.exception("a Slack command failed")
            words = "That did not work. The reason stands in the bot's log."
        await respond(text=answer(words), response_type="ephemeral", unfurl_links=False, unfurl_media=False)

    async def _said(self, line: str, place: Place) -> str:
        """Answer a line; help is a Slack matter too, since the bot must be in the channel."""
        ask = self._commands.understand(line)
        answer = await self._commands.ask(ask, place)
        return f"{answer.text}\n{INVITE}" if ask.command == "help" else answer.text

    def _repeated(self, trigger: str) -> bool:
        if trigger in self._seen:
            return True
        self._seen[trigger] = None
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return False
