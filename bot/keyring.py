"""Encrypts the tokens of others, with a key from the settings.

Fernet (https://github.com/fernet/spec): AES-128-CBC with HMAC-SHA256. Of several keys the first, the newest, encrypts; all decrypt.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.ports import VetowatchError

SETTING = "VETOWATCH_ENCRYPTION_KEY"
_TO_URL_SAFE = str.maketrans("+/", "-_")


class KeyringError(VetowatchError):
    """A key is missing, or is none."""


class Keyring:
    """The keys of this installation of the program; there may be none, as long as nothing is encrypted."""

    def __init__(self, keys: str = "") -> None:
        """Read keys of 32 bytes in Base64, the newest first, between them commas or spaces; raises KeyringError."""
        self._keys = [_key(word) for word in re.split(r"[,\s]+", keys) if word]

    def __repr__(self) -> str:
        """Show no key."""
        return f"Keyring({len(self._keys)} keys)"

    def seal(self, secrets: Mapping[str, str]) -> str:
        """Encrypt with the newest key."""
        return self._all().encrypt(json.dumps(dict(secrets)).encode()).decode()

    def open(self, sealed: str) -> dict[str, str]:
        """Decrypt with whichever key fits; raises KeyringError where none does."""
        try:
            secrets: dict[str, str] = json.loads(self._all().decrypt(sealed.encode()))
        except InvalidToken:
            raise KeyringError(f"{SETTING} does not fit: put the key used before after the new one, with a comma between them") from None
        return secrets

    def is_old(self, sealed: str) -> bool:
        """Whether another key than the newest encrypted this."""
        try:
            self._keys[0].decrypt(sealed.encode())
        except InvalidToken:
            return True
        return False

    def _all(self) -> MultiFernet:
        if not self._keys:
            raise KeyringError(f"{SETTING} is missing: the tokens of workspaces are encrypted with it")
        return MultiFernet(self._keys)


def _key(word: str) -> Fernet:
    try:
        return Fernet(word.translate(_TO_URL_SAFE))
    except ValueError:
        raise KeyringError(f"{SETTING}: a key is 32 bytes in Base64; `openssl rand -base64 32` makes one") from None
