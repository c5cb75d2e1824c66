"""Roll calls as pictures: each is uploaded once a workspace, and stands in a message as a block that names the file.

Slack takes such a block only once it has looked at the file, which takes it a moment, and says nothing when it has. So the words of an
alert never wait for their picture: it is put into the message when they stand there. A file that was taken once is in the next message from
the start. https://docs.slack.dev/messaging/working-with-files, .../reference/block-kit/composition-objects/slack-file-object
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from collections import OrderedDict
from collections.abc import Callable

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chats.drawing import png
from adapters.chats.fitting import fit, one_line
from adapters.chats.slack.errors import word
from bot.message import Picture

PAUSES = (0.0, 0.5, 1.0, 2.0, 4.0)  # seconds before each try to show a file
WITHIN = 15.0  # seconds a message that stands already is held for its picture
AGAIN = 3600.0  # seconds until a workspace that takes no files is tried again
LATE = 60.0  # seconds in which nothing is uploaded where Slack was slow to look at a file
NAME, ALT, REMEMBERED = "roll-call.png", 1000, 1000
NOT_YET = "invalid_blocks"
CLOSED = frozenset({"missing_scope", "unknown_method", "not_allowed_token_type", "access_denied", "file_uploads_disabled"})
FAULTS = (SlackApiError, aiohttp.ClientError, OSError, TimeoutError)
_log = logging.getLogger(__name__)


class Pictures:
    """The files there are, by installation ("" at home) and by what they show."""

    def __init__(self, session: Callable[[], aiohttp.ClientSession], clock: Callable[[], float] = time.monotonic) -> None:
        """Upload over this session; none is there yet."""
        self._session, self._clock = session, clock
        self._files: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._coming: dict[tuple[str, str], asyncio.Task[str]] = {}
        self._closed: dict[str, float] = {}
        self._told: set[str] = set()

    def known(self, ident: str, picture: Picture | None) -> str:
        """Return the id of a file that Slack has taken into a message before, "" where there is none."""
        return "" if picture is None else self._files.get((ident, digest(picture)), "")

    def keep(self, ident: str, picture: Picture, file: str) -> None:
        """Note that a file stands in a message."""
        self._files[ident, digest(picture)] = file
        if len(self._files) > REMEMBERED:
            self._files.popitem(last=False)

    def late(self, ident: str, picture: Picture, file: str) -> None:
        """Note that Slack has not looked at a file in time: the next message tries it again, and no alert waits for another meanwhile."""
        self.keep(ident, picture, file)
        self._closed[ident] = self._clock() + LATE

    def forget(self, ident: str, picture: Picture | None) -> None:
        """Note that Slack takes a file no longer: somebody may have deleted it."""
        if picture is not None:
            self._files.pop((ident, digest(picture)), None)

    async def uploaded(self, client: AsyncWebClient, ident: str, picture: Picture) -> str:
        """Return the id of a picture's file, uploaded once for all who want it at a time; "" where Slack does not take it."""
        if self._clock() < self._closed.get(ident, 0.0):
            return ""
        key = ident, digest(picture)
        coming = self._coming.get(key)
        if coming is None:
            coming = self._coming[key] = asyncio.create_task(self._upload(client, ident, picture), name=f"picture:{key[1]}")
            coming.add_done_callback(lambda _: self._coming.pop(key, None))
        return await asyncio.shield(coming)

    async def _upload(self, client: AsyncWebClient, ident: str, picture: Picture) -> str:
        """Draw and upload a picture, for nobody's eyes until a message shows it. A boundary: without it the words are told all the same."""
        try:
            body = await asyncio.to_thread(png, picture)
            told = await client.files_getUploadURLExternal(filename=NAME, length=len(body), alt_txt=fit(one_line(picture.alt), ALT, {}))
            async with self._session().post(told["upload_url"], data=body) as answer:
                answer.raise_for_status()
            await client.files_completeUploadExternal(files=[{"id": told["file_id"], "title": picture.caption or NAME}])
            return str(told["file_id"])
        except FAULTS as error:
            self._refused(ident, error)
            return ""

    def _refused(self, ident: str, error: Exception) -> None:
        """Note why there is no file; where none is taken at all, once."""
        reason = word(error) if isinstance(error, SlackApiError) else type(error).__name__
        if reason not in CLOSED:
            _log.warning("Slack does not take the picture of a roll call: %s", reason)
            return
        if ident not in self._told:
            self._told.add(ident)
            where = f"in the Slack workspace {ident}" if ident else "on Slack"
            _log.warning("no pictures of roll calls %s (%s): give the app the scope files:write and install it again", where, reason)
        self._closed[ident] = self._clock() + AGAIN


def digest(picture: Picture) -> str:
    """Name what a picture shows: the same drawing, the same name, whatever language its words are in."""
    return hashlib.sha256(repr((picture.caption, picture.seats)).encode()).hexdigest()[:12]
