"""The folder in which a measured Tellsafe keeps its settings, its key and its database."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.loopback import TOKEN
from bot.chance import SystemChance
from storage import Keys, load_key_file, make_key_file

QUEUE, CHANNEL = -1001000000001, -1001000000002
MODERATOR = 9001

SETTINGS = """\
[telegram]
api_base_url = "{base_url}"

[organisation]
name = "Safer Streets"
area = "London"
areas = ["Hackney", "Camden", "Islington", "Tower Hamlets", "Newham", "Haringey"]

[staff]
channel_id = {channel}
moderation_chat_id = {queue}
moderators = [{moderator}]
case_workers = [9002]

[privacy]
delay_minutes = 0
"""


@dataclass(frozen=True)
class Household:
    """One folder."""

    folder: Path

    def furnish(self, base_url: str) -> None:
        """Write the settings for this Telegram, and a key on the first time."""
        settings = SETTINGS.format(
            base_url=base_url, queue=QUEUE, channel=CHANNEL, moderator=MODERATOR
        )
        self.settings.write_text(settings, encoding="utf-8")
        self.database.parent.mkdir(exist_ok=True)
        if not self._key_file.exists():
            make_key_file(self._key_file, SystemChance())

    @property
    def settings(self) -> Path:
        """Return the path of the settings."""
        return self.folder / "config.toml"

    @property
    def database(self) -> Path:
        """Return the path of the database."""
        return self.folder / "data" / "tellsafe.db"

    @property
    def environment(self) -> dict[str, str]:
        """Return the secrets that the bot wants to know."""
        return {"TELLSAFE_BOT_TOKEN": TOKEN, "TELLSAFE_KEY_FILE": str(self._key_file)}

    def keys(self) -> Keys:
        """Return the keys of the database."""
        return Keys(load_key_file(self._key_file))

    @property
    def epochs(self) -> Path:
        """Return the folder of the epoch keys."""
        return self.folder / "tellsafe.key.epochs"

    @property
    def _key_file(self) -> Path:
        return self.folder / "tellsafe.key"
