"""The operator's settings: what there is and what fits; the mistakes are told by `config_problems`.

Settings come from a TOML file, secrets from the environment or from files named there.
"""

import ipaddress
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from phonenumbers import SUPPORTED_REGIONS
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError

from bot.config_problems import ConfigProblems, Problem, problems_in
from bot.config_secrets import read_secrets
from domain.model.policy import Policy

SQLITE = "sqlite:///"


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    host = parts.hostname or ""
    safe = parts.scheme == "https" or (parts.scheme == "http" and _is_near(host))
    if not (safe and host) or parts.query or parts.fragment or parts.username:
        raise ValueError
    return value.rstrip("/")


def _is_near(host: str) -> bool:
    """Tell whether a host is on this machine or network, where the token may go in the clear."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith(".localhost")
    return address.is_loopback or address.is_private


def _country(value: str) -> str:
    if value not in SUPPORTED_REGIONS:
        raise ValueError
    return value


def _time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, OSError, ValueError):
        raise ValueError from None
    return value


def _database(value: str) -> str:
    if not value.startswith(SQLITE) or len(value) == len(SQLITE):
        raise ValueError
    return value


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)


class Webhook(_Table):
    """Where Telegram delivers updates, and where the bot listens for them."""

    url: Annotated[str, AfterValidator(_web_address)] = Field(
        description="the https address that Telegram calls, as seen from the internet; http only "
        "where your own Bot API server calls from this machine or network"
    )
    listen_host: str = Field(
        default="127.0.0.1", min_length=1, description="the address to listen on"
    )
    listen_port: int = Field(
        default=8080, ge=1, le=65535, description="the port to listen on, from 1 to 65535"
    )


class Telegram(_Table):
    """How the bot meets Telegram."""

    api_base_url: Annotated[str, AfterValidator(_web_address)] = Field(
        default="https://api.telegram.org",
        description="the address of the Bot API: https, or http on this machine or network",
    )
    mode: Literal["polling", "webhook"] = Field(
        default="polling", description='"polling" or "webhook"'
    )
    webhook: Webhook | None = Field(
        default=None, description="the table [telegram.webhook] with its url"
    )


class Organisation(_Table):
    """Who runs the bot, and where."""

    name: str = Field(
        min_length=1, max_length=100, description="the name people know you by, 1 to 100 characters"
    )
    area: str = Field(
        default="", max_length=100, description="the place you serve, up to 100 characters"
    )
    country: Annotated[str, AfterValidator(_country)] = Field(
        default="GB",
        description='the two capital letters of the country you serve, such as "GB"',
    )
    areas: tuple[Annotated[str, Field(min_length=1, max_length=40)], ...] = Field(
        default=(),
        max_length=60,
        description="a list of up to 60 names of up to 40 characters, offered as buttons",
    )
    response_window_days: int = Field(
        default=3, ge=1, le=60, description="a whole number of days from 1 to 60"
    )
    timezone: Annotated[str, AfterValidator(_time_zone)] = Field(
        default="Europe/London", description='the name of a time zone, such as "Europe/London"'
    )


class Staff(_Table):
    """Who works on cases, and where."""

    channel_id: int = Field(
        lt=0, description="the staff chat's id, a negative number such as -1001234567890"
    )
    moderation_chat_id: int | None = Field(
        default=None,
        lt=0,
        description="the moderation queue's chat id, a negative number; leave it out to use "
        "the staff chat",
    )
    moderators: tuple[Annotated[int, Field(gt=0)], ...] = Field(
        default=(), description="a list of Telegram user ids (positive numbers)"
    )
    case_workers: tuple[Annotated[int, Field(gt=0)], ...] | Literal["members"] = Field(
        default="members",
        description='a list of Telegram user ids, or "members" for everybody in the staff chat',
    )
    language: str = Field(
        default="en",
        pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$",
        description='a language code such as "en"',
    )

    @property
    def queue_id(self) -> int:
        """Return the chat in which moderators work."""
        return self.channel_id if self.moderation_chat_id is None else self.moderation_chat_id


class Storage(_Table):
    """Where cases are kept."""

    url: Annotated[str, AfterValidator(_database)] = Field(
        default=f"{SQLITE}data/tellsafe.db",
        description=f'"{SQLITE}" and the path of the database, from the folder of this file',
    )


class Privacy(_Table):
    """How long things are kept and how far a card is parted from the tap that caused it."""

    delay_minutes: int = Field(
        default=10, ge=0, le=24 * 60, description="a whole number of minutes from 0 to 1440"
    )
    draft_hours: int = Field(
        default=72, ge=1, le=30 * 24, description="a whole number of hours from 1 to 720"
    )
    route_days: int = Field(
        default=30, ge=1, le=365, description="a whole number of days from 1 to 365"
    )
    retention_days: int = Field(
        default=90, ge=1, le=3650, description="a whole number of days from 1 to 3650"
    )


class Audit(_Table):
    """How long it is kept what staff did."""

    keep_days: int = Field(
        default=730, ge=30, le=3650, description="a whole number of days from 30 to 3650"
    )


class Backup(_Table):
    """Who can open backups."""

    recipients: tuple[Annotated[str, Field(pattern=r"^age1[a-z0-9]{50,}$")], ...] = Field(
        default=(), description='a list of public keys of the age format, such as ["age1…"]'
    )


class FormFile(_Table):
    """Which questions are asked."""

    file: str | None = Field(
        default=None, min_length=1, description="the path of your own form, from this file's folder"
    )


class Logs(_Table):
    """How much is logged; never people's words, at any level."""

    level: Literal["INFO", "WARNING", "ERROR"] = Field(
        default="INFO",
        description='"INFO", "WARNING" or "ERROR"; DEBUG is for developers, not for a bot that '
        "people trust",
    )


