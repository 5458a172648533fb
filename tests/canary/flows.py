"""Every flow through the program, walked as people walk it; a new flow is added to `FLOWS`."""

from collections.abc import Awaitable, Callable

import orjson

from tests.canary.dressing import CONTENTS, FASHIONS, Dressing
from tests.canary.traces import Everything
from tests.journeys.belongings import BELONGINGS, a_photo
from tests.journeys.english import words
from tests.journeys.phone import BRIEF, Phone
from tests.journeys.staff import Colleague, cards_in, number_of
from tests.journeys.test_casework import released, tells
from tests.journeys.test_coming_back import code_in, gives, keepsake, sends
from tests.journeys.test_evidence import comes_to_evidence, looks
from tests.journeys.test_reporting import tells_everything
from tests.journeys.test_two_way import asks, taken

ASKED_FOR = ("message", "edited_message", "callback_query", "my_chat_member", "inline_query")
"""Kinds of update that the sandbox makes by itself; the others are made here."""

Flow = Callable[[Everything], Awaitable[None]]


async def first_screens(all_: Everything) -> None:
    """Look at everything that is there before a report."""
    amina, ola = all_.scene.phone("Amina"), all_.scene.phone("Ola")
    await amina.opens("at_camden")
    await ola.opens("tips_online")
    for command in (
        "help",
        "privacy",
        "tips",
        "help_now",
        "language",
        "cancel",
        "case",
        "nonsense",
    ):
        await amina.says(f"/{command}")
    await amina.opens()
    await amina.taps("menu-what-it-means-button")
    await amina.says("/language")
    await amina.actor.asks_inline("online")
    await amina.does(amina.actor.edits((await amina.says("/help")).id, "/helped"))


async def sends_things(all_: Everything, phone: Phone) -> None:
    """Send whatever else a message can be about, one at a time."""
    world = all_.scene.sandbox.world
    for content in sorted(CONTENTS - {"text", "caption"}):
        for fashion in fashions_of(all_.dressing, content):
            message = world.post(world.chats[phone.actor.id], phone.actor.person)
            wire = orjson.loads(orjson.dumps(message.wire()))
            wire.pop("text", None)
            wire |= all_.dressing.content("message", content, fashion)
            world.updates.put("message", wire, phone.actor.id)
            await all_.scene.quiet()


def fashions_of(dressing: Dressing, content: str) -> range:
    """Return the fashions in which a message about this has to be sent."""
    if content == "rich_message":
        return range(dressing.most_fashions)
    return range(FASHIONS if content in {"forward_origin", "poll"} else 1)


async def things_before_a_report(all_: Everything) -> None:
    """Send photos, contacts, polls and the like at the first screen."""
    amina = all_.scene.phone("Amina")
    await amina.opens()
    await sends_things(all_, amina)


async def things_within_a_report(all_: Everything) -> None:
    """Send photos, contacts, polls and the like into a story, and report it."""
    amina = all_.scene.phone("Amina")
    await amina.begins(short=True)
    await amina.is_safe()
    await amina.says("It happened by the lake.")
    await sends_things(all_, amina)
    await amina.does(amina.actor.forwards("You are next.", "Somebody else"))
    said = await amina.says("They ran away.")
    await amina.does(amina.actor.edits(said.id, "They walked away."))
    await amina.says("/report")
    await amina.taps("button-resume")
    amina.is_asked("story")
    await amina.taps("button-done")
    await amina.answers(what=("threats",), when="unknown", where="Camden")
    await amina.answers(contact="mailbox", sharing=None)
    await amina.taps("button-send-report")
    await all_.scene.delivered()


