"""The files of a draft on the screen: what became of each, and the buttons that go with them."""

from collections.abc import Mapping

from domain.model.answers import Attached
from domain.model.attached import AttachedFile, FileState, numbered
from domain.model.ids import EvidenceId
from domain.model.words import utf16_length
from handlers import file_view
from handlers.buttons import pack
from handlers.context import Room
from handlers.reporter.captions import caption_row
from handlers.screens import Button, Row, fits_beside, in_columns
from texts.markup import Html

CAPTION_EXCERPT = 80
"""Letters of the words under a file that the list shows."""

MANY = 4
"""From so many files on each is told in a line, so that what came last stays in sight."""

ROOM_FOR_FILES = 2600
"""UTF-16 units of the list; the question and the rest need room too."""


def file_lines(room: Room, answer: Attached) -> Html:
    """Return what became of each file, how many are in work, and last what could not be taken."""
    names = _names(room, answer)
    refused = [_refused(room, each, names[each.id]) for each in answer.files if each.refused]
    taken = [each for each in answer.files if _is_settled(each) and not each.refused]
    if _are_many(answer):
        told, between = [_told_briefly(room, each, names[each.id]) for each in taken], "\n"
        remains = file_view.still_in_them(room.services, room.language, taken)
        after = [remains] if remains else []
        if any(each.is_taken_apart for each in taken):
            after.append(room.say("evidence-all-taken-apart"))
    else:
        told, between = [_told(room, each, names[each.id]) for each in taken], "\n\n"
        after = []
    if any(each.brought_its_place for each in taken):
        after.append(room.say("evidence-place-in-document"))
    waiting = len(answer.having(FileState.WAITING))
    if waiting:
        after.append(room.say("evidence-in-work", count=waiting))
    after += refused
    files = between.join(_fitting(room, told, after))
    return Html("\n\n".join([*([files] if files else []), *after]))


def _fitting(room: Room, told: list[Html], after: list[Html]) -> list[Html]:
    left = ROOM_FOR_FILES - utf16_length("".join(after))
    fitting: list[Html] = []
    for paragraph in told:
        left -= utf16_length(paragraph)
        if left < 0:
            return [*fitting, room.say("evidence-more", count=len(told) - len(fitting))]
        fitting.append(paragraph)
    return fitting


def file_rows(room: Room, step: str, answer: Attached) -> tuple[Row, ...]:
    """Return the buttons: words under a file first, then one to remove each, then Done."""
    names = _names(room, answer)
    rows = [caption_row(room, each, names[each.id]) for each in answer.files if each.caption]
    remove = "button-remove-one-of-many" if _are_many(answer) else "button-remove-file"
    removals = [
        Button(room.plain(remove, name=names[file.id]), pack("unfile", file.id))
        for file in answer.files
    ]
    done = Button(room.plain("button-done"), pack("next", step), style="primary")
    short = all(fits_beside(each.words, 2) for each in removals)
    return (*rows, *in_columns(removals, 2 if short else 1), (done,))


def _are_many(answer: Attached) -> bool:
    return len(answer.files) >= MANY


def _is_settled(file: AttachedFile) -> bool:
    return file.state is not FileState.WAITING or bool(file.caption)


def _told(room: Room, file: AttachedFile, name: str) -> Html:
    lines = [room.say("evidence-title", name=name)]
    if file.state is FileState.CLEAN:
        lines += file_view.what_became(room.services, room.language, file)
    return Html("\n".join((*lines, *_caption(room, file))))


def _told_briefly(room: Room, file: AttachedFile, name: str) -> Html:
    if file.state is FileState.CLEAN:
        line = file_view.taken_out_in_a_line(room.services, room.language, file, name)
    else:
        line = room.say("evidence-title", name=name)
    return Html("\n".join((line, *_caption(room, file))))


def _refused(room: Room, file: AttachedFile, name: str) -> Html:
    return Html(
        "\n".join(
            (file_view.refusal(room.services, room.language, file, name), *_caption(room, file))
        )
    )


def _caption(room: Room, file: AttachedFile) -> tuple[Html, ...]:
    if not file.caption:
        return ()
    whole = file.caption
    excerpt = whole if len(whole) <= CAPTION_EXCERPT else whole[:CAPTION_EXCERPT] + "…"
    return (room.say("evidence-caption", words=excerpt),)


def _names(room: Room, answer: Attached) -> Mapping[EvidenceId, str]:
    numbers = numbered(answer.files)
    return {
        each.id: file_view.name(room.services, room.language, each, numbers[each.id])
        for each in answer.files
    }
