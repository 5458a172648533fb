"""Cleaning words, counting as Telegram counts, masking, and making places coarse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.model.answers import Grid
from domain.model.place import CELL_DEGREES, postcode_district, rounded
from domain.model.words import cleaned, masked, utf16_length


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plain", "plain"),
        ("\x00nul\x00", "nul"),
        ("a\u200bb\ufeffc", "abc"),
        ("\u202eevil\u202c", "evil"),
        ("broken \ud83d half", "broken  half"),
        ("two\r\nlines", "two\nlines"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("\u200b \u2060", ""),
    ],
)
def test_only_what_no_reader_could_see_is_taken_out(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


@given(st.text())
def test_cleaned_words_can_be_stored_and_sent_anywhere(typed: str) -> None:
    kept = cleaned(typed)
    kept.encode()
    assert "\x00" not in kept
    assert cleaned(kept) == kept


def test_length_counts_emoji_twice_as_telegram_does() -> None:
    assert utf16_length("a👍") == 3


def test_masking_covers_every_occurrence_in_any_case() -> None:
    text = masked("Ali said ALI was here, Alison too", ("ali",))
    assert "ali" not in text.casefold()
    assert "said" in text


def test_a_mask_does_not_tell_how_short_a_word_is() -> None:
    assert masked("a Bo b", ("Bo",)) == "a ████ b"


@given(st.text(min_size=1), st.text(min_size=1, max_size=8))
def test_no_masked_word_survives(text: str, word: str) -> None:
    assert word.casefold() not in masked(text, (word,)).casefold() or "█" in word


@pytest.mark.parametrize(
    ("typed", "district"),
    [("E8", "E8"), ("e8 3pl", "E8"), ("SW1A 1AA", "SW1A"), ("N16", "N16"), ("Hackney", None)],
)
def test_a_postcode_is_cut_to_its_district(typed: str, district: str | None) -> None:
    assert postcode_district(typed) == district


@given(
    st.floats(min_value=-80, max_value=80),
    st.floats(min_value=-179, max_value=179),
    st.sampled_from(Grid),
)
def test_a_rounded_pin_is_near_and_no_longer_exact(
    latitude: float, longitude: float, grid: Grid
) -> None:
    kept = rounded(latitude, longitude, grid)
    cell = CELL_DEGREES[grid]
    assert abs(kept[0] - latitude) <= cell / 2 + 1e-4
    assert abs(kept[1] - longitude) <= cell / 2 + 1e-4
    assert rounded(*kept, grid) == kept
