"""How the sandbox says no to a bot: Telegram's codes and Telegram's words.

Knows nothing of HTTP; `api` turns a refusal into an answer.
"""

from typing import Any

Json = dict[str, Any]
"""A JSON object, as it goes over the wire."""

BAD_REQUEST = 400
UNAUTHORIZED = 401
FORBIDDEN = 403
NOT_FOUND = 404
CONFLICT = 409
TOO_MANY_REQUESTS = 429


class Refusal(Exception):
    """An answer with ``ok: false``; a loud one is also kept as a complaint about the bot."""

    def __init__(
        self, code: int, description: str, parameters: Json | None = None, *, loud: bool = False
    ) -> None:
        """Take Telegram's error code, description and response parameters."""
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters
        self.loud = loud

    def wire(self) -> Json:
        """Give the refusal as Telegram writes it."""
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters is not None:
            answer["parameters"] = self.parameters
        return answer


def bad_request(words: str) -> Refusal:
    """Refuse something that the bot asked wrongly, or that cannot be done now."""
    return Refusal(BAD_REQUEST, f"Bad Request: {words}")


def nonsense(words: str) -> Refusal:
    """Refuse what no correct bot would ask; tests see it among the complaints."""
    return Refusal(BAD_REQUEST, f"Bad Request: {words}", loud=True)


def forbidden(words: str) -> Refusal:
    """Refuse what people or administrators do not allow the bot."""
    return Refusal(FORBIDDEN, f"Forbidden: {words}")


def flooded(retry_after: int | None) -> Refusal:
    """Refuse because of too many requests, with or without saying how long to wait."""
    if retry_after is None:
        return Refusal(TOO_MANY_REQUESTS, "Too Many Requests")
    words = f"Too Many Requests: retry after {retry_after}"
    return Refusal(TOO_MANY_REQUESTS, words, {"retry_after": retry_after})
