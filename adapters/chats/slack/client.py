"""The Slack chat: connect, send, edit, listen."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager
from typing import Any, cast

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.chats.slack import oauth
from adapters.chats.slack.address import taken_apart
from adapters.chats.slack.changes import Changes
from adapters.chats.slack.commands import Answering
from adapters.chats.slack.errors import BAD_APP_TOKEN, REVOKED, delivering, refusal, word
from adapters.chats.slack.managing import Managing
from adapters.chats.slack.pages import Flow
from adapters.chats.slack.pictures import Pictures
from adapters.chats.slack.place import NAME
from adapters.chats.slack.posting import Posting
from adapters.chats.slack.render import answer
from adapters.chats.slack.seen import Seen
from adapters.chats.slack.spoken import Tongues
from adapters.chats.slack.tokens import REMOVED, Authorize, Tokens
from adapters.chats.slack.unfurl import Unfurling
from bot.message import Post
from bot.model import Installation
from bot.ports import Chat, Commands, DeliveryError, VetowatchError, Workspaces

API_URL = "https://slack.com/api/"
TIMEOUT = aiohttp.ClientTimeout(total=30, connect=10)  # seconds
NOT_INSTALLED = f"The app is not installed here, or no longer: its operator’s page {oauth.INSTALL} installs it."
AT_ONCE = 4  # questions that are answered at a time: between their steps others are acknowledged
CHECKED = 20  # installations, the newest, that are asked whether their tokens work
FOR = {"files:write": "pictures of roll calls, files", "users:read": "people’s own languages"}
"""What a scope is for that an app of an earlier manifest lacks."""
PATH, HOST, PORT = "/slack/events", "127.0.0.1", 3000
_log = logging.getLogger(__name__)


def chat(options: Mapping[str, object]) -> Chat:
    """Make the chat from its settings: tokens, ``signing_secret``, ``client_id`` and ``client_secret``, ``api_url``, ``host``, ``port``.

    With an app token commands come over Socket Mode, else with a signing secret over HTTP at ``http://host:port/slack/events`` (put a
    proxy with TLS before it), else there are none and alerts are sent all the same. With a client id many workspaces may install the app,
    at ``http://host:port/slack/install``.
    """

    def words(key: str, default: str = "") -> str:
        return str(options.get(key) or default)

    return Slack(
        words("bot_token"),
        app_token=words("app_token"),
        signing_secret=words("signing_secret"),
        client=(words("client_id"), words("client_secret")),
        api_url=words("api_url", API_URL),
        host=words("host", HOST),
        port=int(words("port", str(PORT))),
    )


class Slack:
    """Slack as a chat; a channel's address is told of in ``address``, a reference is ``channel/ts``. ``api_url`` ends in ``/api/``."""

    name = NAME

    def __init__(
        self,
        bot_token: str = "",
        *,
        app_token: str = "",
        signing_secret: str = "",
        client: tuple[str, str] = ("", ""),
        api_url: str = API_URL,
        host: str = HOST,
        port: int = PORT,
    ) -> None:
        """Keep the tokens to itself; ``client`` is the app's id and secret. No connection is made yet."""
        self._token, self._app_token, self._secret = bot_token.strip(), app_token.strip(), signing_secret.strip()
        self._client_id, self._client_secret = (word.strip() for word in client)
        self._api_url = api_url.rstrip("/") + "/"
        self._host, self._port = host, port
        self._session: aiohttp.ClientSession | None = None
        self._workspaces: Workspaces | None = None
        self._known: Tokens | None = None
        self._posting = Posting(Pictures(self._http_session))
        self._quiet = logging.getLogger(f"{__name__}.library")
        self._quiet.setLevel(logging.INFO)  # slack_sdk logs every answer at DEBUG, and that of oauth.v2.access is a token

    def __repr__(self) -> str:
        """Show no token."""
        return "Slack()"

    def keep_in(self, workspaces: Workspaces) -> None:
        """Take where installations are kept."""
        self._workspaces, self._known = workspaces, None

    async def send(self, post: Post) -> str:
        """Post an alert. A doubtful one is looked for first, and brought up to date where it is found. Its picture may come after it."""
        async with self._speaking(post.channel) as (client, channel):
            return await self._posting.send(client, channel, post)

    async def whisper(self, user: str, channel: str, words: str) -> None:
        """Say something about a channel to one person alone. Raises DeliveryError where Slack does not allow it."""
        async with self._speaking(channel) as (client, name):
            direct = (await client.conversations_open(users=user))["channel"]["id"]
            await client.chat_postMessage(channel=direct, text=f"<#{name}>: {answer(words)}", parse="none", unfurl_links=False)

    async def edit(self, post: Post, reference: str) -> str:
        """Rewrite a message. One that somebody deleted, or that can be edited no longer, stays as it is and nothing is said."""
        async with self._speaking(post.channel) as (client, channel):
            return await self._posting.edit(client, channel, post, reference)

    async def listen(self, commands: Commands) -> None:
        """Answer commands until cancelled, over Socket Mode or HTTP; the pages to install the app are HTTP in any case."""
        if self._client_id:
            await self._ready()
        app = self._app(commands)
        ways = [self._socket(app)] if self._app_token else []
        if self._client_id or (self._secret and not self._app_token):
            ways.append(self._http(app))
        await _together(ways or [_forever()])

    async def check(self) -> str:
        """Ask who we are, where the app is installed, and whether a socket would open."""
        said = []
        if self._token:
            with delivering():
                who = await self._client().auth_test()
            said.append(f"logged in as {who['user']} in the workspace {who['team']}{_lacking(who)}")
        if self._client_id:
            said.append(await self._installed())
        if self._app_token:
            with delivering():
                await self._open(self._client(self._app_token))
        return "; ".join(said)

    async def close(self) -> None:
        """End the session."""
        if self._session:
            await self._session.close()
            self._session = self._known = None

    @asynccontextmanager
    async def _speaking(self, channel: str) -> AsyncIterator[tuple[AsyncWebClient, str]]:
        """Yield a client with the token of an address's workspace, and the channel's id; what fails becomes a DeliveryError."""
        ident, name = taken_apart(channel)
        with delivering():
            try:
                yield self._client(await self._tokens.of(ident)), name
            except SlackApiError as error:
                if word(error) not in REVOKED or not self._tokens.kept(ident):
                    raise
                await self._tokens.lost(ident)
                raise DeliveryError(REMOVED, permanent=True) from error

    @property
    def _tokens(self) -> Tokens:
        if self._known is None:
            rotator = AsyncTokenRotator(client_id=self._client_id, client_secret=self._client_secret, client=self._bare_client())
            kept = self._workspaces if self._client_id else None
            self._known = Tokens(self._token, kept, rotator if self._client_id else None)
        return self._known

    def _bare_client(self) -> AsyncWebClient:
        """Make a client without a token. It repeats nothing by itself: slack_sdk's own would send a message again whose answer was lost."""
        return AsyncWebClient(base_url=self._api_url, session=self._http_session(), retry_handlers=[], logger=self._quiet)

    def _http_session(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=TIMEOUT)
        return self._session

    def _client(self, token: str = "") -> AsyncWebClient:
        client = self._bare_client()
        client.token = token or self._token
        return client

    def _app(self, commands: Commands) -> AsyncApp:
        if self._client_id and self._workspaces:
            settings = oauth.settings(self._client_id, self._client_secret, self._api_url, self._workspaces)
            mine = cast("Any", Authorize(self._tokens))  # bolt takes its own AsyncAuthorize too, but does not say so
            app = AsyncApp(
                logger=self._quiet,
                client=self._bare_client(),
                signing_secret=self._secret,
                oauth_flow=Flow(client=self._bare_client(), logger=self._quiet, settings=settings),
                authorize=mine,
                user_facing_authorize_error_message=NOT_INSTALLED,
            )
        else:
            app = AsyncApp(client=self._client(), signing_secret=self._secret)
        seen, turns, tongues = Seen(), asyncio.Semaphore(AT_ONCE), Tongues()
        Answering(commands, seen, turns, tongues).join(app)
        Unfurling(commands, seen, turns).join(app)
        Managing(commands, seen, turns, tongues).join(app)
        if self._workspaces:
            Changes(self._workspaces).join(app)
        return app

    async def _ready(self) -> None:
        """Make installations ready: the newest key encrypts all, and the workspace of the settings' own token is one of them."""
        if self._workspaces is None:
            raise VetowatchError("Slack: there is nowhere to keep installations")
        count = await self._workspaces.reseal()
        if count:
            _log.info("the tokens of %d Slack workspaces are encrypted with the new key: the old one may go", count)
        if self._token:
            with delivering():
                who = await self._client().auth_test()
            await self._workspaces.save(oauth.at_home(self._token, who))

    async def _installed(self) -> str:
        """Say in how many workspaces the app is installed; raises VetowatchError where tokens cannot be read or are refused."""
        listed = await self._workspaces.listed() if self._workspaces else []
        live = [one for one in listed if not one.gone]
        refused = [name for one in live[-CHECKED:] if (name := await self._refused(one))]
        if refused:
            raise VetowatchError(f"Slack refuses the tokens of {', '.join(refused)}: install the app there again")
        removed = f", removed from {len(listed) - len(live)}" if len(live) < len(listed) else ""
        return f"installed in {len(live)} workspace{'s' if len(live) != 1 else ''}{removed}"

    async def _refused(self, one: Installation) -> str:
        """Return the name of an installation whose token does not work, else ""."""
        try:
            async with self._speaking(f"{one.ident}/") as (client, _):
                await client.auth_test()
        except DeliveryError as error:
            if error.permanent:
                return one.name
            raise
        return ""

    async def _socket(self, app: AsyncApp) -> None:
        """Hold a Socket Mode connection until cancelled; slack_sdk replaces it whenever Slack asks or it breaks."""
        opener = self._client(self._app_token)
        address = await self._socket_address(opener)
        handler = AsyncSocketModeHandler(app, self._app_token, web_client=opener)
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

    async def _http(self, app: AsyncApp) -> None:
        """Serve Slack's signed requests until cancelled. bolt refuses a bad signature and one older than five minutes."""
        runner = web.AppRunner(self._pages(app), access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._host, self._port).start()
            await asyncio.Event().wait()
        except OSError as error:
            raise VetowatchError(f"cannot listen for Slack on {self._host}:{self._port}: {error.strerror}") from error
        finally:
            await runner.cleanup()

    def _pages(self, app: AsyncApp) -> web.Application:
        """List what is served: without a signing secret nothing that anybody could sign."""
        server = app.server(path=PATH)
        if self._secret:
            return server.web_app
        pages = web.Application()
        pages.add_routes([web.get(path, server.handle_get_requests) for path in (oauth.INSTALL, oauth.REDIRECT)])
        return pages


def _lacking(who: AsyncSlackResponse) -> str:
    """Say which scopes a token lacks, and what there is not without them; Slack names those it has in a header of each answer."""
    granted = {scope.strip() for scope in str(who.headers.get("x-oauth-scopes") or "").split(",")} - {""}
    lacking = [f"{scope}{f' ({why})' if (why := FOR.get(scope)) else ''}" for scope in oauth.SCOPES if granted and scope not in granted]
    return f", without the scopes {', '.join(lacking)}: add them and install the app again" if lacking else ""


async def _forever() -> None:
    await asyncio.Event().wait()


async def _together(ways: list[Coroutine[Any, Any, None]]) -> None:
    """Run all until one fails or this is cancelled, then end the others."""
    tasks = [asyncio.create_task(way) for way in ways]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            if not task.cancelling():  # a second time would break off what it closes
                task.cancel()
        await asyncio.wait(tasks)
