"""Where randomness comes from in production: the operating system."""

import secrets


class SystemChance:
    """Fills `domain.ports.Chance` with randomness that nobody can guess."""

    def token(self, length: int) -> bytes:
        """Return that many random bytes."""
        return secrets.token_bytes(length)

    def below(self, limit: int) -> int:
        """Return a random number from 0 up to, not including, the limit."""
        return secrets.randbelow(limit)
