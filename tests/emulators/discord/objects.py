"""Discord's objects as its API sends them: full shapes, since discord.py reads more keys than a minimal server would think of."""

from __future__ import annotations

import datetime as dt
import itertools
import secrets
import time
from typing import Any

Json = dict[str, Any]

TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAw.visibly.not-a-real-token-not-a-real-token-nope"
BOT_ID, GUILD_ID, CHANNEL_ID, USER_ID = "100000000000000000", "200000000000000000", "300000000000000000", "400000000000000000"
DESK_ID = "600000000000000000"
DM_ID, FRIENDS_ID = "500000000000000000", "510000000000000000"
EVERYTHING = str((1 << 53) - 1)
MANAGE_CHANNELS = 1 << 4
CROSSPOSTED, EPHEMERAL, LOADING = 1 << 0, 1 << 6, 1 << 7

_PERSON: Json = {"global_name": None, "avatar": None, "public_flags": 0, "flags": 0, "primary_guild": None}
USER: Json = {"id": USER_ID, "username": "reader", "discriminator": "0", **_PERSON}
BOT: Json = {"id": BOT_ID, "username": "vetowatch", "discriminator": "1234", **_PERSON, "bot": True}
SELF: Json = {**BOT, "mfa_enabled": True, "verified": True, "email": None, "locale": "en-US"}

_EPOCH_MS = 1420070400000
_ticks = itertools.count()


def snowflake() -> str:
    """Make a new id, later ones greater, as Discord makes them from the clock."""
    return str(((int(time.time() * 1000) - _EPOCH_MS) << 22) | (next(_ticks) & 0x3FFFFF))


def now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")


def interaction_token() -> str:
    return "aW50ZXJhY3Rpb246" + secrets.token_urlsafe(60)


def role(ident: str, name: str, permissions: str) -> Json:
    colours = {"primary_color": 0, "secondary_color": None, "tertiary_color": None}
    switches = {"hoist": False, "managed": False, "mentionable": False}
    looks = {"icon": None, "unicode_emoji": None, "position": 0, "flags": 0}
    return {"id": ident, "name": name, "color": 0, "colors": colours, "permissions": permissions, **switches, **looks}


TEXT, ANNOUNCEMENTS, THREAD, CATEGORY, FORUM = 0, 5, 11, 4, 15


def channel(ident: str, guild: str = GUILD_ID, kind: int = TEXT) -> Json:
    plain = {"position": 0, "permission_overwrites": [], "topic": None, "nsfw": False, "rate_limit_per_user": 0, "flags": 0}
    tags = {"available_tags": [forum_tag("1", "Security Council"), forum_tag("2", "General Assembly")]} if kind == FORUM else {}
    return {"id": ident, "type": kind, "guild_id": guild, "name": "un-votes", "parent_id": None, "last_message_id": None, **plain, **tags}


def forum_tag(ident: str, name: str) -> Json:
    return {"id": ident, "name": name, "moderated": False, "emoji_id": None, "emoji_name": None}


def thread(ident: str, forum: str, body: Json) -> Json:
    """Write a forum's post; its first message has its id."""
    state = {"archived": False, "archive_timestamp": now(), "auto_archive_duration": 1440, "locked": False, "create_timestamp": now()}
    counts = {"message_count": 0, "member_count": 1, "total_message_sent": 0, "rate_limit_per_user": 0, "flags": 0}
    facts = {"id": ident, "type": THREAD, "guild_id": GUILD_ID, "parent_id": forum, "owner_id": BOT_ID, "name": body["name"]}
    return {**facts, **counts, "thread_metadata": state, "last_message_id": ident, "applied_tags": body.get("applied_tags") or []}


def direct() -> Json:
    """Write the channel of a direct message to the reader."""
    return {"id": DM_ID, "type": 1, "last_message_id": None, "flags": 0, "recipients": [USER]}


def member(user: Json, *roles: str) -> Json:
    dates = {"joined_at": "2025-01-01T00:00:00+00:00", "premium_since": None, "communication_disabled_until": None}
    return {
        "user": user,
        "nick": None,
        "avatar": None,
        "banner": None,
        "roles": list(roles),
        **dates,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
    }


def guild() -> Json:
    """Write a server as GUILD_CREATE carries it, without its channels and members."""
    nothing: list[str] = [
        "icon",
        "splash",
        "discovery_splash",
        "banner",
        "description",
        "afk_channel_id",
        "application_id",
        "system_channel_id",
    ]
    nothing += ["rules_channel_id", "public_updates_channel_id", "safety_alerts_channel_id", "vanity_url_code", "widget_channel_id"]
    nothing += ["max_presences", "hub_type", "incidents_data"]
    zero: list[str] = [
        "verification_level",
        "default_message_notifications",
        "explicit_content_filter",
        "mfa_level",
        "system_channel_flags",
    ]
    zero += ["premium_tier", "premium_subscription_count", "nsfw_level"]
    limits = {"afk_timeout": 300, "max_members": 500000, "max_video_channel_users": 25}
    switches = {"premium_progress_bar_enabled": False, "widget_enabled": False, "nsfw": False}
    facts = {"id": GUILD_ID, "name": "UN Watch", "owner_id": USER_ID, "preferred_locale": "en-US", "region": "deprecated"}
    lists: Json = {
        "features": [],
        "emojis": [],
        "stickers": [],
        "roles": [role(GUILD_ID, "@everyone", "2251799813685247"), role(DESK_ID, "UN desk", "0")],
    }
    return {**facts, **dict.fromkeys(nothing), **dict.fromkeys(zero, 0), **limits, **switches, **lists}