async def unasked_updates(all_: Everything) -> None:
    """Get every kind of update there is, though the bot asks for five."""
    amina = all_.scene.phone("Amina")
    await amina.opens()
    world, dressing = all_.scene.sandbox.world, all_.dressing
    own = orjson.loads(orjson.dumps(amina.actor.person.wire))
    chat = orjson.loads(orjson.dumps(world.chats[amina.actor.id].wire))
    for kind in sorted(dressing.types["Update"].fields.keys() - {"update_id", *ASKED_FOR}):
        for fashion in range(2):
            made = dressing.whole(kind, fashion)
            made |= {name: own for name in ("from", "user") if name in made}
            made |= {"chat": chat} if "chat" in made else {}
            world.updates.allowed = frozenset((kind,))
            assert world.updates.put(kind, made, amina.actor.id)
            await all_.scene.quiet()


async def broken_updates(all_: Everything) -> None:
    """Get updates that the framework cannot read, which it would log as they are."""
    amina = all_.scene.phone("Amina")
    await amina.opens()
    for missing in "chat", "date", "message_id":
        whole = all_.dressing.whole("message", 1)
        del whole[missing]
        world = all_.scene.sandbox.world
        undress, world.updates.distort = world.updates.distort, None
        world.updates.put("message", whole, amina.actor.id)
        await all_.scene.quiet()
        world.updates.distort = undress
    assert all_.scene.log.errors
    all_.scene.log.errors.clear()


async def a_whole_report(all_: Everything) -> None:
    """Answer every question, look at what staff will see, change an answer, send, look around."""
    amina = all_.scene.phone("Amina")
    await tells_everything(amina)
    await amina.taps("button-what-staff-see")
    await amina.taps("button-back-to-review")
    await amina.keeps_clues()
    await all_.scene.restart_bot()
    await amina.opens()
    await amina.taps("button-resume")
    await amina.sends()
    await all_.scene.delivered()
    for command in ("help", "privacy", "start"):
        await amina.says(f"/{command}")


async def stopping_and_going_on(all_: Everything) -> None:
    """Stop, keep, resume, throw away; forge a button; block the bot and come back."""
    amina = all_.scene.phone("Amina")
    await amina.begins()
    await amina.is_safe()
    await amina.answers(**BRIEF)
    await amina.says("/cancel")
    await amina.taps("button-keep-draft")
    await amina.forges("pick:role:me")
    await amina.says("/cancel")
    await amina.taps("button-delete-draft")
    await amina.does(amina.actor.blocks())
    await amina.does(amina.actor.unblocks())
    await amina.says("/hide")


async def clues_and_hiding(all_: Everything) -> None:
    """Write what could name somebody, hide it, send, hide the chat, erase what is held."""
    amina = all_.scene.phone("Amina")
    await amina.begins(short=True)
    await amina.is_safe()
    await amina.answers(
        story=("Write to amina.k@example.org.",), what=("threats",), when="unknown", where="Camden"
    )
    await amina.answers(contact="none", sharing=None)
    await amina.taps("button-hide-clue")
    await amina.sends()
    await amina.taps("button-hide")
    await amina.says("/delete")
    await amina.taps("button-delete-everything")
    await all_.scene.delivered()


async def casework(all_: Everything) -> None:
    """Let staff read, mask, release, claim, note, look back, give back, close and open again."""
    scene = all_.scene
    maya, tom = scene.colleague("Maya"), scene.colleague("Tom")
    await tells(scene.phone("Amina"), "It happened by the lake.")
    await scene.delivered()
    card = cards_in(scene.in_queue)[-1]
    await maya.follows("staff-action-mask", card)
    await maya.writes("lake")
    await maya.taps("staff-mask-done")
    await maya.presses("staff-action-release", card)
    await scene.delivered()
    shown = cards_in(scene.in_channel)[-1]
    await tom.presses("staff-action-claim", shown)
    await tom.follows("staff-action-note", shown)
    await tom.writes("Seen today")
    await tom.follows("staff-action-history", shown)
    await tom.writes("/proof P-0000-0000-0000-0000")
    await scene.delivered()
    await tom.presses("staff-action-close", shown)
    await tom.presses("staff-choice-close-recorded", shown)
    await scene.delivered()
    await _in_group(maya, "/help", scene.place.queue)
    await scene.delivered()


