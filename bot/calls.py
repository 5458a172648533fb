"""Calls of the Bot API whose parameters are ready as they are, within Telegram's limits.

The framework's own methods make objects of every parameter and take them apart again, and make a
message of an answer of which only the number is read: a tenth of all the work for a tap.
"""

from typing import Any

from telegram.ext import BaseRateLimiter

from bot.limits import Lane
from bot.transport import AiohttpRequest


class Calls:
    """Calls methods by their name; errors are the framework's."""

    def __init__(
        self, bot_url: str, request: AiohttpRequest, limiter: BaseRateLimiter[Lane]
    ) -> None:
        """Take the address that ends in the token, the way there, and who lets calls go."""
        self._bot_url = bot_url
        self._request = request
        self._limiter = limiter

    async def __call__(self, method: str, asked: dict[str, object]) -> Any:  # noqa: ANN401  JSON
        """Call a method of the Bot API and return its result; raises `TelegramError`."""
        return await self._limiter.process_request(
            callback=self._request.call,
            args=(f"{self._bot_url}/{method}", asked),
            kwargs={},
            endpoint=method,
            data=asked,
            rate_limit_args=None,
        )
