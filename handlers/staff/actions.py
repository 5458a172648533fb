"""Presses on cards: checked in words, done in one transaction, always answered.

Knows nothing of the private chat but the link that leads there.
"""

from dataclasses import dataclass

from domain.model.actions import CONFIRM, Needs, StaffAction, action
from domain.model.case import Case
from domain.model.errors import AlreadyHandled, CaseGone, DomainError, StaleButton
from domain.model.ids import CaseId
from domain.model.outgoing import Post, Spot
from domain.usecases import casework, deciding, muting
from domain.usecases.casework import OnCard
from handlers.context import Office
from handlers.events import StaffTapped
from handlers.problems import key
from handlers.screens import MAX_TOAST, Reply, Screen
from handlers.staff.card import (
    BACK,
    EVIDENCE,
    MORE,
    READ,
    VIEWS,
    card,
    choice_rows,
    more_rows,
    spot_of,
)
from handlers.staff.prompts import pressed_private
from handlers.staff.refusals import words_for

CARD = "c"
"""The verb of every button on a card; staff's private chats have others."""


@dataclass(frozen=True, kw_only=True)
class Press:
    """A press on a card as its button's data says it; nothing in it is trusted yet."""

    case: CaseId
    version: int
    action: str
    choice: str


async def pressed_card(event: StaffTapped, office: Office) -> Reply:
    """Do what a button of staff asks, or say why not."""
    if event.verb != CARD:
        return await pressed_private(event, office)
    try:
        return await _pressed(event, office)
    except AlreadyHandled:
        raise
    except CaseGone as problem:
        return Reply(screen=Screen(office.say("staff-erased")), toast=words_for(problem, office))
    except DomainError as problem:
        return _told(words_for(problem, office))


async def _pressed(event: StaffTapped, office: Office) -> Reply:
    press, services = _press(event), office.services
    on_card = await services.store.read(casework.case_on_card, press.case)
    casework.ensure_is_staff(office.member)
    spot = _spot(event, office, on_card)
    if _is_stray(event, on_card.posts[spot]):
        notice = Screen(office.say("staff-duplicate-card"))
        return Reply(screen=notice, toast=office.plain("staff-duplicate-toast"))
    if press.action == BACK:
        return Reply(screen=_drawn(office, spot, on_card.case))
    if press.action == MORE:
        return Reply(screen=_more(office, spot, on_card.case))
    if press.action in VIEWS:
        return _opens_view(office, on_card.case, press.action)
    return await _acted(spot, office, press)


async def _acted(spot: Spot, office: Office, press: Press) -> Reply:
    act = action(press.action)
    if act is None:
        raise StaleButton
    if _asks_more(act, press.choice):
        return await _asked(spot, office, press, act)
    if act.mutes:
        return await _muted(spot, office, press)
    if act.by_two:
        return await _proposed(office, press)
    if act.id == CONFIRM:
        return await _confirmed(office, press)
    return await _done(office, press)


async def _asked(spot: Spot, office: Office, press: Press, act: StaffAction) -> Reply:
    """Ask for what the action needs besides the press: a choice here, words in private."""
    store = office.services.store
    case = await store.read(
        casework.check_action,
        press.case,
        press.action,
        press.version,
        office.member,
        today=office.occasion.now.date(),
    )
    if act.choices and not press.choice:
        rows = choice_rows(office.services, case, act)
        shown = _drawn(office, spot, case)
        return Reply(screen=Screen(shown.text, rows))
    payload = "_".join(each for each in ("s", act.id, case.id, press.choice) if each)
    chosen = _drawn(office, spot, case) if press.choice else None
    return Reply(screen=chosen, open_url=office.services.deep_link(payload))


async def _done(office: Office, press: Press) -> Reply:
    services = office.services
    await services.store.write(
        casework.perform_action,
        press.case,
        press.action,
        press.version,
        office.member,
        occasion=office.occasion,
        chance=services.chance,
        one_place=services.staff.is_one_place,
        detail=press.choice,
    )
    services.wake_delivery()
    return Reply(toast=office.plain(f"staff-toast-{key(press.action)}"))


async def _proposed(office: Office, press: Press) -> Reply:
    services = office.services
    await services.store.write(
        deciding.propose,
        press.case,
        press.action,
        press.version,
        office.member,
        occasion=office.occasion,
        chance=services.chance,
        choice=press.choice,
    )
    services.wake_delivery()
    return Reply(toast=office.plain("staff-toast-propose"))


async def _confirmed(office: Office, press: Press) -> Reply:
    services = office.services
    case = await services.store.write(
        deciding.confirm,
        press.case,
        press.version,
        office.member,
        occasion=office.occasion,
        chance=services.chance,
        one_place=services.staff.is_one_place,
        form=services.form,
    )
    services.wake_delivery()
    if case is None:
        services.senders.forget(press.case)
        services.scrub_soon()
        return Reply(toast=office.plain("staff-toast-erased"))
    return Reply(toast=office.plain("staff-toast-confirm"))


async def _muted(spot: Spot, office: Office, press: Press) -> Reply:
    services, now = office.services, office.occasion.now
    case = await services.store.read(
        casework.check_action,
        press.case,
        press.action,
        press.version,
        office.member,
        today=now.date(),
    )
    sender = services.senders.of(press.case, now)
    if sender is None:
        return _told(office.plain("staff-mute-unknown"))
    until = await services.store.write(
        muting.mute_sender,
        press.case,
        press.version,
        office.member,
        sender=sender,
        days=press.choice,
        occasion=office.occasion,
    )
    return Reply(
        screen=_drawn(office, spot, case), toast=office.plain("staff-toast-mute", day=until)
    )


def _opens_view(office: Office, case: Case, view: str) -> Reply:
    if view in {READ, EVIDENCE}:
        casework.ensure_may_read(case, office.member)
    return Reply(open_url=office.services.deep_link(f"s_{view}_{case.id}"))


def _asks_more(act: StaffAction, choice: str) -> bool:
    if act.choices:
        return not choice or choice in act.asks_text_for
    return act.needs is not Needs.NOTHING


def _is_stray(event: StaffTapped, posts: tuple[Post, ...]) -> bool:
    # Only a card that another one stands for is a repeat: one that was sent just before a crash
    # may be the only one there is.
    here = [post.message for post in posts if post.chat == event.chat and post.part == 0]
    return bool(here) and event.card not in here


def _spot(event: StaffTapped, office: Office, on_card: OnCard) -> Spot:
    for spot, posts in on_card.posts.items():
        if any(post.chat == event.chat for post in posts):
            return spot
    return spot_of(office.services, event.chat)


def _drawn(office: Office, spot: Spot, case: Case) -> Screen:
    drawn = card(office.services, case, spot)
    return Screen(drawn.parts[0], drawn.rows)


def _more(office: Office, spot: Spot, case: Case) -> Screen:
    drawn = card(office.services, case, spot)
    return Screen(drawn.parts[0], more_rows(office.services, case, spot))


def _press(event: StaffTapped) -> Press:
    match event.arguments:
        case (case, version, action_id) if version.isdecimal():
            return Press(case=CaseId(case), version=int(version), action=action_id, choice="")
        case (case, version, action_id, choice) if version.isdecimal():
            return Press(case=CaseId(case), version=int(version), action=action_id, choice=choice)
        case _:
            raise StaleButton


def _told(words: str) -> Reply:
    return Reply(toast=words[:MAX_TOAST], alert=True)