async def _in_group(member: Colleague, text: str, chat: int) -> None:
    await member.actor.says(text, chat)


async def declining(all_: Everything) -> None:
    """Let a moderator decline one report, and another as a repeat of the first."""
    scene = all_.scene
    maya = scene.colleague("Maya")
    await tells(scene.phone("Amina"), "First.")
    await tells(scene.phone("Ola"), "Second.")
    await scene.delivered()
    first, second = cards_in(scene.in_queue)
    await maya.presses("staff-action-decline", first)
    await maya.presses("staff-choice-decline-spam", first)
    await maya.presses("staff-action-decline", second)
    await maya.follows("staff-choice-decline-duplicate", second)
    await maya.writes(number_of(first))
    await scene.delivered()


async def coming_back_with_a_code(all_: Everything) -> None:
    """Mistype a code, use it, add words, prove the receipt, withdraw."""
    scene = all_.scene
    amina, ola = scene.phone("Amina"), scene.phone("Ola")
    await sends(amina, "mailbox")
    await scene.delivered()
    code = code_in(amina)
    await ola.opens()
    await gives(ola, "K7QM-29XD-4TPB-W3HA")
    await ola.opens(f"c_{code}")
    await amina.opens()
    await gives(amina, code.lower())
    await amina.says("It was the red door.")
    await amina.taps("button-send-to-staff")
    await amina.says("Write to amina.k@example.org.")
    await amina.taps("button-hide-and-send")
    await scene.delivered()
    await amina.taps("button-proof")
    await amina.taps("button-back-to-case")
    await amina.taps("button-withdraw")
    await amina.taps("button-withdraw-surely")
    await scene.delivered()


async def adding_to_a_sent_report(all_: Everything) -> None:
    """Add words and files to a sent report, by its code and in its chat; let staff look."""
    scene = all_.scene
    amina, ola, maya = scene.phone("Amina"), scene.phone("Ola"), scene.colleague("Maya")
    for way in "reply_here", "mailbox":
        await sends(amina, way)
        await scene.delivered()
        await maya.presses("staff-action-release", cards_in(scene.in_queue)[-1])
        await scene.delivered()
        reader = ola if way == "mailbox" else amina
        if way == "mailbox":
            await ola.opens()
            await gives(ola, code_in(amina))
        else:
            await amina.says("/case")
        await adds_to_case(all_, reader)
    await reader.does(reader.actor.sends_file("photo", a_photo("red")))
    await reader.taps("button-do-not-take")
    await looks(scene, maya, cards_in(scene.in_channel)[-1])
    await scene.delivered()


async def adds_to_case(all_: Everything, phone: Phone) -> None:
    """Add words, an album, a document and a film without its sound to the case that lies open."""
    scene = all_.scene
    await phone.says("It was the red door.")
    await phone.taps("button-send-to-staff")
    for each in BELONGINGS["photo"], BELONGINGS["document"], BELONGINGS["video"]:
        sent = phone.actor.sends_file(each.kind, each.make(), each.name, mime=each.mime)
        await phone.does(sent)
        if each.kind == "photo":
            await phone.does(phone.actor.sends_file("photo", a_photo("blue")))
        await phone.taps("button-take-silent" if each.asks else "button-add-to-case")
        await scene.cleaned()
    await scene.delivered()


async def being_reached_in_the_chat(all_: Everything) -> None:
    """Ask to be told in the chat, come back there, add words, cut the way."""
    scene = all_.scene
    amina, maya = scene.phone("Amina"), scene.colleague("Maya")
    await sends(amina, "reply_here")
    await scene.delivered()
    await maya.presses("staff-action-release", cards_in(scene.in_queue)[-1])
    await scene.delivered()
    await amina.says("/case")
    await amina.says("It was the red door.")
    await amina.taps("button-send-to-staff")
    await scene.delivered()
    await amina.taps("button-cut")
    await amina.taps("button-cut-surely")
    await scene.delivered()


