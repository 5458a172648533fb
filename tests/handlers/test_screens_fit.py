"""Every screen of the reporter fits into what Telegram takes, in every language.

The limits are Telegram's own: 4,096 units of text, 64 bytes behind a button, 8 buttons in a row,
100 in all, and no button without words.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import pytest

from domain.model.actions import offered
from domain.model.answers import (
    Answer,
    Attached,
    Grid,
    When,
    WhenKind,
    Where,
    WhereKind,
)
from domain.model.attached import MOST_FILES, AttachedFile, FileState, Part, SentAs
from domain.model.case import Status
from domain.model.clues import Clue, ClueKind, Sighting
from domain.model.contact import Contact
from domain.model.conversation import Receipt
from domain.model.draft import REVIEW, Draft
from domain.model.evidence import Kind, Refusal, Remains, Removed
from domain.model.hate_incident import FORM
from domain.model.ids import CaseNumber, EvidenceId, StepId
from domain.model.outgoing import CARD_SPOTS
from domain.model.step import Date, Files, LongWords, ManyOf, OneOf, Place, Step
from domain.model.words import utf16_length
from domain.usecases.exhibiting import Exhibit
from domain.usecases.handing import InHand
from handlers.context import Room
from handlers.reporter.calendar import month_rows
from handlers.reporter.clues import draft_clue_screen
from handlers.reporter.files import offer_screen
from handlers.reporter.menu import (
    contacts_screen,
    emergency_screen,
    meaning_screen,
    menu_screen,
)
from handlers.reporter.prompts import ask
from handlers.reporter.receipt import receipt_screen
from handlers.reporter.report import ask_about_files, before_first
from handlers.reporter.review import review_screen
from handlers.reporter.tips import tip_screen, topics_screen
from handlers.screens import Button, Row, Screen, in_columns
from handlers.showing import keyboard
from handlers.staff.card import card, choice_rows, more_rows
from handlers.staff.evidence import caption
from tests.builders import NOW, a_case, a_draft, chosen, written
from tests.handlers.rooms import MOST_AREAS, a_room
from texts.catalogue import Catalogue

CAPTION_UNITS = 1024
MANY_FILES = Attached(
    files=tuple(
        AttachedFile(
            id=EvidenceId(f"{at:016x}"),
            sent_as=SentAs.VIDEO_NOTE,
            state=FileState.CLEAN,
            place=at,
            caption="<&" * 500,
            parts=(Part(kind=Kind.VIDEO, ending="mp4", size=9),) * 3,
            removed=tuple(Removed),
            remains=tuple(Remains),
            sha256="f" * 64,
            forwarded=True,
        )
        for at in range(MOST_FILES)
    )
)
TEXT_UNITS = 4096
DATA_BYTES = 64
IN_A_ROW = 8
IN_ALL = 100
BREADTH = {2: 15, 3: 9, 4: 6, 5: 4, 6: 3, 7: 2, 8: 1}
"""Letters that are read on each of so many buttons in a row, on a phone 360 pixels wide."""

LANGUAGES = ("en", "ar")
ROLES = (None, "me", "witness", "for_someone_else", "me_and_others")


@pytest.fixture(params=LANGUAGES)
def room(texts: Catalogue, request: pytest.FixtureRequest) -> Room:
    """Return a room in each language, with as many areas as there can be."""
    return a_room(texts, language=request.param, areas=MOST_AREAS)


def test_every_language_is_looked_at(texts: Catalogue) -> None:
    assert {each.code for each in texts.languages} == set(LANGUAGES)


def fits(screen: Screen) -> None:
    """Make sure that Telegram would take a screen."""
    plain = html.unescape(re.sub("<[^>]+>", "", screen.text))
    assert 0 < utf16_length(plain) <= TEXT_UNITS
    rows_fit(screen.rows)


def rows_fit(rows: Iterable[Row]) -> None:
    """Make sure that Telegram would take a keyboard."""
    listed = list(rows)
    words_fit(listed)
    assert sum(map(len, listed)) <= IN_ALL
    for row in listed:
        assert 0 < len(row) <= IN_A_ROW
        for button in row:
            assert button.words
            assert len(button.data.encode()) <= DATA_BYTES
            assert bool(button.data) + bool(button.url) + bool(button.copy) + bool(button.inline)


def words_fit(rows: list[Row]) -> None:
    """Make sure that no two buttons of a row, as it is sent, have words that would be cut off."""
    sent = keyboard(tuple(rows))["inline_keyboard"]
    assert isinstance(sent, list)
    for row in sent:
        for button in row:
            assert len(row) == 1 or breadth(button["text"]) <= BREADTH[len(row)], button["text"]


def breadth(words: str) -> int:
    """Count letters that take room; a picture takes that of two."""
    seen = [each for each in words if unicodedata.category(each) not in {"Mn", "Me", "Cf"}]
    return sum(2 if unicodedata.east_asian_width(each) == "W" else 1 for each in seen)


def longest(step: Step) -> Answer:
    """Return an answer to a question that takes as much room as any."""
    match step:
        case ManyOf():
            return chosen(*[each for each in step.options if each not in step.alone])
        case OneOf():
            return chosen(step.options[-1])
        case LongWords():
            return written(*["<&" * 2000] * 5)
        case Date():
            return When(kind=WhenKind.DAY, day=date(2026, 11, 18), words="&" * 200)
        case Files():
            return MANY_FILES
        case Place():
            return Where(kind=WhereKind.WORDS, words="<" * 300)
        case _:
            return written("&" * getattr(step, "longest", 1))


def everything() -> dict[StepId, Answer]:
    """Return the longest answers to all questions."""
    answers = {step.id: longest(step) for step in FORM.steps}
    opening = {"role": "for_someone_else", "where_kind": "public_transport", "weapon": "yes"}
    return answers | {StepId(step): chosen(option) for step, option in opening.items()}


def at(step: Step, answers: Mapping[StepId, Answer], **more: bool) -> Draft:
    """Return a draft at a question."""
    draft = a_draft(answers, at=step.id)
    return Draft(
        reporter=draft.reporter,
        form_id=draft.form_id,
        language=draft.language,
        at=step.id,
        expires_at=draft.expires_at,
        answers=draft.answers,
        short=more.get("short", False),
        changing=more.get("changing", False),
    )


@pytest.mark.parametrize("step", FORM.steps, ids=lambda step: step.id)
@pytest.mark.parametrize("role", ROLES)
def test_every_question_fits(room: Room, step: Step, role: str | None) -> None:
    known: dict[StepId, Answer] = {StepId("role"): chosen(role)} if role else {}
    fits(ask(room, at(step, known)))


@pytest.mark.parametrize("step", FORM.steps, ids=lambda step: step.id)
def test_every_question_with_the_longest_answer_fits(room: Room, step: Step) -> None:
    for changing in False, True:
        fits(ask(room, at(step, everything(), changing=changing)))


@pytest.mark.parametrize("step", [each for each in FORM.steps if isinstance(each, ManyOf)])
def test_every_page_of_options_fits_and_shows_each_option_once(room: Room, step: ManyOf) -> None:
    shown: list[str] = []
    for page in range(len(step.options)):
        screen = ask(room, at(step, {}), page=page)
        fits(screen)
        data = [button.data.split(":") for row in screen.rows for button in row]
        shown += [each[2] for each in data if each[0] == "toggle" and each[3] == str(page)]
    assert sorted(shown) == sorted(step.options)


@pytest.mark.parametrize(
    ("step", "pending"),
    [
        ("when", When(kind=WhenKind.PERIOD)),
        ("when", When(kind=WhenKind.DAY, day=date(2026, 11, 18), words="<" * 200)),
        ("where", Where(kind=WhereKind.PIN, latitude=51.5, longitude=0.1, grid=Grid.STREET)),
        ("where", Where(kind=WhereKind.AREA, words=MOST_AREAS[0])),
    ],
)
def test_every_reading_to_confirm_fits(room: Room, step: str, pending: Answer) -> None:
    draft = a_draft({}, at=step)
    fits(
        ask(
            room,
            Draft(
                reporter=draft.reporter,
                form_id=draft.form_id,
                language=draft.language,
                at=draft.at,
                expires_at=draft.expires_at,
                pending=pending,
            ),
        )
    )


def test_the_review_of_the_longest_answers_fits(room: Room) -> None:
    fits(review_screen(room, a_draft(everything(), at=REVIEW)))


@pytest.mark.parametrize("kind", ClueKind)
def test_every_clue_fits(room: Room, kind: ClueKind) -> None:
    draft = a_draft(
        {StepId("story"): longest(LongWords(id=StepId("story"), section=""))}, at=REVIEW
    )
    clue = Clue(StepId("story"), 4, Sighting(kind, 3999, "<&>" * 60))
    for clues in (clue,), (clue,) * 999:
        fits(draft_clue_screen(room, draft, clues))


def test_a_clue_of_the_longest_question_id_fits(room: Room) -> None:
    longest_id = max((step.id for step in FORM.steps), key=len)
    clue = Clue(longest_id, 999, Sighting(ClueKind.NAME, 19_999, "Amina"))
    fits(draft_clue_screen(room, a_draft({}, at=REVIEW), (clue,)))


def test_the_receipt_with_every_contact_fits(room: Room) -> None:
    every = tuple(dict.fromkeys(contact for _, contact in FORM.suggests))
    fits(receipt_screen(room, Receipt(delete_on=date(2027, 2, 22), contacts=every)))


def test_the_question_about_many_files_fits(room: Room) -> None:
    for draft in None, a_draft({}, at="when"), a_draft({}, at="evidence"):
        fits(offer_screen(room, InHand(draft=draft, offered=MANY_FILES.files)))
    fits(ask_about_files(room, MOST_FILES))


@pytest.mark.parametrize("reason", Refusal)
def test_a_list_of_refused_files_fits(room: Room, reason: Refusal) -> None:
    refused = Attached(files=tuple(each.turned_down(reason) for each in MANY_FILES.files))
    fits(ask(room, a_draft({StepId("evidence"): refused}, at="evidence")))


def test_what_staff_read_under_a_file_fits(room: Room) -> None:
    number = CaseNumber("7F3-K2")
    shown = Exhibit(case=number, file=MANY_FILES.files[0], number=10, of_its_kind=10)
    under = caption(room.services, shown, part=2, repeat=True)
    assert utf16_length(html.unescape(re.sub("<[^>]+>", "", under))) <= CAPTION_UNITS


def test_the_screens_outside_a_report_fit(room: Room) -> None:
    fits(menu_screen(room))
    for page in range(9):
        fits(contacts_screen(room, page))
    fits(emergency_screen(room, in_report=True))
    fits(emergency_screen(room, in_report=False))
    fits(before_first(room))
    fits(before_first(room, 59))
    fits(meaning_screen(room, ()))
    fits(meaning_screen(room, ("59",)))
    fits(topics_screen(room))


def test_every_tip_fits(room: Room) -> None:
    tips = room.services.texts.tips
    for topic in tips.topics:
        for number in range(len(tips.of(room.language, topic))):
            fits(tip_screen(room, topic, number))


@pytest.mark.parametrize("month", [date(2026, 11, 1), date(2026, 2, 1), date(2024, 2, 1)])
def test_every_month_fits(room: Room, month: date) -> None:
    rows_fit(month_rows(room, month, NOW.date()))


@pytest.mark.parametrize("status", Status)
def test_the_buttons_of_every_card_fit(room: Room, status: Status) -> None:
    services = replace(room.services, staff=replace(room.services.staff, language=room.language))
    held = replace(a_case(status=status), contact=Contact.MAILBOX, held=True)
    for case in held, replace(held, held=False), replace(held, files=MANY_FILES.files):
        for spot in CARD_SPOTS:
            rows_fit(card(services, case, spot).rows)
            rows_fit(more_rows(services, case, spot))
        for act in offered(case):
            rows_fit(choice_rows(services, case, act))


def test_buttons_that_would_look_alike_when_cut_off_stand_alone() -> None:
    words = ("✎ What happened", "✎ What happened, in words", "✎ Why", "✎ When", "✎ Where")
    rows = in_columns([Button(each, "x") for each in words], 2)
    assert [[each.words for each in row] for row in rows] == [
        ["✎ What happened"],
        ["✎ What happened, in words"],
        ["✎ Why", "✎ When"],
        ["✎ Where"],
    ]


def test_a_month_offers_its_days_up_to_today(room: Room) -> None:
    today = NOW.date()
    rows = month_rows(room, today, today)
    days = [button.data for row in rows for button in row if button.data.startswith("day:")]
    assert days == [f"day:{today.replace(day=day)}" for day in range(1, today.day + 1)]


def test_a_month_gone_by_offers_all_its_days(room: Room) -> None:
    rows = month_rows(room, date(2024, 2, 1), NOW.date())
    days = [button.data for row in rows for button in row if button.data.startswith("day:")]
    assert days == [f"day:2024-02-{day:02}" for day in range(1, 30)]


def test_weeks_begin_on_monday(room: Room) -> None:
    _, first, *_ = month_rows(room, date(2026, 6, 1), NOW.date())
    assert first[0].data == "day:2026-06-01"
