"""The scene of the journeys, with a bot that Telegram calls instead of being asked.

In the open a web server that speaks https stands in front; here Telegram calls the bot itself.
"""

import socket
from collections.abc import Mapping

from tests.journeys.scene import Scene

SECRET = "a-secret-of-the-webhook-for-tests"
PATH = "/told/by/telegram"

TABLE = f"""
[telegram.webhook]
url = "http://127.0.0.1:{{port}}{PATH}"
listen_port = {{port}}
"""


class CalledScene(Scene):
    """A scene whose bot is called by Telegram."""

    async def open(self) -> None:
        """Start the sandbox, and choose the webhook in the settings."""
        await super().open()
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        settings = self.config_file.read_text(encoding="utf-8")
        settings = settings.replace("[telegram]\n", '[telegram]\nmode = "webhook"\n')
        settings += TABLE.format(port=port)
        self.config_file.write_text(settings, encoding="utf-8")

    @property
    def environment(self) -> Mapping[str, str]:
        """Return the bot's secrets, among them the one that Telegram shows."""
        return {**super().environment, "TELLSAFE_WEBHOOK_SECRET": SECRET}

    @property
    def address(self) -> str:
        """Return where Telegram calls the bot."""
        return self.sandbox.world.webhook.url

    def listens_since(self, begun: int) -> bool:
        """Tell whether the bot said where it is to be called after so many calls."""
        return any(call.method == "setWebhook" for call in self.calls[begun:])

    async def quiet(self) -> None:
        """Wait until the bot has handled and shown all that happened."""
        await super().quiet()
        if self._program is not None:
            await self._program.showing.settled()
