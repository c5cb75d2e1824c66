"""Discord: alerts as embeds over REST, commands over the gateway, both by discord.py.

Buttons and menus hold their own question; announcement channels are published; in a forum each alert is a post.

The two are independent: what is owed is sent and edited while the gateway is away, and the gateway comes back by itself.

Nothing is said twice: each message carries a nonce made from the delivery's id, with which Discord gives back the first message for
some minutes (https://docs.discord.com/developers/resources/message#create-message), and, for a doubt that lasts longer, the same id in
its footer, looked for in the channel's last messages before a doubtful post is repeated.
"""

from adapters.chats.discord.client import Discord, chat

__all__ = ["Discord", "chat"]
