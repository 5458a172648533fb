"""Screens of the private chat that show words of a case: they say when they go, and go then."""

from dataclasses import replace

from domain.model.case import Case
from handlers.context import Office
from handlers.screens import Screen


def held(office: Office, case: Case, screen: Screen) -> Screen:
    """Return a screen as one that shows words of a case."""
    return replace(screen.footed(office.say("staff-words-go")), words_of=case.id)
