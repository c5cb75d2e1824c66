"""What came before: Slack sends again what it has no acknowledgement of, and a signature holds for five minutes.

https://docs.slack.dev/apis/events-api/#retries
"""

from __future__ import annotations

from collections import OrderedDict

REMEMBERED = 1000


class Seen:
    """The last trigger and event ids."""

    def __init__(self) -> None:
        """Remember none yet."""
        self._keys: OrderedDict[str, None] = OrderedDict()

    def before(self, key: str) -> bool:
        """Whether this came before; it has now."""
        if key in self._keys:
            return True
        self._keys[key] = None
        if len(self._keys) > REMEMBERED:
            self._keys.popitem(last=False)
        return False
