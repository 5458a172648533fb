"""Values to fill any message with, so that tests can read every message as people do."""

from datetime import date

from domain.model.ids import Language
from texts.catalogue import Catalogue, Value

ENGLISH, ARABIC = Language("en"), Language("ar")

DAYS = {"day", "when", "month", "deletion_day"}
NUMBERS = {
    "asked",
    "audit_days",
    "characters",
    "count",
    "days",
    "delay_minutes",
    "draft_hours",
    "hours",
    "left",
    "limit",
    "metres",
    "minutes",
    "open_minutes",
    "page",
    "pages",
    "parts",
    "retention_days",
    "route_days",
    "words_minutes",
}
CHOICES = {"part": "evening", "role": "me"}
LONGEST_WORD = "Example Community Support of London"


def sample_values(texts: Catalogue, language: Language, key: str) -> dict[str, Value]:
    """Return a value for everything the words of a key need."""
    return {name: _sample(name) for name in texts.values_of(language, key)}


def _sample(name: str) -> Value:
    if name in DAYS:
        return date(2026, 9, 23)
    if name in NUMBERS:
        return 20_000
    return CHOICES.get(name, LONGEST_WORD)
