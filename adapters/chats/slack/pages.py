"""The pages people meet who install the app, in the language their browser asks for (``Accept-Language``).

They are bolt's own flow's; only their words are ours.
"""

from __future__ import annotations

import html
from urllib.parse import quote

from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.chats.fitting import Piece, dressed
from adapters.chats.slack.home import HOW
from bot.words import ENGLISH, LANGUAGES, N_, RIGHT_TO_LEFT, _, best, language, speaking

_STYLE = (
    ":root{color-scheme:light dark}body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1rem}"
    "a.button{display:inline-block;padding:.6rem 1.2rem;border-radius:.4rem;background:#1f3a5f;color:#fff;text-decoration:none}"
)
_BEGIN_AGAIN = N_("This page is out of date, or was opened in another browser: begin again.")
NOT_TAKEN = N_("Slack did not let the app in, for this reason:")
_REASONS = {
    "access_denied": N_("Nothing was installed: it was declined on Slack."),
    "storage_error": N_("Nothing was installed: the bot’s operator finds the reason in its log."),
    **dict.fromkeys(("invalid_browser", "invalid_state", "missing_code", "invalid_code"), _BEGIN_AGAIN),
}


class Flow(AsyncOAuthFlow):
    """bolt's flow with our first page."""

    async def build_install_page_html(self, url: str, request: AsyncBoltRequest) -> str:
        """Write the page with the button."""
        with speaking(asked_for(request)):
            return page(_("Add Vetowatch to Slack"), _("UN votes and vetoes, as they happen"), (_("Add to Slack"), url))


def callbacks() -> AsyncCallbackOptions:
    """Return what writes the pages that end it."""
    return AsyncCallbackOptions(success=_installed, failure=_failed)


def asked_for(request: AsyncBoltRequest) -> str:
    """Return the language a browser would rather have of those there are."""
    return preferred(",".join(request.headers.get("accept-language", [])))


def preferred(header: str) -> str:
    """Read ``Accept-Language``: ``de, fr-CH;q=0.9, en;q=0.5`` asks for French, where there is no German. RFC 9110, section 12.5.4."""
    ranked = [(_weight(part), part.partition(";")[0].strip()) for part in header.split(",")]
    for weight, tag in sorted(ranked, key=lambda one: -one[0]):
        if weight > 0 and tag.partition("-")[0].lower() in LANGUAGES:
            return best(tag)
    return ENGLISH


def page(title: str, text: str, button: tuple[str, str], steps: tuple[str, ...] = (), reason: str = "") -> str:
    """Write a page in the language spoken; ``reason`` is Slack's word for what went wrong."""
    direction = "rtl" if language() in RIGHT_TO_LEFT else "ltr"
    label, url = button
    lines = "".join(f"<p>{dressed(step, 1000, _piece)}</p>" for step in steps)
    small = f"<p><small><code>{html.escape(reason)}</code></small></p>" if reason else ""
    return (
        f'<!doctype html><html lang="{language()}" dir="{direction}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
        f"<title>{html.escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><h1>{html.escape(title)}</h1><p>{html.escape(text)}</p>{lines}"
        f'<p><a class="button" href="{html.escape(url)}">{html.escape(label)}</a></p>{small}</body></html>'
    )


async def _installed(args: AsyncSuccessArgs) -> BoltResponse:
    with speaking(asked_for(args.request)):
        one = args.installation
        inside = f"app?team={quote(one.team_id or '')}&id={quote(one.app_id or '')}" if one.app_id and one.team_id else "open"
        steps = tuple(map(_, HOW))
        written = page(_("Vetowatch is installed"), _("Three steps to the first vote:"), (_("Open Slack"), f"slack://{inside}"), steps)
        return _response(args, 200, written)


async def _failed(args: AsyncFailureArgs) -> BoltResponse:
    with speaking(asked_for(args.request)):
        text = _(_REASONS.get(args.reason, NOT_TAKEN))
        written = page(_("Vetowatch is not installed"), text, (_("Begin again"), args.settings.install_path), reason=args.reason)
        return _response(args, args.suggested_status_code, written)


def _response(args: AsyncSuccessArgs | AsyncFailureArgs, status: int, written: str) -> BoltResponse:
    """Answer with a page; the state's cookie has served."""
    cookie = args.settings.state_utils.build_set_cookie_for_deletion()
    return BoltResponse(status=status, body=written, headers={"Content-Type": "text/html; charset=utf-8", "Set-Cookie": cookie})


def _weight(part: str) -> float:
    """Read how much a language is wanted: 1 unless it says so."""
    value = part.partition("q=")[2].strip() or "1"
    try:
        return float(value)
    except ValueError:
        return 0.0


def _piece(piece: Piece) -> str:
    text = html.escape(piece.text)
    return f"<b>{text}</b>" if piece.bold else text
