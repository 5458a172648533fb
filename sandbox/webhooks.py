"""The webhook that a bot has set: address, secret, and what went wrong there last."""

import re
from dataclasses import dataclass

from sandbox.refusals import Json, bad_request

DEFAULT_CONNECTIONS = 40
MAX_CONNECTIONS = 100
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- the header's name

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


@dataclass(slots=True)
class Webhook:
    """Where updates are pushed to; no address means that they are fetched."""

    url: str = ""
    secret: str = ""
    connections: int = DEFAULT_CONNECTIONS
    error_at: int | None = None
    error: str = ""

    def set(self, url: str, secret: str, connections: int) -> None:
        """Take a new address; loopback and plain http are welcome here."""
        if url and not url.startswith(("http://", "https://")):
            raise bad_request("bad webhook: invalid webhook URL specified")
        if secret and not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        self.url = url
        self.secret = secret
        self.connections = max(1, min(connections, MAX_CONNECTIONS))
        self.error_at = None
        self.error = ""

    def failed(self, at: int, error: str) -> None:
        """Remember the last failure, as getWebhookInfo tells it."""
        self.error_at = at
        self.error = error

    def json(self, pending: int, allowed: list[str] | None) -> Json:
        """Write the webhook as getWebhookInfo does."""
        out: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": pending,
        }
        if self.url:
            out["max_connections"] = self.connections
        if self.error_at is not None:
            out |= {"last_error_date": self.error_at, "last_error_message": self.error}
        if allowed is not None:
            out["allowed_updates"] = allowed
        return out
