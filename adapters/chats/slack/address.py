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


def reference(channel: str, ts: str, shown: str = "") -> str:
    """Write how a message is known: ``C0456/1653606000.000100``, and behind it ``/F0789.c0ffee`` where it shows that file, that picture."""
    return f"{channel}/{ts}/{shown}" if shown else f"{channel}/{ts}"


def of_message(channel: str, reference: str) -> tuple[str, str]:
    """Return the channel and ``ts`` of a message; the channel's id may be another one by now, a person's was never that of the messages."""
    then, ts, *_shown = reference.split("/")
    return (channel if channel.startswith(("C", "G")) else then), ts


def shown_in(reference: str) -> tuple[str, str]:
    """Return the file a message shows, and the digest of the picture in it; both "" where it shows none."""
    _channel, _ts, *shown = reference.split("/")
    file, _dot, digest = (shown or [""])[0].partition(".")
    return file, digest
