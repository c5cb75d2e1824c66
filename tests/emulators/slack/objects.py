"""Slack's payloads as its servers send them."""

from __future__ import annotations

import secrets
from typing import Any

Json = dict[str, Any]

BOT_TOKEN, APP_TOKEN = "xoxb-111-222-visibly-not-real", "xapp-1-A0TEST-1-visibly-not-real"
SIGNING_SECRET = "visibly-not-a-real-signing-secret"
TEAM, APP, BOT_USER, BOT_ID, USER, CHANNEL = "T0TEST", "A0TEST", "U0BOT", "B0BOT", "U0READER", "C0VOTES"
SCOPES = {"chat.postMessage": "chat:write", "chat.update": "chat:write", "conversations.history": "channels:history"}
HELLO: Json = {
    "type": "hello",
    "num_connections": 1,
    "debug_info": {"host": "applink", "build_number": 1, "approximate_connection_time": 18060},
    "connection_info": {"app_id": APP},
}
_PROFILE: Json = {"id": BOT_ID, "app_id": APP, "user_id": BOT_USER, "name": "vetowatch", "icons": {}, "deleted": False, "updated": 0}
_KEPT = ("blocks", "attachments", "metadata", "thread_ts")


def identity() -> Json:
    names = {"url": "https://test.slack.com/", "team": "Test", "user": "vetowatch"}
    return {**names, "team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT_ID, "is_enterprise_install": False}


def message(args: Json, ts: str) -> Json:
    """Write a message of the bot's as stored."""
    facts = {
        "type": "message",
        "user": BOT_USER,
        "bot_id": BOT_ID,
        "app_id": APP,
        "team": TEAM,
        "bot_profile": {**_PROFILE, "team_id": TEAM},
    }
    return {**facts, "ts": ts, "text": args.get("text") or "", **{key: args[key] for key in _KEPT if args.get(key)}}


def slash(text: str, channel: str, response_url: str) -> Json:
    """Write what a person's ``/un …`` brings, in a form over HTTP and in an envelope over a socket."""
    place = {"team_id": TEAM, "team_domain": "test", "channel_id": channel, "channel_name": "un-votes"}
    person = {"user_id": USER, "user_name": "reader", "trigger_id": f"1.2.{secrets.token_hex(16)}"}
    app = {"token": "verification", "api_app_id": APP, "is_enterprise_install": "false"}
    return {**app, **place, **person, "command": "/un", "text": text, "response_url": response_url}
