"""What is read back has exactly the shape that was written; anything else is refused."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.model.ids import CaseId, OutgoingId
from domain.model.outgoing import RemovePosts
from storage import Unreadable, plain
from storage.bodies import open_body
from storage.sealing import Place, Seal
from storage.times import hour_after, hour_of, moment, moment_from
from tests.builders import NOW
from tests.storage.samples import CARD, CASE, CONVERSATION, DESK, DRAFT, REPORTER, outgoing

SEAL, BODY = Seal(b"s" * 32), Place("drafts", "body_sealed")

KINDS: Mapping[str, tuple[plain.Plain, Callable[[object], object]]] = {
    "draft": (plain.draft_to_plain(DRAFT), lambda each: plain.draft_from_plain(each, REPORTER)),
    "conversation": (
        plain.conversation_to_plain(CONVERSATION),
        lambda each: plain.conversation_from_plain(each, REPORTER),
    ),
    "case": (
        plain.case_to_plain(CASE),
        lambda each: plain.case_from_plain(
            each, CaseId("a"), version=1, status="closed", delete_on="2027-01-01"
        ),
    ),
    "post": (plain.post_to_plain(CARD), plain.post_from_plain),
    "outgoing": (
        plain.outgoing_to_plain(outgoing(1)),
        lambda each: plain.outgoing_from_plain(each, OutgoingId("a"), hour_of(NOW)),
    ),
    "desk": (plain.desk_to_plain(DESK), plain.desk_from_plain),
}
FIELDS = [(kind, name) for kind, (whole, _) in KINDS.items() for name in whole]


def read(kind: str, changed: plain.Plain | list[object]) -> object:
    data = orjson.dumps(changed)
    return open_body(SEAL, SEAL.seal(data, BODY, "a"), BODY, "a", KINDS[kind][1])


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_shape_is_read(kind: str) -> None:
    read(kind, KINDS[kind][0])


@pytest.mark.parametrize(("kind", "name"), FIELDS)
def test_a_missing_field_is_refused(kind: str, name: str) -> None:
    whole = dict(KINDS[kind][0])
    del whole[name]
    with pytest.raises(Unreadable):
        read(kind, whole)


@pytest.mark.parametrize(("kind", "name"), FIELDS)
def test_a_field_of_another_type_is_refused(kind: str, name: str) -> None:
    with pytest.raises(Unreadable):
        read(kind, {**KINDS[kind][0], name: 0.5})


@pytest.mark.parametrize("kind", KINDS)
def test_an_unknown_field_is_refused(kind: str) -> None:
    with pytest.raises(Unreadable):
        read(kind, {**KINDS[kind][0], "more": 1})
    with pytest.raises(Unreadable):
        read(kind, [])


def test_an_unknown_word_is_refused_without_being_repeated() -> None:
    answers = {"story": {"is": "when", "kind": "somebody's words", "day": None, "words": ""}}
    with pytest.raises(Unreadable) as caught:
        read("draft", {**KINDS["draft"][0], "answers": answers})
    assert "somebody" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


times = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - Hypothesis takes bounds without a zone
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001 - the same
    timezones=st.timezones(),
)


@given(one=times, other=times)
def test_texts_of_times_sort_as_the_times_do(one: datetime, other: datetime) -> None:
    # Compared in UTC: Python calls no local time that happens twice equal to anything.
    assert moment_from(moment(one)) == one.astimezone(UTC)
    assert (moment(one) < moment(other)) == (one.astimezone(UTC) < other.astimezone(UTC))


@given(at=times)
def test_an_hour_is_never_before_the_time_nor_an_hour_after(at: datetime) -> None:
    assert hour_of(at) <= hour_after(at)
    hour = datetime.fromisoformat(hour_after(at)).astimezone(UTC)
    assert 0 <= (hour - at.astimezone(UTC)).total_seconds() < 3600


def test_a_removal_that_was_stored_before_cases_forgot_their_messages_is_read() -> None:
    waits = outgoing(1, RemovePosts(posts=(CARD,)))
    stored = orjson.loads(orjson.dumps(plain.outgoing_to_plain(waits)))
    del stored["what"]["case"]
    assert plain.outgoing_from_plain(stored, waits.id, moment(waits.due_at)) == waits
    stored["what"]["case"] = 7
    with pytest.raises(ValueError, match="not a case"):
        plain.outgoing_from_plain(stored, waits.id, moment(waits.due_at))
