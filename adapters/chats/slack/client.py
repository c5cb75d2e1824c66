"""The Slack chat: connect, send, edit, listen."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.chats.slack.commands import NAME, Answering
from adapters.chats.slack.errors import BAD_APP_TOKEN, GONE, delivering, refusal, word
from adapters.chats.slack.render import answer, blocks, calls, fallback
from bot.message import Post
from bot.ports import Chat, Commands, DeliveryError, VetowatchError

API_URL = "https://slack.com/api/"
EVENT_TYPE = "vetowatch_delivery"
LOOK_BACK = 100  # messages of a channel's history
NO_HISTORY = frozenset({"missing_scope", "unknown_method", "not_allowed_token_type", "access_denied"})
TIMEOUT = aiohttp.ClientTimeout(total=30, connect=10)  # seconds
PATH, HOST, PORT = "/slack/events", "127.0.0.1", 3000
_log = logging.getLogger(__name__)


def chat(options: Mapping[str, object]) -> Chat:
    """Make the chat from its settings: ``bot_token``, ``app_token``, ``signing_secret``, ``api_url``, ``host``, ``port``.

    With an app token commands come over Socket Mode, else with a signing secret over HTTP at ``http://host:port/slack/events`` (put a
    proxy with TLS before it), else there are none and alerts are sent all the same.
    """

    def words(key: str, default: str = "") -> str:
        return str(options.get(key) or default)

    return Slack(
        words("bot_token"),
        app_token=words("app_token"),
        signing_secret=words("signing_secret"),
        api_url=words("api_url", API_URL),
        host=words("host", HOST),
        port=int(words("port", str(PORT))),
    )


class Slack:
    """Slack as a chat; a channel is its id (``C0123456789``), a reference ``channel/ts``. ``api_url`` ends in ``/api/``."""

    name = NAME

    def __init__(
        self,
        bot_token: str,
        *,
        app_token: str = "",
        signing_secret: str = "",
        api_url: str = API_URL,
        host: str = HOST,
        port: int = PORT,
    ) -> None:
        """Keep the tokens to itself; no connection is made yet."""
        self._token, self._app_token, self._secret = bot_token.strip(), app_token.strip(), signing_secret.strip()
        self._api_url = api_url.rstrip("/") + "/"
        self._host, self._port = host, port
        self._session: aiohttp.ClientSession | None = None

    def __repr__(self) -> str:
        """Show no token."""
        return "Slack()"

    async def send(self, post: Post) -> str:
        """Post an alert. A doubtful one is looked for first, and brought up to date where it is found."""
        with delivering():
            ts = await self._posted(post) if post.doubtful else None
            if ts:
                return await self.edit(post, f"{post.channel}/{ts}")
            whole = {"unfurl_links": False, "unfurl_media": False, **self._dress(post, new=True), **_under(post)}
            sent = await self._client().chat_postMessage(channel=post.channel, **whole)
        return f"{sent['channel']}/{sent['ts']}"

    async def whisper(self, user: str, words: str) -> None:
        """Say something to one person alone. Raises DeliveryError where Slack does not allow it."""
        with delivering():
            channel = (await self._client().conversations_open(users=user))["channel"]["id"]
            await self._client().chat_postMessage(channel=channel, text=answer(words), parse="none", unfurl_links=False)

    async def edit(self, post: Post, reference: str) -> str:
        """Rewrite a message. One that somebody deleted, or that can be edited no longer, stays as it is and nothing is said."""
        channel, _, ts = reference.partition("/")
        with delivering():
            try:
                await self._client().chat_update(channel=channel, ts=ts, **self._dress(post))
            except SlackApiError as error:
                if word(error) not in GONE:
                    raise
                _log.info("message %s cannot be edited on Slack (%s) and stays so", reference, word(error))
        return reference

    async def listen(self, commands: Commands) -> None:
        """Answer commands until cancelled, over Socket Mode or HTTP."""
        if self._app_token:
            await self._socket(commands)
        elif self._secret:
            await self._http(commands)
        await asyncio.Event().wait()

    async def check(self) -> str:
        """Ask who we are, and whether a socket would open."""
        with delivering():
            who = await self._client().auth_test()
            if self._app_token:
                await self._open(self._client(self._app_token))
        return f"logged in as {who['user']} in the workspace {who['team']}"

    async def close(self) -> None:
        """End the session."""
        if self._session:
            await self._session.close()
            self._session = None

    def _client(self, token: str = "") -> AsyncWebClient:
        """Make a client. It repeats nothing by itself: slack_sdk's own would send a message again whose answer was lost."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=TIMEOUT)
        return AsyncWebClient(token=token or self._token, base_url=self._api_url, session=self._session, retry_handlers=[])

    def _dress(self, post: Post, *, new: bool = False) -> dict[str, Any]:
        """Write the arguments of a post or an update. No name in the text is made into a mention; an update calls nobody."""
        told = post.message
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"delivery": str(post.id)}}
        return {
            "text": fallback(told),
            "blocks": [*calls(post.mentions if new else ()), *blocks(told)],
            "metadata": metadata,
            "parse": "none",
            "link_names": False,
        }

    async def _posted(self, post: Post) -> str | None:
        """Look for this delivery in the channel's last messages and return its ``ts``."""
        try:
            history = await self._history(post)
        except SlackApiError as error:
            if word(error) not in NO_HISTORY:
                raise
            _log.warning(
                "a post to Slack may appear twice: its history cannot be read (%s, needs %s)", word(error), error.response.get("needed")
            )
            return None
        text = fallback(post.message)
        return next((str(old["ts"]) for old in history["messages"] if _carries(old, post) or _says(old, text)), None)

    async def _history(self, post: Post) -> AsyncSlackResponse:
        """Read the last messages of a channel, or of the thread a post is to stand in."""
        client = self._client()
        if post.thread:
            under = post.thread.partition("/")[2]
            return await client.conversations_replies(channel=post.channel, ts=under, include_all_metadata=True, limit=LOOK_BACK)
        return await client.conversations_history(channel=post.channel, include_all_metadata=True, limit=LOOK_BACK)

    def _app(self, commands: Commands) -> AsyncApp:
        app = AsyncApp(client=self._client(), signing_secret=self._secret)
        Answering(commands).join(app)
        return app

    async def _socket(self, commands: Commands) -> None:
        """Hold a Socket Mode connection until cancelled; slack_sdk replaces it whenever Slack asks or it breaks."""
        opener = self._client(self._app_token)
        address = await self._socket_address(opener)
        handler = AsyncSocketModeHandler(self._app(commands), self._app_token, web_client=opener)
        socket: Any = handler.client  # slack_sdk leaves these methods without types
        socket.wss_uri = address
        try:
            await socket.connect()
            await asyncio.Event().wait()
        finally:
            await socket.close()

    async def _socket_address(self, opener: AsyncWebClient) -> str:
        """Ask for the first address here: slack_sdk would try a wrong token for ever without a clear word."""
        pause = 1.0
        while True:
            try:
                with delivering():
                    return await self._open(opener)
            except DeliveryError as error:
                _log.warning("Slack does not open a socket yet: %s", error)
                await asyncio.sleep(error.retry_after or pause)
            pause = min(60.0, pause * 2)

    async def _open(self, opener: AsyncWebClient) -> str:
        """Ask once; a refused token is a person's to mend."""
        try:
            return str((await opener.apps_connections_open(app_token=self._app_token))["url"])
        except SlackApiError as error:
            if refusal(error).permanent:
                raise VetowatchError(f"{BAD_APP_TOKEN} ({word(error)})") from error
            raise

    async def _http(self, commands: Commands) -> None:
        """Serve Slack's signed requests until cancelled. bolt refuses a bad signature and one older than five minutes."""
        runner = web.AppRunner(self._app(commands).web_app(PATH), access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._host, self._port).start()
            await asyncio.Event().wait()
        except OSError as error:
            raise VetowatchError(f"cannot listen for Slack on {self._host}:{self._port}: {error.strerror}") from error
        finally:
            await runner.cleanup()


def _under(post: Post) -> dict[str, str]:
    """Say under which message a post stands: quietly, since nothing is broadcast to the channel."""
    return {"thread_ts": post.thread.partition("/")[2]} if post.thread else {}


def _carries(message: Mapping[str, Any], post: Post) -> bool:
    metadata = message.get("metadata") or {}
    return metadata.get("event_type") == EVENT_TYPE and metadata.get("event_payload", {}).get("delivery") == str(post.id)


def _says(message: Mapping[str, Any], text: str) -> bool:
    """Whether a bot's message without our metadata says the very same: a server may not give metadata back."""
    return not message.get("metadata") and bool(message.get("bot_id")) and message.get("text") == text
