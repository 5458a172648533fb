"""Who to call: the numbers, their dates, and how an entry is shown."""

from datetime import date

import pytest

from domain.model.hate_incident import FORM
from domain.model.ids import Language
from tests.texts.samples import ARABIC, ENGLISH
from texts.catalogue import Catalogue
from texts.contacts import Contact, contact_html
from texts.markup import without_markup

TODAY = date(2026, 11, 24)
NUMBERS = {
    "emergency_999": "999",
    "emergency_text": "999",
    "textphone": "18000",
    "police_101": "101",
    "btp": "61016",
    "crimestoppers": "0800 555 111",
    "victim_support": "08 08 16 89 111",
    "galop": "0800 999 5428",
    "cst": "0800 032 3263",
    "stop_hate_uk": "0800 138 1625",
}
NOT_TO_SHIP = ("0808 802 1155", "0800 456 1226", "01157 070 007", "0300 020 0096")
"""Ended, or not checked: numbers that the research says not to ship."""


def test_each_number_is_what_was_checked(texts: Catalogue) -> None:
    for contact_id, number in NUMBERS.items():
        contact = texts.contacts.get(contact_id)
        assert contact
        assert number in {contact.phone, contact.text_number}


def test_numbers_that_were_not_checked_are_not_shipped(texts: Catalogue) -> None:
    known = {each.phone for each in texts.contacts.all}
    known |= {each.text_number for each in texts.contacts.all}
    assert not known & set(NOT_TO_SHIP)


def test_every_contact_has_a_source_a_day_and_words(texts: Catalogue) -> None:
    for contact in texts.contacts.all:
        assert contact.source
        assert date(2019, 1, 1) < contact.checked_on <= TODAY
        assert contact.phone or contact.text_number or contact.web
        assert texts.has(f"contact-{contact.id.replace('_', '-')}-for"), contact.id


def test_emergencies_come_first(texts: Catalogue) -> None:
    emergencies = [each.emergency for each in texts.contacts.all]
    assert emergencies == sorted(emergencies, reverse=True)
    assert texts.contacts.all[0].phone == "999"


def test_every_contact_the_form_suggests_exists(texts: Catalogue) -> None:
    for _, contact_id in FORM.suggests:
        assert texts.contacts.get(contact_id), contact_id


def test_number_stands_alone_on_its_line(texts: Catalogue) -> None:
    for contact in texts.contacts.all:
        lines = contact_html(texts, ENGLISH, contact).split("\n")
        for number in filter(None, (contact.phone, contact.text_number)):
            assert f"<b>{number}</b>" in lines, contact.id


def test_number_is_not_turned_round_in_arabic(texts: Catalogue) -> None:
    contact = texts.contacts.get("crimestoppers")
    assert contact
    lines = contact_html(texts, ARABIC, contact).split("\n")
    assert "\u200f\u2066<b>0800 555 111</b>\u2069" in lines
    assert "\u200f\u2066crimestoppers-uk.org\u2069" in lines


def test_old_entry_is_stale(texts: Catalogue) -> None:
    stale = {each.id for each in texts.contacts.stale(TODAY)}
    assert "victim_support" in stale
    assert "emergency_999" not in stale


def test_entry_turns_stale_after_its_days(texts: Catalogue) -> None:
    fresh = {each.id for each in texts.contacts.stale(date(2027, 5, 23))}
    assert "emergency_999" not in fresh
    assert "emergency_999" in {each.id for each in texts.contacts.stale(date(2027, 5, 24))}


def test_unknown_contact_is_none(texts: Catalogue) -> None:
    assert texts.contacts.get("nobody") is None


def test_name_with_an_ampersand_is_escaped(texts: Catalogue) -> None:
    odd = Contact(id="cst", name="A & <b>", source="x", checked_on=TODAY)
    assert "A &amp; &lt;b&gt;" in contact_html(texts, ENGLISH, odd)
    assert "A & <b>" in without_markup(contact_html(texts, ENGLISH, odd))


@pytest.mark.parametrize(
    ("language", "call"), [(ENGLISH, "You can call"), (ARABIC, "يمكنك الاتصال")]
)
def test_nobody_is_told_to_call_where_no_number_is_given(
    texts: Catalogue, language: Language, call: str
) -> None:
    for contact in texts.contacts.all:
        if not (contact.phone or contact.text_number):
            shown = contact_html(texts, language, contact)
            assert call not in shown, contact.id
            assert not texts.has(f"contact-{contact.id.replace('_', '-')}-hours"), contact.id
