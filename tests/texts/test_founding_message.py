"""Every fact of the message that started the project is served by the bot, in our own words."""

import pytest

from tests.texts.samples import ENGLISH
from texts.catalogue import Catalogue
from texts.contacts import contact_html
from texts.markup import without_markup

FACTS = {
    "abused because of who you are": ("abused", ("because of who you are", "may be a hate crime")),
    "what a hate crime is": ("abused", ("crime done out of prejudice",)),
    "the five grounds": (
        "abused",
        ("race", "religion", "sexual orientation", "disability", "being transgender"),
    ),
    "their site explains more": ("abused", ("explain more at met.police.uk",)),
    "what prevention is about": (
        "community",
        ("places where all people belong", "those at risk", "easy ways to report"),
    ),
    "stay aware where you feel vulnerable": (
        "out_and_about",
        ("Look around you", "where you do not feel safe"),
    ),
    "move to a lit, busy place": ("out_and_about", ("bright and busy",)),
    "safety before all else": ("abused", ("Your body comes first", "safe way out")),
    "do not argue": ("abused", ("Do not argue or answer back",)),
    "privacy settings": ("online", ("privacy settings",)),
    "block harassing accounts": ("online", ("block the account",)),
    "keep personal things from strangers": ("online", ("strangers", "address")),
    "training at school and work": (
        "schools_and_workplaces",
        ("training about diversity and inclusion", "stereotypes", "empathy"),
    ),
    "safe space stickers": ("community", ("“Safe Space” sticker", "hate is not accepted")),
    "stand near the victim": ("bystander", ("If it is safe", "Stand or sit next to them")),
    "document it": ("bystander", ("record it",)),
    "call if it is not safe": ("bystander", ("not safe to step in, call the emergency",)),
    "what to note": (
        "writing_it_down",
        (
            "the time",
            "Where",
            "what they looked like",
            "the words they said",
            "the things they did",
        ),
    ),
    "victim and witness both note": ("writing_it_down", ("to you, and if you saw it",)),
    "report what is minor": ("why_report", ("even if you think it is minor",)),
    "to police or local groups": ("why_report", ("the police, a local group",)),
    "patterns and resources": ("why_report", ("pattern", "places with the highest risk")),
    "third-party centres": ("without_police", ("third-party reporting centre",)),
    "anonymous lines": ("without_police", ("never ask your name",)),
    "counselling by local charities": ("support", ("Local charities have counsellors",)),
    "legal advice": ("support", ("legal advice",)),
    "better laws": ("law_and_policy", ("hate crime law stronger", "protect people who are pushed")),
    "online tools, web chat, 101": (
        "why_report",
        ("online, at met.police.uk", "operator in the web chat", "101"),
    ),
    "crimestoppers is independent and untraceable": (
        "without_police",
        ("0800 555 111", "crimestoppers-uk.org", "independent of the police", "traced back"),
    ),
    "the new plan for London": ("law_and_policy", ("New Met for London, Phase 2", "three years")),
    "the survey": ("law_and_policy", ("Met Engage", "what worries them where they live")),
}
"""Fact of the message: topic that serves it, and the words that do."""


def seen_under(texts: Catalogue, topic: str) -> str:
    """Return all a reader of a topic sees: titles, words and contacts."""
    seen = []
    for tip in texts.tips.of(ENGLISH, topic):
        contact = texts.contacts.get(tip.contact)
        seen += [tip.title, tip.html, contact_html(texts, ENGLISH, contact) if contact else ""]
    return without_markup("\n".join(seen))


@pytest.mark.parametrize("fact", FACTS)
def test_fact_is_served(texts: Catalogue, fact: str) -> None:
    topic, words = FACTS[fact]
    seen = seen_under(texts, topic)
    for each in words:
        assert each in seen


def test_every_contact_of_the_message_is_in_the_directory(texts: Catalogue) -> None:
    every = "\n".join(contact_html(texts, ENGLISH, each) for each in texts.contacts.all)
    for each in ("101", "met.police.uk", "web chat", "0800 555 111", "crimestoppers-uk.org"):
        assert each in every
