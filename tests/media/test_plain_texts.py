"""Texts come out as texts that a reader sees in full."""

import pytest

from domain.model.evidence import FileRefused, Kind, Refusal, Remains, Removed
from media import CleaningRoom


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("received", "text"),
    [
        (b"two\r\nlines\r", "two\nlines\n"),
        (b"\xef\xbb\xbfname;day\nA;1\n", "name;day\nA;1\n"),
        ("Straße, caffè".encode("cp1252"), "Straße, caffè\n"),
        ("wide كلمات".encode("utf-16"), "wide كلمات\n"),
        ("كلمات عربية".encode(), "كلمات عربية\n"),
        (b"1 < 2 and x > y", "1 < 2 and x > y\n"),
    ],
)
async def test_text_is_written_in_one_way(room: CleaningRoom, received: bytes, text: str) -> None:
    cleaned = await room.scrub(received)
    (part,) = cleaned.parts
    assert (part.kind, part.ending) == (Kind.TEXT, "txt")
    assert part.data.decode() == text
    assert not cleaned.removed
    assert cleaned.remains == {Remains.WRITING}
    assert (await room.scrub(part.data)).parts == cleaned.parts


@pytest.mark.asyncio
async def test_marks_that_nobody_sees_are_taken_out(room: CleaningRoom) -> None:
    cleaned = await room.scrub("se\u200bcr\u2060et\u202e copy\ufeff".encode())
    assert cleaned.parts[0].data == b"secret copy\n"
    assert cleaned.removed == {Removed.HIDDEN_TEXT}


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("received", "why"),
    [
        (b"<!DOCTYPE html><p>words", Refusal.UNSAFE_KIND),
        (b'<?xml version="1.0"?><svg/>', Refusal.UNSAFE_KIND),
        (b" \n<svg xmlns='x'/>", Refusal.UNSAFE_KIND),
        (b"Subject: hello\nReceived: from host (1.2.3.4)\n\nwords", Refusal.UNSAFE_KIND),
        (b"BEGIN:VCARD\nFN:A\nEND:VCARD", Refusal.UNSAFE_KIND),
        (b"{\\rtf1 words}", Refusal.UNSAFE_KIND),
        (b"#!/bin/sh\nexit", Refusal.UNSAFE_KIND),
        (b"words and a \x01 bell", Refusal.UNSAFE_KIND),
        ("слова без знака".encode("cp1251"), Refusal.UNSAFE_KIND),
        (b"\xff\xfe\x00", Refusal.BROKEN),
        (b"\n \t\n", Refusal.NOTHING_VISIBLE),
        (b"words " * 200_000, Refusal.TOO_MUCH_INSIDE),
    ],
)
async def test_what_is_no_plain_text_is_refused(
    room: CleaningRoom, received: bytes, why: Refusal
) -> None:
    with pytest.raises(FileRefused) as refused:
        await room.scrub(received)
    assert refused.value.reason is why
