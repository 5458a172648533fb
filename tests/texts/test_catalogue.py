"""The catalogue: values, escaping, plurals, days, direction, and words that are missing."""

from datetime import date
from pathlib import Path

import pytest

from domain.model.ids import Language
from tests.texts.samples import ARABIC, ENGLISH
from texts.catalogue import Catalogue, Html
from texts.direction import ISOLATE, RIGHT_TO_LEFT_MARK, marked
from texts.languages import HOME

POLISH = Language("pl")
DAY = date(2027, 2, 20)

ENGLISH_WORDS = """
greeting = <b>Hello</b> { $name }
days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
only-english = Only in English
day = On { $day }
month = { MONTH($day) }
weekday = { WEEKDAY($day) }
list =
    <b>{ $first }</b>
    { $second }
"""
ARABIC_WORDS = """
greeting = { $name } <b>مرحبا</b>
days = { $count ->
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
   *[other] { $count } يومًا
}
number =
    اتصل
    <b>999</b>
    Telegram يرى ذلك
"""
LANGUAGE = """
code = "{code}"
own_name = "{code}"
english_name = "{code}"
direction = "{direction}"
locale = "{code}"
checked = false
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a small folder of words in two languages, with the shipped contacts."""
    for code, direction, words in (("en", "ltr", ENGLISH_WORDS), ("ar", "rtl", ARABIC_WORDS)):
        folder = tmp_path / code
        folder.mkdir()
        about = LANGUAGE.format(code=code, direction=direction)
        (folder / "language.toml").write_text(about, encoding="utf-8")
        (folder / "words.ftl").write_text(words, encoding="utf-8")
    english = (tmp_path / "en" / "words.ftl").read_text(encoding="utf-8")
    (tmp_path / "en" / "words.ftl").write_text(english + "number = Call 999\n", encoding="utf-8")
    (tmp_path / "contacts.toml").write_bytes((HOME / "contacts.toml").read_bytes())
    return tmp_path


@pytest.fixture
def small(home: Path) -> Catalogue:
    """Return a catalogue of a few words."""
    return Catalogue.load(home=home)


def test_value_is_escaped_in_markup(small: Catalogue) -> None:
    said = small.say(ENGLISH, "greeting", name="<b>A & B</b>")
    assert said == "<b>Hello</b> &lt;b&gt;A &amp; B&lt;/b&gt;"


def test_value_that_is_markup_stays_markup(small: Catalogue) -> None:
    said = small.say(ENGLISH, "greeting", name=Html("<i>A &amp; B</i>"))
    assert said == "<b>Hello</b> <i>A &amp; B</i>"


def test_plain_words_have_no_markup_and_no_escapes(small: Catalogue) -> None:
    assert small.plain(ENGLISH, "greeting", name="<b>A & B</b>") == "Hello <b>A & B</b>"


def test_value_may_be_longer_than_fluent_allows(small: Catalogue) -> None:
    story = "a" * 20_000
    assert story in small.say(ENGLISH, "greeting", name=story)


def test_value_may_look_like_fluent_or_a_stand_in(small: Catalogue) -> None:
    for odd in ("{ $name }", "\ue000name\ue001", "{0}", "%s"):
        assert odd in small.say(ENGLISH, "greeting", name=odd)


def test_number_chooses_the_plural(small: Catalogue) -> None:
    assert small.say(ENGLISH, "days", count=1) == "1 day"
    assert small.say(ENGLISH, "days", count=3) == "3 days"
    assert small.say(ARABIC, "days", count=2) == "يومان"
    assert "أيام" in small.say(ARABIC, "days", count=3)


def test_number_keeps_western_digits_in_arabic(small: Catalogue) -> None:
    assert "11" in small.say(ARABIC, "days", count=11)


def test_day_is_written_as_the_language_writes_it(texts: Catalogue, small: Catalogue) -> None:
    assert texts.say(ENGLISH, "answer-when-day", day=DAY) == "20 February 2027"
    assert small.say(ENGLISH, "month", day=DAY) == "February 2027"
    assert "Saturday" in small.say(ENGLISH, "weekday", day=DAY)


def test_missing_word_falls_back_and_is_counted(small: Catalogue) -> None:
    assert small.say(ARABIC, "only-english") == "Only in English"
    assert small.say(ARABIC, "only-english") == "Only in English"
    assert small.plain(ARABIC, "only-english") == "Only in English"
    assert small.fallbacks == {"only-english": 3}


