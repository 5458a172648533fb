"""A stock python-telegram-bot echo: its own request class, its own polling, every default kept.

Knows nothing of this project; stores nothing.
"""

import sys
from typing import Any

from telegram import Update
from telegram.ext import Application, MessageHandler, filters


async def echo(update: Update, _: Any) -> None:  # noqa: ANN401  the framework's context
    """Send back what was said."""
    message = update.effective_message
    if message is not None and message.text is not None:
        await message.reply_text(message.text)


def main(base_url: str, token: str) -> None:
    """Poll until told to stop."""
    application = Application.builder().token(token).base_url(f"{base_url}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
