"""Files as answers: what a form takes, what is sent, and what comes back from storage."""

from dataclasses import replace

import pytest

from domain.model.answers import Attached, Skipped, from_plain, is_given, sendable, to_plain
from domain.model.attached import (
    MOST_BYTES,
    MOST_FILES,
    AttachedFile,
    FileState,
    Part,
    SentAs,
    file_from_plain,
    file_to_plain,
    numbered,
)
from domain.model.errors import AnswerRefused
from domain.model.evidence import Cleaned, CleanPart, Kind, Refusal, Remains, Removed
from domain.model.form_spec import KINDS
from domain.model.ids import EvidenceId, StepId
from domain.model.step import Files
from tests.builders import chosen

STEP = Files(id=StepId("evidence"), section="evidence")


def a_file(
    name: int = 1,
    state: FileState = FileState.CLEAN,
    *,
    sent_as: SentAs = SentAs.PHOTO,
    size: int = 10,
    caption: str = "",
) -> AttachedFile:
    """Return a file."""
    return AttachedFile(
        id=EvidenceId(f"{name:016x}"),
        sent_as=sent_as,
        state=state,
        size=size,
        place=name,
        caption=caption,
    )


def files(*each: AttachedFile) -> Attached:
    """Return an answer of files."""
    return Attached(files=each)


def test_a_question_for_files_takes_files_and_nothing_else() -> None:
    STEP.check(files(a_file()))
    STEP.check(Skipped())
    with pytest.raises(AnswerRefused, match="wrong-kind"):
        STEP.check(chosen("yes"))
    with pytest.raises(AnswerRefused, match="empty"):
        STEP.check(files())


def test_a_report_takes_so_many_files_and_refused_ones_do_not_count() -> None:
    many = [a_file(name) for name in range(MOST_FILES)]
    STEP.check(files(*many, a_file(99, FileState.REFUSED)))
    with pytest.raises(AnswerRefused, match="too-many-files") as refusal:
        STEP.check(files(*many, a_file(99)))
    assert refusal.value.limit == MOST_FILES


def test_a_report_takes_so_many_bytes_and_cleaned_ones_count_as_they_are() -> None:
    heavy = a_file(1, size=MOST_BYTES)
    STEP.check(files(heavy))
    with pytest.raises(AnswerRefused, match="too-much-in-files"):
        STEP.check(files(heavy, a_file(2)))
    light = replace(heavy, parts=(Part(kind=Kind.PHOTO, ending="jpg", size=5),))
    STEP.check(files(light, a_file(2)))


def test_only_clean_files_are_sent_and_no_words_that_nobody_added() -> None:
    step = StepId("evidence")
    answer = files(
        a_file(1, caption="look"), a_file(2, FileState.WAITING), a_file(3, FileState.REFUSED)
    )
    sent = sendable({step: answer, StepId("what"): chosen("theft")})
    assert sent == {step: files(a_file(1)), StepId("what"): chosen("theft")}
    assert sendable({step: files(a_file(2, FileState.WAITING))}) == {}


def test_files_are_numbered_by_what_they_were_sent_as() -> None:
    sent = (a_file(1), a_file(2, sent_as=SentAs.VIDEO), a_file(3))
    assert list(numbered(sent).values()) == [1, 1, 2]


def test_a_file_takes_its_place_in_the_order_it_was_sent() -> None:
    assert files(a_file(1), a_file(3)).with_file(a_file(2)).files == tuple(map(a_file, (1, 2, 3)))
    changed = replace(a_file(1), tries=1)
    assert files(a_file(1), a_file(2)).with_file(changed).files == (changed, a_file(2))
    assert files(a_file(1), a_file(2)).without(a_file(1).id) == files(a_file(2))


def test_a_cleaned_file_says_what_became_of_it_and_keeps_no_byte() -> None:
    part = CleanPart(kind=Kind.PHOTO, ending="jpg", data=b"pixels")
    result = Cleaned(
        parts=(part,),
        removed=frozenset({Removed.PLACE, Removed.DATE}),
        remains=frozenset({Remains.LOOKS}),
        sha256=b"\xab" * 32,
    )
    cleaned = replace(a_file(state=FileState.WAITING), mime="image/jpeg").cleaned(result)
    assert cleaned.state is FileState.CLEAN
    assert cleaned.parts == (Part(kind=Kind.PHOTO, ending="jpg", size=6),)
    assert cleaned.removed == (Removed.PLACE, Removed.DATE)
    assert (cleaned.mime, cleaned.sha256) == ("", "ab" * 32)
    assert "pixels" not in repr(cleaned)


@pytest.mark.parametrize("reason", Refusal)
def test_a_refused_file_comes_back_with_its_reason(reason: Refusal) -> None:
    refused = a_file(state=FileState.WAITING).turned_down(reason)
    assert file_from_plain(file_to_plain(refused)) == refused
    assert from_plain(to_plain(files(refused))) == files(refused)


@pytest.mark.parametrize("name", file_to_plain(a_file()))
def test_a_file_without_one_of_its_fields_is_none(name: str) -> None:
    plain = file_to_plain(a_file())
    del plain[name]
    with pytest.raises(ValueError, match="not a file"):
        file_from_plain(plain)


@pytest.mark.parametrize(
    ("mime", "asks"),
    [
        ("", True),
        ("application/ogg", True),
        ("application/octet-stream", True),
        ("application/mxf", True),
        ("application/pdf", False),
        ("Text/Plain; charset=utf-8", False),
        ("image/heic", False),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", False),
        ("application/vnd.oasis.opendocument.text", False),
    ],
)
def test_a_person_is_asked_about_every_document_that_may_be_a_recording(
    mime: str, *, asks: bool
) -> None:
    document = replace(a_file(sent_as=SentAs.DOCUMENT), mime=mime)
    assert document.may_tell_a_voice is asks


def test_what_a_person_wrote_under_a_file_is_in_no_repr() -> None:
    assert "look" not in repr(a_file(caption="look"))


def test_an_answer_without_files_says_nothing() -> None:
    assert not is_given(files())
    assert is_given(files(a_file()))


def test_a_form_of_ones_own_may_ask_for_files() -> None:
    assert KINDS["files"] is Files
