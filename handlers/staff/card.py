"""A case's card: its parts, and the buttons that its state and place allow.

The only place that decides whether a card carries the person's words. Knows nothing of who looks:
whoever presses is checked then.
"""

from dataclasses import dataclass

from domain.model.actions import Needs, StaffAction, offered
from domain.model.case import Case, Status
from domain.model.ids import ChatId
from domain.model.outgoing import PostNotice, Spot
from domain.model.staff import Role
from domain.usecases.exhibiting import files_of
from handlers.buttons import pack
from handlers.case_view import card_parts, has_words
from handlers.context import Services
from handlers.problems import key
from handlers.screens import Button, Row, in_columns
from texts.markup import Html

READ = "read"
EVIDENCE = "evidence"
HISTORY = "history"
VIEWS = frozenset({READ, HISTORY, EVIDENCE})
"""Buttons that change nothing and open the member's private chat."""

NOTE = "note"
"""The one act that leaves the menus of others open."""

BACK = "back"
MORE = "more"
"""Unfolds what is seldom done and hard to undo."""

STYLES = {"release": "success", "claim": "success", "decline": "danger", "confirm": "danger"}
"""Colours for the acts that most cards wait for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """Parts in order, each one message; the buttons belong to the first."""

    parts: tuple[Html, ...]
    rows: tuple[Row, ...]


def card(services: Services, case: Case, spot: Spot) -> Card:
    """Return what a case looks like in a spot now."""
    case = case.as_of(services.now().date())
    parts = card_parts(
        services,
        case,
        language=services.staff.language,
        with_words=shows_words(services, case, spot),
    )
    return Card(parts=parts, rows=_rows(services, case, spot))


def notice(services: Services, what: PostNotice) -> Html:
    """Return what staff are told of something that a reporter did."""
    words = f"staff-notice-{key(what.notice)}"
    return services.texts.say(services.staff.language, words, number=what.number)


def shows_words(services: Services, case: Case, spot: Spot) -> bool:
    """Tell whether everybody who can see the spot may read the person's words.

    A queue of their own is for moderators; elsewhere the words wait for the release.
    """
    queue_only = spot is Spot.QUEUE and not services.staff.is_one_place
    return queue_only or case.is_released


def spot_of(services: Services, chat: ChatId) -> Spot:
    """Tell which place a chat is; where in doubt, the one that shows less."""
    return Spot.QUEUE if chat == services.staff.queue else Spot.STAFF


def choice_rows(services: Services, case: Case, act: StaffAction) -> tuple[Row, ...]:
    """Return a button for each choice of an action, and one that leads back."""
    language, plain = services.staff.language, services.texts.plain
    choices = [
        Button(
            plain(language, f"staff-choice-{key(act.id)}-{key(choice)}"),
            _press(case, act.id, choice),
        )
        for choice in act.choices
        if choice != case.status
    ]
    back = Button(plain(language, "staff-action-back"), _back(case))
    return (*in_columns(choices, 1), (back,))


def is_open_menu(rows: tuple[Row, ...], case: Case) -> bool:
    """Tell whether these are choices of an action, made for the case as it still is."""
    back = _back(case)
    return any(button.data == back for row in rows for button in row)


def more_rows(services: Services, case: Case, spot: Spot) -> tuple[Row, ...]:
    """Return a button for each act that is seldom and grave, and one that leads back."""
    today = case.as_of(services.now().date())
    buttons = [_button(services, case, each) for each in _acts(services, today, spot, folded=True)]
    words = services.texts.plain(services.staff.language, "staff-action-back")
    return (*in_columns(buttons, 2), (Button(words, _back(case)),))


def _rows(services: Services, case: Case, spot: Spot) -> tuple[Row, ...]:
    buttons = [_button(services, case, each) for each in _acts(services, case, spot, folded=False)]
    words_elsewhere = not shows_words(services, case, spot) and has_words(services, case.report)
    if words_elsewhere or case.additions:
        words = services.texts.plain(services.staff.language, "staff-action-read")
        buttons.insert(0, Button(words, _press(case, READ)))
    if files_of(case):
        words = services.texts.plain(services.staff.language, "staff-action-evidence")
        buttons.append(Button(words, _press(case, EVIDENCE)))
    if case.history:
        words = services.texts.plain(services.staff.language, "staff-action-history")
        buttons.append(Button(words, _press(case, HISTORY)))
    if _acts(services, case, spot, folded=True):
        words = services.texts.plain(services.staff.language, "staff-action-more")
        buttons.append(Button(f"{words} ▾", _press(case, MORE)))
    return in_columns(buttons, 2)


def _acts(services: Services, case: Case, spot: Spot, *, folded: bool) -> tuple[StaffAction, ...]:
    return tuple(
        each
        for each in offered(case)
        if each.folded is folded and _belongs(services, case, each, spot)
    )


def _belongs(services: Services, case: Case, act: StaffAction, spot: Spot) -> bool:
    if act.needs is Needs.WORDS_TO_MASK and not has_words(services, case.report):
        return False
    everywhere = act.by is Role.CASE_WORKER and act.allowed_in == frozenset(Status)
    if services.staff.is_one_place or everywhere:
        return True
    return (act.by is Role.MODERATOR) is (spot is Spot.QUEUE)


def _button(services: Services, case: Case, act: StaffAction) -> Button:
    words = services.texts.plain(services.staff.language, f"staff-action-{key(act.id)}")
    more = " ▾" if act.choices else ""
    return Button(words + more, _press(case, act.id), style=STYLES.get(act.id, ""))


def _back(case: Case) -> str:
    # A note of a colleague closes nobody's menu; whatever else happens may have brought something
    # to do, such as to read what the reporter answered.
    happened = sum(1 for event in case.history if event.action != NOTE)
    return _press(case, BACK, str(happened))


def _press(case: Case, *action: str) -> str:
    return pack("c", case.id, case.version, *action)
