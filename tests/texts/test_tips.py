"""The tips: every topic has some, each fits a phone, ends with a contact and can be found."""

from pathlib import Path

import pytest

from domain.model.ids import Language
from tests.texts.samples import ARABIC, ENGLISH
from tests.texts.test_words import CLAIMS, LANGUAGES, TONE, faults_in
from texts.catalogue import Catalogue
from texts.languages import LanguageInfo
from texts.markup import without_markup
from texts.tips import TOPICS, Tip, TipLibrary, telegram_html

ONE_SCREEN = 700
"""Letters that a phone shows without scrolling, title and contact included, at a normal size."""

LONGEST_TITLE = 40


def all_tips(texts: Catalogue, language: Language) -> list[Tip]:
    return [tip for topic in TOPICS for tip in texts.tips.of(language, topic)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_has_two_to_four_tips(texts: Catalogue, language: Language) -> None:
    for topic in texts.tips.topics:
        assert 2 <= len(texts.tips.of(language, topic)) <= 4, topic
        assert texts.has(f"tips-topic-{topic.replace('_', '-')}")


def test_languages_have_the_same_tips(texts: Catalogue) -> None:
    english = [(tip.topic, tip.slug, tip.contact) for tip in all_tips(texts, ENGLISH)]
    arabic = [(tip.topic, tip.slug, tip.contact) for tip in all_tips(texts, ARABIC)]
    assert arabic == english
    assert not {tip.title for tip in all_tips(texts, ARABIC)} & {
        tip.title for tip in all_tips(texts, ENGLISH)
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tip_is_one_screen_with_a_contact(texts: Catalogue, language: Language) -> None:
    for tip in all_tips(texts, language):
        assert texts.contacts.get(tip.contact), tip.slug
        assert len(without_markup(tip.html)) <= ONE_SCREEN, tip.slug
        assert 0 < len(tip.title) <= LONGEST_TITLE, tip.slug
        assert faults_in(tip.html) == [], tip.slug


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tip_begins_with_what_to_do(texts: Catalogue, language: Language) -> None:
    for tip in all_tips(texts, language):
        assert tip.html.lstrip("\u200f").startswith("<b>"), tip.slug


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_tip_blames_begs_or_promises(texts: Catalogue, language: Language) -> None:
    for tip in all_tips(texts, language):
        said = f"{tip.title}\n{without_markup(tip.html)}"
        assert not TONE.search(said), tip.slug
        assert not CLAIMS.search(said), tip.slug


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_are_plain_and_unique(texts: Catalogue, language: Language) -> None:
    titles = [tip.title for tip in all_tips(texts, language)]
    assert len(set(titles)) == len(titles)
    assert not any(set(title) & set("<>&") for title in titles)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tip_is_found_by_its_title(texts: Catalogue, language: Language) -> None:
    for tip in all_tips(texts, language):
        assert tip in texts.tips.find(language, tip.title, 2), tip.slug


def test_tip_is_found_by_a_word_in_it(texts: Catalogue) -> None:
    found = texts.tips.find(ENGLISH, "SCREENSHOT", 10)
    assert "keep-it-then-block" in {tip.slug for tip in found}


def test_nothing_is_found_for_words_in_no_tip(texts: Catalogue) -> None:
    assert texts.tips.find(ENGLISH, "xylophone", 10) == ()


def test_empty_search_gives_the_first_tips(texts: Catalogue) -> None:
    assert len(texts.tips.find(ENGLISH, "  ", 5)) == 5


def test_unknown_topic_has_no_tips(texts: Catalogue) -> None:
    assert texts.tips.of(ENGLISH, "no_such_topic") == ()


def test_language_without_tips_has_the_english_ones(texts: Catalogue) -> None:
    assert texts.tips.of(Language("pl"), "online") == texts.tips.of(ENGLISH, "online")


def test_markdown_becomes_telegrams_markup() -> None:
    words = "**First** this & that\ngoes on.\n\n- one\n- **two** <b>\n\nLast."
    assert telegram_html(words) == (
        "<b>First</b> this &amp; that goes on.\n\n• one\n• <b>two</b> &lt;b&gt;\n\nLast."
    )


def test_tip_without_its_front_matter_is_named(tmp_path: Path) -> None:
    (tmp_path / "online").mkdir()
    (tmp_path / "online" / "01-x.md").write_text("Just words.\n", encoding="utf-8")
    english = LanguageInfo(
        code=ENGLISH,
        own_name="English",
        english_name="English",
        direction="ltr",
        locale="en",
        checked=True,
    )
    with pytest.raises(ValueError, match=r"en/online/01-x\.md"):
        TipLibrary.load({english: tmp_path})


def test_tip_that_holds_few_of_the_words_is_not_found(texts: Catalogue) -> None:
    assert texts.tips.find(ENGLISH, "screenshot xylophone zebra", 10) == ()


def test_tip_is_found_by_the_name_of_its_topic(texts: Catalogue) -> None:
    found = texts.tips.find(ENGLISH, "bystander", 10)
    assert {tip.topic for tip in found} == {"bystander"}