def guild_create(channels: list[Json]) -> Json:
    empty: Json = {
        "voice_states": [],
        "threads": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }
    facts = {"joined_at": "2025-01-01T00:00:00+00:00", "large": False, "unavailable": False, "member_count": 2}
    inside = [{key: value for key, value in one.items() if key != "guild_id"} for one in channels]
    return {**guild(), **facts, **empty, "members": [member(BOT)], "channels": inside}


def ready(session: str, resume: str, shard: list[int]) -> Json:
    empty: Json = {"user_settings": {}, "relationships": [], "private_channels": [], "presences": [], "guild_join_requests": [], "auth": {}}
    user = {key: value for key, value in SELF.items() if key not in {"public_flags", "locale"}}
    where = {"session_id": session, "resume_gateway_url": resume, "session_type": "normal", "application": {"id": BOT_ID, "flags": 0}}
    return {"v": 10, "user": user, **where, **empty, "guilds": [{"id": GUILD_ID, "unavailable": True}], "shard": shard, "_trace": []}


def application() -> Json:
    nothing: Json = dict.fromkeys(
        ("icon", "type", "interactions_endpoint_url", "role_connections_verification_url", "team", "event_webhooks_url")
    )
    zero = dict.fromkeys(("flags", "approximate_user_authorization_count", "approximate_user_install_count", "explicit_content_filter"), 0)
    switches = dict.fromkeys(("storefront_available", "is_monetized", "is_verified", "is_discoverable", "bot_require_code_grant"), False)
    lists: Json = {"eligible_oauth2_scopes": [], "redirect_uris": [], "interactions_event_types": [], "event_webhooks_types": []}
    facts = {"id": BOT_ID, "name": "vetowatch", "description": "", "verify_key": "0" * 64, "flags_new": "0", "summary": "", "hook": True}
    more = {"bot_public": True, "integration_types_config": {"0": {}}, "approximate_guild_count": 1, "event_webhooks_status": 1}
    return {**facts, **more, **nothing, **zero, **switches, **lists, "interactions_version": 1, "bot": BOT, "owner": USER}


def command(body: Json) -> Json:
    unset: Json = {"name_localizations": None, "description_localizations": None, "default_member_permissions": None, "contexts": None}
    facts = {"id": snowflake(), "application_id": BOT_ID, "version": snowflake(), "type": 1, "description": "", "dm_permission": True}
    return {**unset, **facts, "integration_types": [0], "nsfw": False, **{key: value for key, value in body.items() if value is not None}}


def message(channel_id: str, body: Json, *, kind: int = 0) -> Json:
    """Write a message of the bot's as stored: null keys gone, what embeds omit filled in, and no nonce."""
    still: Json = {"mention_roles": [], "pinned": False, "tts": False, "edited_timestamp": None}
    words = {
        "content": body.get("content") or "",
        "components": components(body.get("components") or []),
        "attachments": [attachment(one) for one in body.get("attachments") or []],
        "embeds": [embed(one) for one in body.get("embeds") or []],
        "flags": body.get("flags") or 0,
    }
    facts = {"id": snowflake(), "channel_id": channel_id, "type": kind, "author": BOT, "timestamp": now()}
    return {**facts, **words, **still, **pings(body)}


def components(rows: list[Json]) -> list[Json]:
    """Number components, as Discord does where nobody did, and leave out what is unset."""
    ids = itertools.count(1)
    return [{**row, "id": next(ids), "components": [_component(one, next(ids)) for one in row["components"]]} for row in rows]


def _component(body: Json, ident: int) -> Json:
    kept = {key: value for key, value in body.items() if value is not None and (key, value) != ("disabled", False)}
    return {**kept, "id": ident}


def attachment(body: Json) -> Json:
    url = f"https://cdn.example/{body['filename']}"
    return {"size": 1, "url": url, "proxy_url": url, **body, "id": snowflake()}


def embed(body: Json) -> Json:
    kept = {key: value for key, value in body.items() if value is not None and key != "flags"}
    if "fields" in kept:
        kept["fields"] = [{"inline": False, **field} for field in kept["fields"]]
    return {**kept, "type": "rich"}


def pings(body: Json) -> Json:
    """Say whom a message would ping: nothing in an embed does; in the content everyone who is named, unless allowed_mentions forbids."""
    allowed = body.get("allowed_mentions")
    everyone = "@everyone" in (body.get("content") or "") and (allowed is None or "everyone" in allowed.get("parse", []))
    return {"mentions": [], "mention_everyone": everyone}
