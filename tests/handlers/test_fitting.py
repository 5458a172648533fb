"""Laying out words in messages that Telegram takes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.model.words import utf16_length
from handlers.fitting import LONGEST, Block, cut, flowed, shown_length
from texts.markup import Html


def heading(part: int, parts: int) -> Html:
    return Html(f"part {part} of {parts}")


def test_short_words_stay_in_one_part() -> None:
    parts = flowed([Block(Html("<b>A</b>")), Block(Html("B"), "words")], heading)
    assert parts == ("<b>A</b>\n\nB\n<blockquote expandable>words</blockquote>",)


def test_long_words_are_cut_between_paragraphs() -> None:
    text = "a" * 600 + "\n\n" + "b" * 300
    assert cut(text, 700) == ("a" * 600, "b" * 300)


def test_words_are_cut_after_a_sentence_rather_than_in_it() -> None:
    assert cut("One two three. Four five six", 20) == ("One two three.", "Four five six")


def test_words_without_pauses_are_cut_all_the_same() -> None:
    assert cut("x" * 10, 4) == ("xxxx", "xxxxxx")


def test_a_letter_is_not_torn_from_its_mark() -> None:
    assert cut("abcde\u0301fgh", 5) == ("abcd", "e\u0301fgh")


def test_further_parts_say_which_they_are() -> None:
    parts = flowed([Block(Html("A"), "word " * 2000)], heading)
    assert [part.split("\n")[0] for part in parts[1:]] == ["part 2 of 3", "part 3 of 3"]


def test_long_words_do_not_begin_at_the_foot_of_a_part() -> None:
    foot = Block(Html("x" * (LONGEST - 100)))
    parts = flowed([foot, Block(Html("Story"), "word " * 900)], heading)
    assert "Story" not in parts[0]


def test_markup_in_words_is_shown_as_it_was_written() -> None:
    (part,) = flowed([Block(Html("A"), "<b>&amp;</blockquote>")], heading)
    assert "&lt;b&gt;&amp;amp;&lt;/blockquote&gt;" in part


@given(st.lists(st.text(min_size=1, max_size=9000), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_every_part_fits_and_no_letter_is_lost(texts: list[str]) -> None:
    parts = flowed([Block(Html("T"), text) for text in texts], heading)
    assert all(shown_length(part) <= LONGEST for part in parts)


@given(st.text(max_size=300), st.integers(min_value=2, max_value=120))
def test_cutting_loses_nothing_but_space(text: str, room: int) -> None:
    pieces, rest = [], text
    while rest:
        piece, rest = cut(rest, room)
        assert utf16_length(piece) <= room
        pieces.append(piece)
    assert "".join("".join(pieces).split()) == "".join(text.split())