class Health(_Table):
    """Where the bot tells how it is, to programs that watch it."""

    listen_host: str = Field(
        default="127.0.0.1", min_length=1, description="the address to listen on"
    )
    listen_port: int = Field(
        default=0, ge=0, le=65535, description="the port to listen on, or 0 to listen nowhere"
    )


class Settings(_Table):
    """What the settings file may hold, table by table."""

    telegram: Telegram = Field(description="the table [telegram]")
    organisation: Organisation = Field(description="the table [organisation]")
    staff: Staff = Field(description="the table [staff]")
    storage: Storage = Field(description="the table [storage]")
    privacy: Privacy = Field(description="the table [privacy]")
    audit: Audit = Field(description="the table [audit]")
    backup: Backup = Field(description="the table [backup]")
    form: FormFile = Field(description="the table [form]")
    logs: Logs = Field(description="the table [logs]")
    health: Health = Field(description="the table [health]")


class Config(Settings):
    """Settings and secrets together; what `bot.app` wires the service from.

    ``folder``: of the settings file; relative paths in it start there.
    """

    folder: Path
    token: SecretStr
    key_file: Path
    epochs: Path
    webhook_secret: SecretStr | None = None
    clock_file: Path | None = None

    @property
    def policy(self) -> Policy:
        """Return the operator's promises as the domain knows them."""
        return Policy(
            response_window_days=self.organisation.response_window_days,
            draft_hours=self.privacy.draft_hours,
            retention_days=self.privacy.retention_days,
            delay_minutes=self.privacy.delay_minutes,
            route_days=self.privacy.route_days,
            audit_days=self.audit.keep_days,
        )

    @property
    def database(self) -> Path:
        """Return the path of the database."""
        return self.folder / self.storage.url.removeprefix(SQLITE)

    @property
    def form_file(self) -> Path | None:
        """Return the path of the operator's own form, if there is one."""
        return None if self.form.file is None else self.folder / self.form.file

    @property
    def bot_url(self) -> str:
        """Return what python-telegram-bot calls ``base_url``; it puts the token behind it."""
        return f"{self.telegram.api_base_url}/bot"

    @property
    def file_url(self) -> str:
        """Return what python-telegram-bot calls ``base_file_url``."""
        return f"{self.telegram.api_base_url}/file/bot"


def load_config(path: Path, environment: Mapping[str, str]) -> Config:
    """Read settings and secrets; raise `ConfigProblems` with every mistake in both."""
    found = _read(path)
    problems: list[Problem] = []
    settings: Settings | None = None
    try:
        settings = Settings.model_validate(found)
    except ValidationError as error:
        problems += problems_in(error, Settings)
    wants_webhook = found["telegram"].get("mode") == "webhook" if _is_table(found) else False
    if wants_webhook and "webhook" not in found["telegram"]:
        mend = "Add the table [telegram.webhook] with its url, or use polling."
        problems.append(Problem("telegram.webhook", "missing", mend))
    secrets = read_secrets(environment, problems, wants_webhook=wants_webhook)
    if problems or settings is None:
        raise ConfigProblems(tuple(problems)) from None
    tables = {name: getattr(settings, name) for name in Settings.model_fields}
    return Config.model_validate(tables | secrets | {"folder": path.resolve().parent})


def _read(path: Path) -> dict[str, Any]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        problem = Problem(
            str(path), "missing or not readable", "Copy config.example.toml there and fill it in."
        )
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        # The parser's message may quote the file, so only the place is taken from it.
        place = re.search(r"at line \d+, column \d+|at end of document", str(error))
        where = f" {place[0]}" if place else ""
        problem = Problem(str(path), f"not TOML{where}", "Compare it with config.example.toml.")
    else:
        # An absent table is an empty one, so that its missing settings are named one by one.
        return {name: {} for name in Settings.model_fields} | {
            name: _with_tuples(table) for name, table in found.items()
        }
    raise ConfigProblems((problem,))


def _is_table(found: dict[str, Any]) -> bool:
    return isinstance(found["telegram"], dict)


def _with_tuples(value: object) -> object:
    if isinstance(value, dict):
        return {key: _with_tuples(each) for key, each in value.items()}
    return tuple(map(_with_tuples, value)) if isinstance(value, list) else value
