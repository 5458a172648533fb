"""Case codes: found however they were typed, and told from a slip of the finger."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.model.code import (
    ALPHABET,
    LONGEST,
    SYMBOLS,
    CaseCode,
    looks_like_code,
    new_code,
    read_code,
    shown,
)
from tests.builders import SeededChance

codes = st.integers(min_value=0, max_value=10**9).map(
    lambda seed: new_code(SeededChance(seed).below)
)
places = st.integers(min_value=0, max_value=SYMBOLS - 1)


@given(codes)
def test_a_code_is_read_as_it_is_shown(code: CaseCode) -> None:
    assert read_code(shown(code)) == code
    assert len(shown(code)) == len("XXXX-XXXX-XXXX-XXXX")


@given(codes, places, st.sampled_from(ALPHABET))
def test_one_wrong_symbol_is_noticed(code: CaseCode, at: int, symbol: str) -> None:
    typed = code[:at] + symbol + code[at + 1 :]
    assert (read_code(typed) is None) is (typed != code)


@given(codes, places, places)
def test_two_symbols_that_changed_places_are_noticed(code: CaseCode, one: int, other: int) -> None:
    symbols = list(code)
    symbols[one], symbols[other] = symbols[other], symbols[one]
    typed = "".join(symbols)
    assert (read_code(typed) is None) is (typed != code)


CODE = CaseCode("3WPJ83F7WZEM7K9H")


@pytest.mark.parametrize(
    "typed",
    [
        "3wpj-83f7-wzem-7k9h",
        "3WPJ 83F7 WZEM 7K9H",
        " 3wpj83f7wzem7k9h\n",
        "3WPJ–83F7–WZEM–7K9H",
        "٣WPJ-٨٣F٧-WZEM-٧K٩H",
        "３ＷＰＪ－８３Ｆ７－ＷＺＥＭ－７Ｋ９Ｈ",
        "3WРJ-83F7-WZЕМ-7К9Н",
        "\u20663WPJ-83F7-WZEM-7K9H\u2069",
    ],
)
def test_a_code_is_read_in_any_case_script_and_spacing(typed: str) -> None:
    assert read_code(typed) == CODE


def test_look_alikes_are_read_as_the_digits_they_look_like() -> None:
    code = new_code(lambda _: 0)
    assert read_code("oOoO-OOOO-OOOO-OOOO") == code == "0" * SYMBOLS
    ones = new_code(lambda _: 1)
    typed = shown(ones).replace("1", "l", 4).replace("1", "I", 4)
    assert read_code(typed) == ones


def test_a_text_longer_than_any_way_to_write_a_code_is_none() -> None:
    spaced = (" " * 11).join(CODE)
    assert len(spaced) < LONGEST < len(CODE.center(LONGEST + 1))
    assert read_code(spaced) == CODE
    assert read_code(CODE.center(LONGEST + 1)) is None


@pytest.mark.parametrize("typed", ["", "hello", "3WPJ-83F7-WZEM-7K9", "3WPJ-83F7-WZEM-7K9HH", "😀"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


@pytest.mark.parametrize(
    "text",
    [
        "K7QM-29XD-4TPB-W3HA",
        "k7qm 29xd 4tpb w3h",
        "K7QM29XD4TPBW3HAA",
        "K7QM–29XD–4TPB–W3HZ",
        "K7QM - 29XD - 4TPB - W3HA",
        "KQMA-29XD-TPBC-WHZE",
    ],
)
def test_a_code_with_slips_is_known_by_its_shape(text: str) -> None:
    assert looks_like_code(text)


@pytest.mark.parametrize(
    "text",
    [
        "on the 253 bus",
        "It was at 5 pm today",
        "room 4021 last week",
        "bus 253a stop 12b",
        "020-7946-0958-1234",
        "from 1600 till 1800",
        "00447700900123",
        "amina1990london",
        "please help me now",
        "Ill tell you later",
        "a" * 16,
        "https://a1.example/b2c3",
        "K7QM " * 60,
    ],
)
def test_what_people_write_is_no_code(text: str) -> None:
    assert not looks_like_code(text)
