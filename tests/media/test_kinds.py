"""Every format has a cleaner and a planted file; each planted file comes out clean and stays so."""

import pytest

from domain.model.evidence import LARGEST_SENT, CleanPart, FileRefused, Kind, Refusal
from media import CleaningRoom, cleaning
from media.cleaning import CLEANERS
from media.formats import Format, recognise
from media.parcel import ENDINGS, Result
from tests.media.planted_kinds import MARKLESS, NOT_PLANTED, PLANTED
from tests.media.referees import marks_in


def test_every_format_has_a_cleaner_and_a_planted_file() -> None:
    assert set(CLEANERS) == set(Format)
    assert set(PLANTED) | NOT_PLANTED == set(Format)
    assert set(ENDINGS) == set(Kind)


@pytest.mark.parametrize("kind", PLANTED)
def test_planted_file_is_what_it_seems(kind: Format) -> None:
    received = PLANTED[kind]()
    assert recognise(received) is kind
    assert kind in MARKLESS or marks_in(received)


@pytest.mark.asyncio
@pytest.mark.parametrize("kind", PLANTED)
async def test_what_is_clean_is_recognised_and_loses_nothing_more(
    room: CleaningRoom, kind: Format
) -> None:
    cleaned = await room.scrub(PLANTED[kind]())
    for part in cleaned.parts:
        assert not marks_in(part.data)
        again = await room.scrub(part.data)
        assert [each.kind for each in again.parts] == [part.kind]
        assert not {*again.removed} - {*cleaned.removed}
        assert len(again.removed) <= 1


def test_what_telegram_would_never_take_from_the_bot_is_refused_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heavy = CleanPart(kind=Kind.PDF, ending="pdf", data=bytes(LARGEST_SENT + 1))
    monkeypatch.setitem(cleaning.CLEANERS, Format.PDF, lambda *_: Result([heavy]))
    with pytest.raises(FileRefused) as refused:
        cleaning.clean(b"%PDF-1.7")
    assert refused.value.reason is Refusal.TOO_MUCH_INSIDE
