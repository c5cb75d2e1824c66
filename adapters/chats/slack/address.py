"""A channel's address: ``T0123/C0456`` where a workspace installed the app, ``E0123/C0456`` where an organisation did, else ``C0456``.

The bare form is that of the one workspace whose bot token stands in the settings, and was the only one before there could be several. With
an organisation's id a channel keeps its address when it moves between that organisation's workspaces.
"""

from __future__ import annotations


def address(ident: str, channel: str) -> str:
    """Write an address; ``ident`` is "" at home."""
    return f"{ident}/{channel}" if ident else channel


def taken_apart(written: str) -> tuple[str, str]:
    """Return the installation's id, "" at home, and the channel's."""
    ident, _, channel = written.rpartition("/")
    return ident, channel


def of_message(channel: str, reference: str) -> tuple[str, str]:
    """Return the channel and ``ts`` of a message; the channel's id may be another one by now, a person's was never that of the messages."""
    then, _, ts = reference.partition("/")
    return (channel if channel.startswith(("C", "G")) else then), ts
