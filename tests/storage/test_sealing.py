"""Sealed values open only with their key, in their place, whole; and their length tells little."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import sodium_pad

from domain.model.ids import CaseId, CaseNumber, ChatId, StaffId
from domain.model.outgoing import Spot
from storage import Keys, Unreadable, WrongKey
from storage.sealing import BLOCK, OVERHEAD, Place, Seal, padded, unpadded

BODY = Place("cases", "body_sealed")
SEAL = Seal(b"s" * 32)


@given(plain=st.binary(max_size=2000), row=st.text(st.characters(codec="utf-8")))
def test_what_was_sealed_opens(plain: bytes, row: str) -> None:
    assert SEAL.open(SEAL.seal(plain, BODY, row), BODY, row) == plain


@given(plain=st.binary(max_size=600), at=st.integers(0), bit=st.integers(0, 7))
def test_one_changed_bit_is_noticed(plain: bytes, at: int, bit: int) -> None:
    sealed = bytearray(SEAL.seal(plain, BODY, "a"))
    sealed[at % len(sealed)] ^= 1 << bit
    with pytest.raises((Unreadable, WrongKey)):
        SEAL.open(bytes(sealed), BODY, "a")


@given(plain=st.binary(max_size=300), length=st.integers(0, 300))
def test_a_shortened_value_is_noticed(plain: bytes, length: int) -> None:
    sealed = SEAL.seal(plain, BODY, "a")
    with pytest.raises((Unreadable, WrongKey)):
        SEAL.open(sealed[:length], BODY, "a")


@pytest.mark.parametrize(
    ("place", "row"),
    [
        (BODY, "b"),
        (Place("drafts", "body_sealed"), "a"),
        (Place("cases", "key_wrapped"), "a"),
        (Place("cases", "body_seale"), "da"),
    ],
)
def test_a_value_opens_nowhere_else(place: Place, row: str) -> None:
    sealed = SEAL.seal(b"words", BODY, "a")
    with pytest.raises(Unreadable):
        SEAL.open(sealed, place, row)


def test_another_key_is_told_from_damage() -> None:
    with pytest.raises(WrongKey, match="TELLSAFE_KEY_FILE"):
        Seal(b"t" * 32).open(SEAL.seal(b"words", BODY, "a"), BODY, "a")
    with pytest.raises(Unreadable, match=r"cases\.body_sealed"):
        SEAL.open(b"\x02" + SEAL.seal(b"words", BODY, "a")[1:], BODY, "a")


def test_padding_hides_the_length() -> None:
    lengths = {len(SEAL.seal(b"x" * length, BODY, "a")) for length in range(BLOCK)}
    assert lengths == {BLOCK + OVERHEAD}
    assert len(SEAL.seal(b"x" * BLOCK, BODY, "a")) == 2 * BLOCK + OVERHEAD


@pytest.mark.parametrize("end", [b"", b"\0", b"\x80", b"\x80\0\0"])
def test_padding_is_that_of_libsodium(end: bytes) -> None:
    for length in (0, 1, 14, 15, 16, 17, 31, 32, 100):
        plain = b"x" * length + end
        assert padded(plain, 16) == sodium_pad(plain, 16)
        assert unpadded(padded(plain, 16), 16) == plain


@pytest.mark.parametrize(
    "found",
    [b"", b"\0" * 16, b"x" * 16, b"\x80" + b"\0" * 16, b"x\x80" + b"\0" * 15, b"\x80" + b"\0" * 31],
)
def test_what_was_not_padded_is_refused(found: bytes) -> None:
    assert unpadded(found, 16) is None


def test_the_same_words_never_look_the_same() -> None:
    assert len({SEAL.seal(b"words", BODY, "a") for _ in range(50)}) == 50


def test_a_wrapped_key_opens_what_it_sealed() -> None:
    place, key = Place("cases", "key_wrapped"), b"c" * 32
    unwrapped = SEAL.unwrap(SEAL.wrap(key, place, "a"), place, "a")
    assert unwrapped.open(Seal(key).seal(b"words", BODY, "a"), BODY, "a") == b"words"
    with pytest.raises(Unreadable):
        SEAL.unwrap(SEAL.wrap(b"too short", place, "a"), place, "a")


TAGS: tuple[Callable[[Keys], str | bytes], ...] = (
    lambda keys: keys.reporter_key(1),
    lambda keys: keys.reporter_key(2),
    lambda keys: keys.staff_key(StaffId(1)),
    lambda keys: keys.number_tag(CaseNumber("1")),
    lambda keys: keys.merge_tag(CaseId("1"), Spot.QUEUE),
    lambda keys: keys.merge_tag(CaseId("1"), Spot.STAFF),
    lambda keys: keys.chat_tag(ChatId(1)),
    lambda keys: keys.check_tag[:16],
)


def test_no_two_tags_are_the_same_and_each_stays_the_same() -> None:
    first, again, other = Keys(b"a" * 32), Keys(b"a" * 32), Keys(b"b" * 32)
    texts = [tag.hex() if isinstance(tag, bytes) else str(tag) for tag in (t(first) for t in TAGS)]
    assert len(set(texts)) == len(TAGS)
    assert [tag(first) for tag in TAGS] == [tag(again) for tag in TAGS]
    assert not {tag(first) for tag in TAGS} & {tag(other) for tag in TAGS}


def test_a_reporter_key_says_nothing_of_the_account() -> None:
    key = Keys(b"a" * 32).reporter_key(700800900)
    assert len(key) == 32
    assert set(key) <= set("0123456789abcdef")
    assert "700800900" not in key


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_a_key_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="32"):
        Keys(b"a" * length)
    with pytest.raises(ValueError, match="32"):
        Seal(b"a" * length)


def test_keys_do_not_print_themselves() -> None:
    keys = Keys(b"a" * 32)
    shown = f"{keys!r} {keys.server!r} {keys}"
    assert "aaaa" not in shown
    assert "\\x" not in shown
