"""What is kept and for how long, wiping the chat, and erasing what is held about a person."""

from dataclasses import replace
from datetime import timedelta

from domain.model.errors import StaleButton
from domain.model.ids import Language
from domain.usecases import muting, reporting
from domain.usecases.conversing import choose_language, forget_person, hide_chat
from handlers.buttons import pack
from handlers.context import Room
from handlers.events import Said, Tapped
from handlers.reporter.menu import hide, to_menu
from handlers.reporter.progress import present
from handlers.reporter.routes import TapHandler, argument
from handlers.screens import Button, Reply, Screen
from handlers.visits import IDLE
from handlers.waiting_words import WAIT
from texts.languages import LanguageInfo
from texts.markup import Html


async def asked_about_privacy(_: Said | Tapped, room: Room) -> Reply:
    """Say what is kept, made from the running configuration."""
    services = room.services
    text = room.say(
        "privacy",
        organisation=services.organisation.name,
        draft_hours=services.policy.draft_hours,
        retention_days=services.policy.retention_days,
        delay_minutes=services.policy.delay_minutes,
        route_days=services.policy.route_days,
        audit_days=services.policy.audit_days,
        words_minutes=WAIT // timedelta(minutes=1),
        open_minutes=IDLE // timedelta(minutes=1),
    )
    return Reply(screen=Screen(text, ((to_menu(room), hide(room)),)))


async def hid_chat(event: Said | Tapped, room: Room) -> Reply:
    """Delete every message of both sides that can be deleted; one neutral line stays.

    Where no list of them is held, as after erasing, that line does not say that they are gone.
    """
    room.services.visits.end(room.reporter)
    room.services.waiting_words.forget(room.reporter)
    known = await room.services.store.write(
        hide_chat, room.reporter, occasion=room.occasion, policy=room.services.policy
    )
    # The log still holds which messages there were, and perhaps a code: not for long.
    room.services.scrub_soon()
    wipe = tuple(dict.fromkeys((*known, event.message)))
    screen = Screen(await _what_is_left(room), quiet=True)
    return Reply(screen=screen, wipe=wipe, fresh=True, forgets=True)


async def _what_is_left(room: Room) -> Html:
    cleared = room.say("hide-done" if room.conversation else "hide-no-list")
    # Whoever believes that hiding erased it would leave it for the next person to find.
    draft = await room.services.store.read(reporting.current_draft, room.reporter)
    if draft is None:
        return cleared
    kept = room.say("hide-done-kept", when=draft.expires_at.date())
    return Html(f"{cleared}\n{kept}")


async def asked_to_delete(_: Said, room: Room) -> Reply:
    """Explain what erasing reaches, before anything is erased."""
    erase = Button(room.plain("button-delete-everything"), pack("erase"), style="danger")
    back = Button(room.plain("button-menu"), pack("here"))
    return Reply(screen=Screen(room.say("delete-explained"), ((erase,), (back, hide(room)))))


async def erased_everything(tap: Tapped, room: Room) -> Reply:
    """Erase the draft, the language, and the chat as far as it can be deleted.

    What was sent has no way back here.
    """
    wipe = await room.services.store.write(
        forget_person, room.reporter, room.way, screen=tap.message, now=room.occasion.now
    )
    room.services.visits.end(room.reporter)
    room.services.waiting_words.forget(room.reporter)
    room.services.senders.forget_sender(room.sender)
    room.services.scrub_soon()
    last = Screen(await _what_stays(room), ((to_menu(room),),))
    return Reply(screen=last, wipe=wipe, forgets=True)


async def _what_stays(room: Room) -> Html:
    # A mute that anybody could erase would be none; so it is said that it stays.
    today = room.occasion.now.date()
    until = await room.services.store.read(muting.muted_until, room.sender, today=today)
    return room.say("delete-done-muted", day=until) if until else room.say("delete-done")


async def asked_for_languages(_: Said | Tapped, room: Room) -> Reply:
    """List the languages by their own names."""
    languages = room.services.texts.languages
    rows = tuple((Button(_name(each), pack("language", each.code)),) for each in languages)
    drafted = any(not each.checked for each in languages)
    text = room.say("language-choose")
    if drafted:
        text = Html(f"{text}\n\n{room.say('language-drafted-note')}")
    return Reply(screen=Screen(text, (*rows, (to_menu(room), hide(room)))))


def _name(language: LanguageInfo) -> str:
    return language.own_name if language.checked else f"{language.own_name} *"


async def picked_language(tap: Tapped, room: Room) -> Reply:
    """Speak this language from now on, and show the same place in it."""
    code = Language(argument(tap))
    if code not in {each.code for each in room.services.texts.languages}:
        raise StaleButton
    conversation = await room.services.store.write(
        choose_language, room.reporter, code, occasion=room.occasion, policy=room.services.policy
    )
    after = replace(room, language=code, conversation=conversation)
    return Reply(screen=await present(after))


TAPS: dict[str, TapHandler] = {
    "hide": hid_chat,
    "erase": erased_everything,
    "languages": asked_for_languages,
    "language": picked_language,
    "privacy": asked_about_privacy,
}