def test_word_that_is_there_is_not_counted(small: Catalogue) -> None:
    small.say(ARABIC, "number")
    small.say(ENGLISH, "only-english")
    assert not small.fallbacks


def test_unknown_language_reads_english(small: Catalogue) -> None:
    assert small.say(POLISH, "only-english") == "Only in English"
    assert small.language(POLISH).code == ENGLISH


def test_key_without_english_is_a_key_error(small: Catalogue) -> None:
    with pytest.raises(KeyError, match="no-such-key"):
        small.say(ENGLISH, "no-such-key")
    with pytest.raises(KeyError, match="no-such-key"):
        small.plain(ARABIC, "no-such-key")


def test_missing_value_is_a_key_error(small: Catalogue) -> None:
    with pytest.raises(KeyError, match="name"):
        small.say(ENGLISH, "greeting")


def test_value_nobody_needs_is_ignored(small: Catalogue) -> None:
    assert small.say(ENGLISH, "only-english", role="me") == "Only in English"


def test_arabic_value_is_set_apart_in_english(small: Catalogue) -> None:
    assert f"{ISOLATE}سارة" in small.say(ENGLISH, "greeting", name="سارة")
    assert ISOLATE not in small.say(ENGLISH, "greeting", name="Sara")


def test_latin_value_is_set_apart_in_arabic(small: Catalogue) -> None:
    assert f"{ISOLATE}Sara" in small.say(ARABIC, "greeting", name="Sara")


def test_arabic_line_that_begins_with_latin_is_marked(small: Catalogue) -> None:
    first, number, latin = small.say(ARABIC, "number").split("\n")
    assert not first.startswith(RIGHT_TO_LEFT_MARK)
    assert number.startswith(RIGHT_TO_LEFT_MARK)
    assert latin.startswith(RIGHT_TO_LEFT_MARK)
    assert small.say(ARABIC, "greeting", name="Sara").startswith(RIGHT_TO_LEFT_MARK)


def test_signs_of_latin_words_stay_at_their_side_in_arabic() -> None:
    assert marked("/help ساعدني") == "\u200f\u200e/help ساعدني"
    assert marked("مجموعة LGBT+ هنا") == "مجموعة LGBT+\u200e هنا"
    assert marked("<b>كلمة</b> a/b") == "<b>كلمة</b> a/b"


def test_words_of_a_deployers_form_win_over_the_files(home: Path) -> None:
    own = {ENGLISH: {"greeting": "Tom & Jo", "new-key": "New"}, ARABIC: {"new-key": "جديد"}}
    mine = Catalogue.load(own, home=home)
    assert mine.say(ENGLISH, "greeting") == "Tom &amp; Jo"
    assert mine.plain(ENGLISH, "greeting") == "Tom & Jo"
    assert mine.plain(ARABIC, "new-key") == "جديد"
    assert mine.has("new-key")
    assert "new-key" in mine.keys(ARABIC)


def test_words_of_a_deployers_form_hide_the_shipped_translation(home: Path) -> None:
    mine = Catalogue.load({ENGLISH: {"greeting": "Another question"}}, home=home)
    assert mine.say(ARABIC, "greeting", name="x") == "Another question"
    assert mine.fallbacks == {"greeting": 1}


def test_form_in_one_language_is_shown_in_it_to_all(home: Path) -> None:
    mine = Catalogue.load({POLISH: {"new-key": "Nowe"}}, home=home)
    assert mine.say(ENGLISH, "new-key") == "Nowe"


def test_file_that_is_not_fluent_is_named_with_its_line(home: Path) -> None:
    (home / "ar" / "words.ftl").write_text("good = a\nbad { = b\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"ar/words\.ftl, line 2"):
        Catalogue.load(home=home)


def test_key_that_is_there_twice_is_named(home: Path) -> None:
    (home / "en" / "again.ftl").write_text("greeting = Hello\n", encoding="utf-8")
    with pytest.raises(ValueError, match="greeting is there twice"):
        Catalogue.load(home=home)


def test_words_of_people_are_in_no_cache(small: Catalogue) -> None:
    small.say(ENGLISH, "greeting", name="Sara")
    vocabulary = small._vocabularies[ENGLISH]
    parts = vocabulary._formatted("greeting", (), markup=True)
    assert parts == ("<b>Hello</b> ", "name", "")
    assert vocabulary._parts.cache_info().currsize == 1
    small.say(ENGLISH, "greeting", name="Tom")
    assert vocabulary._parts.cache_info().currsize == 1


def test_english_is_offered_first(texts: Catalogue) -> None:
    assert texts.languages[0].code == ENGLISH