async def taking_back(all_: Everything) -> None:
    """Send and take it back."""
    amina = all_.scene.phone("Amina")
    await sends(amina, "mailbox")
    await all_.scene.delivered()
    press = await amina.actor.taps(words("button-take-back"), message=keepsake(amina).id)
    await amina.actor.answer_to(press)
    await all_.scene.delivered()


async def writing_to_each_other(all_: Everything) -> None:
    """Let staff ask, the reporter answer, and the case be closed; in the chat and by mailbox."""
    scene = all_.scene
    amina, maya, tom = scene.phone("Amina"), scene.colleague("Maya"), scene.colleague("Tom")
    for way in "reply_here", "mailbox":
        await sends(amina, way)
        card = await taken(scene, maya, tom)
        await asks(scene, tom, card, "Did he wear a badge?")
        if way == "mailbox":
            await gives(amina, code_in(amina))
        else:
            await amina.taps("button-open-case")
        await amina.says("Yes, a round one.")
        await amina.taps("button-send-to-staff")
        await scene.delivered()


async def moderating_together(all_: Everything) -> None:
    """Mute whoever sent a report, keep it longer, and erase it; two moderators do so."""
    scene = all_.scene
    amina, maya, noor = scene.phone("Amina"), scene.colleague("Maya"), scene.colleague("Noor")
    await sends(amina, "mailbox")
    await scene.delivered()
    card = cards_in(scene.in_queue)[-1]
    await maya.unfolds("staff-action-mute", card)
    await maya.presses("staff-choice-mute-7", card)
    await scene.delivered()
    await amina.opens()
    await amina.says("/report")
    for act in "extend", "legal-hold", "lift-hold", "erase":
        card = cards_in(scene.in_queue)[-1]
        await maya.unfolds(f"staff-action-{act}", card)
        if act == "extend":
            await maya.presses("staff-choice-extend-30", card)
        await scene.delivered()
        await noor.presses("staff-action-confirm", card)
        await scene.delivered()


async def handing_over_files(all_: Everything) -> None:
    """Send files of every kind before and in a report, and let staff look at them."""
    scene = all_.scene
    amina, maya = scene.phone("Amina"), scene.colleague("Maya")
    await amina.opens()
    await amina.does(amina.actor.sends_file("photo", a_photo("blue")))
    await amina.taps("button-do-not-take")
    await comes_to_evidence(amina)
    for each in BELONGINGS.values():
        sent = amina.actor.sends_file(each.kind, each.make(), each.name, mime=each.mime)
        await amina.does(sent)
        if each.asks:
            await amina.taps("button-add-to-report")
        await scene.cleaned()
    await amina.taps("button-done")
    await amina.sends()
    await scene.delivered()
    await looks(scene, maya, cards_in(scene.in_queue)[-1])
    await scene.delivered()


async def time_alone(all_: Everything) -> None:
    """Let a draft, a way to a chat and a report come to their end by themselves."""
    scene = all_.scene
    ola = scene.phone("Ola")
    await released(scene, scene.phone("Amina"), scene.colleague("Maya"), "It must not stay.")
    await ola.begins()
    await scene.passes(hours=73)
    await scene.passes(days=90)


FLOWS: tuple[Flow, ...] = (
    first_screens,
    things_before_a_report,
    things_within_a_report,
    unasked_updates,
    broken_updates,
    a_whole_report,
    stopping_and_going_on,
    clues_and_hiding,
    casework,
    declining,
    coming_back_with_a_code,
    adding_to_a_sent_report,
    being_reached_in_the_chat,
    taking_back,
    handing_over_files,
    writing_to_each_other,
    moderating_together,
    time_alone,
)
