"""A bare aiogram echo, every default kept; runs in an environment of its own.

Knows nothing of this project; stores nothing.
"""

import asyncio
import sys

from aiogram import Bot, Dispatcher  # type: ignore[import-not-found]  # not in our environment
from aiogram.client.session.aiohttp import AiohttpSession  # type: ignore[import-not-found]  # as above
from aiogram.client.telegram import TelegramAPIServer  # type: ignore[import-not-found]  # as above
from aiogram.types import Message  # type: ignore[import-not-found]  # as above


async def echo(message: Message) -> None:
    """Send back what was said."""
    await message.answer(message.text or "")


async def main(base_url: str, token: str) -> None:
    """Poll until told to stop."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(base_url))
    dispatcher = Dispatcher()
    dispatcher.message.register(echo)
    await dispatcher.start_polling(Bot(token, session=session))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
