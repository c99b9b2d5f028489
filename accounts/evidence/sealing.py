"""Sealing what members send: AES-GCM under a key that is not in the database, so that a stolen copy of disk or database tells nothing.

The key is derived from `DIGEST_KEY` (HMAC as a pseudo-random function, as in RFC 5869), which a backup of the database does not have.
"""

import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from accounts.digests import keyed_digest

NONCE = 12  # bytes, NIST SP 800-38D; drawn anew for each piece


def seal(data: bytes, place: bytes) -> bytes:
    """`data` so that only the same `place` (the piece's own token) opens it again: nonce, then what AES-GCM makes of it."""
    nonce = os.urandom(NONCE)
    return nonce + _cipher().encrypt(nonce, data, place)


def unseal(sealed: bytes, place: bytes) -> bytes:
    """Raises cryptography.exceptions.InvalidTag where it was sealed for another place or under another key."""
    return _cipher().decrypt(sealed[:NONCE], sealed[NONCE:], place)


def _cipher() -> AESGCM:
    return AESGCM(bytes.fromhex(keyed_digest("evidence", "key")))
