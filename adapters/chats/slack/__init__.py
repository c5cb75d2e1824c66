"""Slack: alerts as blocks over the Web API, ``/un`` over Socket Mode or signed HTTP, by slack_sdk and slack_bolt.

Scopes: ``chat:write`` and ``commands``; ``channels:history`` (and ``groups:history`` for private channels) so that nothing is said twice;
``files:write`` for pictures, ``users:read`` for people's own languages. Without these two all else goes on, and ``check`` says so.

Slack has no key that makes a repeated post harmless. Each message therefore carries its delivery's id as metadata, which readers do
not see, and a doubtful post is looked for in the channel's last messages before it is sent again. Without the history scope, or in a
channel that saw a hundred messages since, a post whose answer was lost may appear twice: rather twice than never. For apps sold outside
Slack's Marketplace history is slow (15 messages a minute, https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps);
apps a workspace makes for itself, as this one, are not.
"""

from adapters.chats.slack.client import Slack, chat

__all__ = ["Slack", "chat"]
