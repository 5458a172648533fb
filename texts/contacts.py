"""Who to call: a directory in content, each entry with its source and the day it was checked."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol

from domain.model.ids import Language
from texts.direction import RIGHT_TO_LEFT_MARK, left_to_right
from texts.languages import HOME, LanguageInfo
from texts.markup import Html, escaped


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact:
    """One service; what it is for is in the catalogue under ``contact-<id>-for``.

    ``text_number``: takes text messages.  ``area``: where it works ("" is everywhere in the
    country).  ``source``: where the entry was read.  ``emergency``: for danger now.
    """

    id: str
    name: str
    phone: str = ""
    text_number: str = ""
    web: str = ""
    area: str = ""
    source: str
    checked_on: date
    emergency: bool = False


class Speaks(Protocol):
    """The part of the catalogue that an entry needs to be shown."""

    def language(self, code: Language) -> LanguageInfo:
        """Return a language."""

    def has(self, key: str) -> bool:
        """Tell whether there are words for a key."""

    def say(self, language: Language, key: str, /) -> Html:
        """Return words as markup."""


class Contacts:
    """The directory, in the order in which it is shown: emergencies first."""

    def __init__(self, entries: tuple[Contact, ...]) -> None:
        """Hold the entries."""
        self.all = entries
        self._by_id = {each.id: each for each in entries}

    @classmethod
    def load(cls, file: Path = HOME / "contacts.toml") -> "Contacts":
        """Read the directory."""
        known = tomllib.loads(file.read_text(encoding="utf-8"))
        return cls(tuple(Contact(**entry) for entry in known["contact"]))

    def get(self, contact_id: str) -> Contact | None:
        """Find an entry by its id."""
        return self._by_id.get(contact_id)

    def stale(self, today: date, days: int = 180) -> tuple[Contact, ...]:
        """List entries that nobody has checked for longer than so many days."""
        return tuple(each for each in self.all if today - each.checked_on > timedelta(days=days))


def contact_html(catalogue: Speaks, language: Language, contact: Contact) -> Html:
    """Return an entry as a person needs it: what for, then each number alone on its line."""
    word = f"contact-{contact.id.replace('_', '-')}"
    name_key = f"{word}-name"
    named = catalogue.say(language, name_key) if catalogue.has(name_key) else escaped(contact.name)
    lines = [f"<b>{named}</b>", catalogue.say(language, f"{word}-for")]
    if catalogue.has(f"{word}-hours"):
        lines.append(catalogue.say(language, f"{word}-hours"))
    lines += [f"<b>{escaped(contact.phone)}</b>"] if contact.phone else []
    if contact.text_number:
        text = f"<b>{escaped(contact.text_number)}</b>"
        lines += [catalogue.say(language, "contact-by-text"), text]
    lines += [escaped(_short(contact.web))] if contact.web else []
    if catalogue.language(language).direction == "rtl":
        lines = [_right_to_left(line) for line in lines]
    return Html("\n".join(lines))


def _short(address: str) -> str:
    return address.removeprefix("https://").removeprefix("www.").rstrip("/")


def _right_to_left(line: str) -> str:
    """Keep a line of only numbers or Latin letters whole, and at the side the others start from."""
    if line.isascii():
        return RIGHT_TO_LEFT_MARK + left_to_right(line)
    return line
