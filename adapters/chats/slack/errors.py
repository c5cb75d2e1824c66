"""What Slack's refusals mean for a delivery.

Words: https://docs.slack.dev/reference/methods/chat.postMessage#errors
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.ports import DeliveryError

BAD_TOKEN = "Slack refuses the bot token: copy it anew from OAuth & Permissions into VETOWATCH_SLACK__BOT_TOKEN"  # noqa: S105 - words
BAD_APP_TOKEN = (
    "Slack refuses the app token: make one with the scope connections:write, turn Socket Mode on, and set VETOWATCH_SLACK__APP_TOKEN"  # noqa: S105 - words
)
GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})

REVOKED = frozenset({"token_revoked", "account_inactive", "invalid_auth", "team_access_not_granted"})
_TOKEN_ERRORS = frozenset({"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "not_allowed_token_type"})
_WAYS_OUT = {
    "channel_not_found": "Slack does not know the channel, or it is private and the bot is not in it: type /invite @vetowatch there",
    "not_in_channel": "the bot is not in the Slack channel: type /invite @vetowatch there",
    "is_archived": "the Slack channel is archived: unarchive it or subscribe another one",
    "restricted_action": "this Slack workspace does not let the bot post in the channel: ask its owner",
    "restricted_action_read_only_channel": "the Slack channel is read-only: let the bot post there in its settings",
    "ekm_access_denied": "the Slack workspace's administrators have suspended posting: ask them",
    "team_access_not_granted": "the app has no access to this Slack workspace: install it there",
    "org_login_required": "the Slack workspace is being moved: install the app again afterwards",
} | dict.fromkeys(_TOKEN_ERRORS, BAD_TOKEN)
# "It's possible some aspect of the operation succeeded before the error was raised", says Slack of these.
_HALF_DONE = frozenset({"fatal_error", "internal_error", "service_unavailable", "request_timeout", "team_added_to_org"})


@contextmanager
def delivering() -> Iterator[None]:
    """Turn whatever slack_sdk raises into a DeliveryError."""
    try:
        yield
    except SlackApiError as error:
        raise refusal(error) from error
    except aiohttp.ClientConnectorError as error:
        raise DeliveryError("Slack cannot be reached") from error
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise DeliveryError(f"Slack's answer was lost ({type(error).__name__})", doubtful=True) from error


def refusal(error: SlackApiError) -> DeliveryError:
    """Say what an API error means: a person must act, wait, or try again."""
    status, reason = _status(error), word(error)
    if status == 429 or reason in {"ratelimited", "rate_limited"}:
        return DeliveryError("Slack asks to wait", retry_after=_wait(error))
    if reason == "missing_scope":
        return DeliveryError(
            f"the Slack app lacks a scope ({error.response.get('needed')}): add it and install the app again", permanent=True
        )
    if reason in _WAYS_OUT:
        return DeliveryError(_WAYS_OUT[reason], permanent=True)
    if status >= 500 or reason in _HALF_DONE or not reason:
        return DeliveryError(f"Slack has trouble of its own ({reason or f'HTTP {status}'})", doubtful=True)
    return DeliveryError(f"Slack does not take the message: {reason}")


def word(error: SlackApiError) -> str:
    """Return Slack's word for an error, or "" where the answer was no JSON object, such as a proxy's page."""
    data = getattr(error.response, "data", None)
    return str(data.get("error") or "") if isinstance(data, dict) else ""


def _status(error: SlackApiError) -> int:
    """Return the HTTP status; for an answer it cannot parse slack_sdk hands on aiohttp's bare response."""
    return int(error.response.status if isinstance(error.response, aiohttp.ClientResponse) else error.response.status_code)


def _wait(error: SlackApiError) -> float | None:
    """Read ``Retry-After``, in seconds; a rate limit without one waits as long as the engine thinks best."""
    try:
        return float(error.response.headers.get("Retry-After", ""))
    except ValueError:
        return None
