"""Slack's payloads as its servers send them."""

from __future__ import annotations

import secrets
from typing import Any

Json = dict[str, Any]

BOT_TOKEN, APP_TOKEN = "xoxb-111-222-visibly-not-real", "xapp-1-A0TEST-1-visibly-not-real"
SIGNING_SECRET = "visibly-not-a-real-signing-secret"
CLIENT_ID, CLIENT_SECRET = "111.222", "visibly-not-a-real-client-secret"
TEAM, APP, BOT_USER, BOT_ID, USER, CHANNEL = "T0TEST", "A0TEST", "U0BOT", "B0BOT", "U0READER", "C0VOTES"
DIRECT = "D0READER"
SCOPES = {"chat.postMessage": "chat:write", "chat.update": "chat:write", "conversations.history": "channels:history"} | {
    "conversations.open": "im:write",
    "users.conversations": "groups:read",
    "users.info": "users:read",
    "chat.unfurl": "links:write",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
}
GRANTED = (
    *("chat:write", "commands", "im:write", "files:write", "links:read", "links:write"),
    *("channels:history", "channels:read", "groups:history", "groups:read", "users:read"),
)
HELLO: Json = {
    "type": "hello",
    "num_connections": 1,
    "debug_info": {"host": "applink", "build_number": 1, "approximate_connection_time": 18060},
    "connection_info": {"app_id": APP},
}
_PROFILE: Json = {"id": BOT_ID, "app_id": APP, "user_id": BOT_USER, "name": "vetowatch", "icons": {}, "deleted": False, "updated": 0}
_KEPT = ("blocks", "attachments", "metadata", "thread_ts")


def identity(team: Json) -> Json:
    return {"url": "https://test.slack.com/", "user": "vetowatch", "user_id": BOT_USER, "bot_id": BOT_ID, **team}


def message(args: Json, ts: str, team: str = TEAM) -> Json:
    """Write a message of the bot's as stored."""
    facts = {
        "type": "message",
        "user": BOT_USER,
        "bot_id": BOT_ID,
        "app_id": APP,
        "team": team,
        "bot_profile": {**_PROFILE, "team_id": team},
    }
    return {**facts, "ts": ts, "text": args.get("text") or "", **{key: args[key] for key in _KEPT if args.get(key)}}


def slash(text: str, channel: str, response_url: str) -> Json:
    """Write what a person's ``/un …`` brings, in a form over HTTP and in an envelope over a socket."""
    place = {"team_id": TEAM, "team_domain": "test", "channel_id": channel, "channel_name": "un-votes"}
    person = {"user_id": USER, "user_name": "reader", "trigger_id": f"1.2.{secrets.token_hex(16)}"}
    app = {"token": "verification", "api_app_id": APP, "is_enterprise_install": "false"}
    return {**app, **place, **person, "command": "/un", "text": text, "response_url": response_url}


def _deed(kind: str, channel: str, response_url: str) -> Json:
    """Write what every deed on a message brings."""
    team = {"id": TEAM, "domain": "test"}
    person = {"id": USER, "username": "reader", "name": "reader", "team_id": TEAM}
    facts = {"type": kind, "api_app_id": APP, "token": "verification", "trigger_id": f"1.2.{secrets.token_hex(16)}"}
    return {**facts, "team": team, "user": person, "channel": {"id": channel, "name": "un-votes"}, "response_url": response_url}


def press(message: Json, label: str, channel: str, response_url: str) -> Json:
    """Write what pressing a message's button brings. Of a message that one person alone sees, Slack sends no words."""
    elements = [element for block in message["blocks"] if block["type"] == "actions" for element in block["elements"]]
    button = next(element for element in elements if element["text"]["text"] == label)
    ephemeral = "ts" not in message
    ts = message.get("ts", "1.0")
    container = {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": ephemeral}
    action = {**button, "block_id": "b", "action_ts": "1.0"}
    shown = {} if ephemeral else {"message": message}
    return {**_deed("block_actions", channel, response_url), "container": container, "actions": [action], **shown}


def in_view(kind: str, view: Json, **facts: object) -> Json:
    """Write what a deed in a Home or a modal brings: there is no channel, and nothing to respond to."""
    deed = _deed(kind, "", "")
    del deed["channel"], deed["response_url"]
    return {**deed, "view": view, "container": {"type": "view", "view_id": view["id"]}, **facts}


def initial(view: Json) -> Json:
    """Write what a modal's fields hold before anybody has touched them."""
    begun = {"initial_value": "value", "initial_option": "selected_option", "initial_options": "selected_options"}
    begun |= {"initial_users": "selected_users"}
    values: Json = {}
    for block in view["blocks"]:
        element = block.get("element")
        if element:
            held = {name: element[key] for key, name in begun.items() if key in element}
            values[block["block_id"]] = {element["action_id"]: {"type": element["type"], **held}}
    return values


def pressed_in(view: Json, label: str, place: int = 0) -> Json:
    """Press the button of that label in a view, of several the one at ``place``."""
    found = [e for block in view["blocks"] if block["type"] == "actions" for e in block["elements"] if e["text"]["text"] == label]
    return in_view("block_actions", view, actions=[{**found[place], "block_id": "b", "action_ts": "1.0", "type": "button"}])


def shortcut(callback: str, message: Json, channel: str, response_url: str) -> Json:
    """Write what an entry of a message's menu brings."""
    facts = {"callback_id": callback, "message_ts": message["ts"], "message": message, "action_ts": "1.0"}
    return {**_deed("message_action", channel, response_url), **facts}


def home_opened(tab: str = "home") -> Json:
    """Write the event of a person opening the app's Home, or its messages."""
    return event("app_home_opened", user=USER, channel=DIRECT, tab=tab)


def link_shared(urls: list[str], source: str = "conversations_history") -> Json:
    """Write the event of a person posting links, or with ``source`` "composer" only writing them: then no message is there yet."""
    unfurl = f"C1.{secrets.token_hex(6)}"
    links = [{"domain": url.split("/")[2], "url": url} for url in urls]
    ts = "1653606000.000100" if source == "conversations_history" else f"{CHANNEL}-draft"
    place: Json = {"channel": CHANNEL if source == "conversations_history" else "COMPOSER", "message_ts": ts, "is_bot_user_member": True}
    return event("link_shared", user=USER, links=links, unfurl_id=unfurl, source=source, **place)


def event(kind: str, *, of: Json | None = None, **facts: object) -> Json:
    """Write an event; ``of`` are the ids of the installation it is for, of the home workspace where left out."""
    team = of or {"team_id": TEAM}
    outer = {"type": "event_callback", "api_app_id": APP, "token": "verification", "event_time": 1, "event_id": f"Ev{secrets.token_hex(6)}"}
    granted = {"enterprise_id": None, "is_enterprise_install": False, **team, "user_id": BOT_USER, "is_bot": True}
    inner = {"type": kind, "event_ts": "1.0", **facts}
    return {**outer, **{key: team[key] for key in team if key != "team"}, "event": inner, "authorizations": [granted]}
