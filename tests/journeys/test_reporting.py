"""A person reports by every branch of the form, and staff get what was written."""

from datetime import date, timedelta

import pytest

from domain.model.hate_incident import FORM
from handlers.case_view import NO_NUMBER
from tests.journeys.english import catalogue, label, option, words
from tests.journeys.phone import BRIEF, NOT_SURE, Given, Phone
from tests.journeys.scene import Scene
from tests.journeys.staff import number_of

pytestmark = pytest.mark.asyncio

TO_THE_STORY: dict[str, Given] = {
    "role": "for_someone_else",
    "agreed": "they_agree",
    "what": ("threats", "online", "bullying", "other"),
    "what_other": "They blocked the ramp",
    "why": ("disability", "age"),
    "why_signs": ("words_used", "own_feeling"),
    "when": "today",
    "day_part": "evening",
    "where_kind": "public_transport",
    "where": "Tower Hamlets",
    "transport": "Bus 25 to Ilford",
    "online": "In a group on a phone app",
    "story": ("First they shouted.", "Then they stood in the way."),
    "who_did_it": "Two men, one in a red jacket",
}
FROM_THE_WITNESSES: dict[str, Given] = {
    "evidence": None,
    "witnesses": "strangers",
    "told": ("police", "council"),
    "told_reference": "CAD 1234",
    "wanted": ("advice", "police_without_me"),
    "needs": ("legal", "under_18"),
    "contact": "mailbox",
    "sharing": ("statistics",),
}
TYPED = (
    "They blocked the ramp",
    "Bus 25 to Ilford",
    "In a group on a phone app",
    "First they shouted.",
    "Then they stood in the way.",
    "Two men, one in a red jacket",
    "A chain",
    "CAD 1234",
)


async def tells_everything(phone: Phone) -> None:
    """Answer every question there is, up to the review."""
    await phone.begins()
    await phone.is_safe()
    await phone.answers(**TO_THE_STORY)
    for step, answer in ("again", "still_going_on"), ("harm", ("hurt", "hospital")):
        await phone.answers(**{step: answer})
        phone.shows("emergency-card")
        await phone.taps("button-safe-continue")
    await phone.answers(weapon="yes")
    phone.shows("emergency-card")
    await phone.taps("button-safe-continue")
    await phone.answers(weapon_what="A chain", **FROM_THE_WITNESSES)
    phone.shows("review-title")


async def test_a_short_report_reaches_the_moderators(scene: Scene, amina: Phone) -> None:
    await amina.reports()
    await scene.delivered()
    (card,) = scene.in_queue
    assert option("what", "threats") in card.text
    assert scene.in_channel == []


async def test_every_answer_of_the_whole_form_reaches_the_moderators(
    scene: Scene, amina: Phone
) -> None:
    await tells_everything(amina)
    await amina.sends()
    await scene.delivered()
    others = {"safe_now", "again", "harm", "weapon", "weapon_what"}
    assert others | set(TO_THE_STORY) | set(FROM_THE_WITNESSES) == {each.id for each in FORM.steps}
    card = "\n".join(each.text for each in scene.in_queue)
    for step, given in {**TO_THE_STORY, **FROM_THE_WITNESSES}.items():
        assert (label(step) in card) is (given is not None)
        for each in given if isinstance(given, tuple) else (given,):
            if each is None:
                continue
            shown = each if each in TYPED or step in {"when", "where"} else option(step, each)
            assert step == "when" or shown in card
    for written in TYPED:
        assert written in card


async def test_what_is_not_required_can_be_skipped(scene: Scene, amina: Phone) -> None:
    await amina.begins()
    await amina.is_safe()
    for step in FORM.steps[1:]:
        if step.ask_if:
            continue
        assert amina.has("button-skip") is not step.required, step.id
        await amina.answers(**{step.id: BRIEF[step.id] if step.required else None})
    amina.shows("review-title")
    await amina.sends()
    await scene.delivered()
    (card,) = scene.in_queue
    assert words("answer-skipped") not in card.text


async def test_not_sure_is_an_answer_where_it_is_offered(amina: Phone) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.answers(role=None, what=("threats",), why=NOT_SURE)
    await amina.answers(when="yesterday", day_part=NOT_SURE, where_kind=None, where="Hackney")
    await amina.taps("button-check-and-send")
    assert amina.text.count(words("answer-not-sure")) == 2


async def test_the_short_way_asks_only_what_is_needed(scene: Scene, amina: Phone) -> None:
    await amina.begins(short=True)
    await amina.is_safe()
    await amina.answers(story=("All in one message.",), what=("arson",), when="unknown")
    await amina.answers(where="Camden", contact=None, sharing=None)
    amina.shows("review-title")
    await amina.sends()
    await scene.delivered()
    (card,) = scene.in_queue
    assert "All in one message." in card.text


async def test_the_short_way_reads_when_and_where_from_the_story(
    scene: Scene, amina: Phone
) -> None:
    await amina.begins(short=True)
    await amina.is_safe()
    await amina.answers(story=("Yesterday in tower hamlets they shouted.",), what=("threats",))
    assert days_before(scene, 1).strftime("%A") in amina.text
    await amina.taps("when-echo-yes")
    await amina.taps("where-echo-yes", words="Tower Hamlets")
    await amina.answers(contact=None, sharing=None)
    amina.shows("review-title")
    amina.shows("answer-where-area", words="Tower Hamlets")
    await amina.sends()


async def test_what_the_short_way_reads_from_the_story_can_be_put_right(
    scene: Scene, amina: Phone
) -> None:
    await amina.begins(short=True)
    await amina.is_safe()
    await amina.answers(story=("Yesterday in Camden they shouted.",), what=("threats",))
    await amina.says("3 days ago")
    await amina.taps("when-echo-yes")
    await amina.taps("where-echo-no")
    await amina.answers(where="Hackney", contact=None, sharing=None)
    amina.shows("answer-where-area", words="Hackney")
    amina.shows("answer-when-day-typed", day=days_before(scene, 3), words="3 days ago")


def days_before(scene: Scene, days: int) -> date:
    """Return the day that lies so many days back."""
    return scene.program.services.now().date() - timedelta(days=days)


async def test_whoever_is_in_danger_sees_the_emergency_card_first(amina: Phone) -> None:
    await amina.begins()
    await amina.answers(safe_now="danger")
    amina.shows("emergency-card")
    await amina.taps("button-safe-continue")
    amina.is_asked("role")


async def test_the_emergency_card_is_one_tap_away_and_leads_back(amina: Phone) -> None:
    await amina.begins()
    await amina.is_safe()
    for step, answer in BRIEF.items():
        amina.is_asked(step)
        await amina.taps("button-emergency")
        amina.shows("emergency-card")
        await amina.taps("button-safe-continue")
        await amina.answers(**{step: answer})
    await amina.taps("button-check-and-send")
    await amina.taps("button-emergency")
    amina.shows("emergency-card")
    await amina.taps("button-safe-continue")
    amina.shows("review-title")


async def test_something_online_needs_no_place(scene: Scene, amina: Phone) -> None:
    await amina.begins()
    await amina.is_safe()
    before = {step: answer for step, answer in BRIEF.items() if step != "where"}
    await amina.answers(**{**before, "where_kind": "online"})
    await amina.taps("where-online")
    await amina.answers(online="On a video site")
    await amina.taps("button-check-and-send")
    await amina.sends()
    await scene.delivered()
    (card,) = scene.in_queue
    assert words("answer-where-online") in card.text


async def test_the_preview_is_the_card_that_staff_get(scene: Scene, amina: Phone) -> None:
    await tells_everything(amina)
    await amina.taps("button-what-staff-see")
    preview = amina.screen.html.partition("\n\n")[2]
    assert NO_NUMBER in preview
    await amina.sends()
    await scene.delivered()
    (card,) = scene.in_queue
    assert preview.replace(NO_NUMBER, number_of(card)) == card.html


async def test_a_long_preview_is_all_the_messages_that_staff_get(
    scene: Scene, amina: Phone
) -> None:
    await amina.begins(short=True)
    await amina.is_safe()
    paragraphs = tuple(f"Paragraph {at}. " + "And then they went on. " * 70 for at in range(5))
    await amina.answers(story=paragraphs, what=("arson",), when="unknown", where="Camden")
    await amina.answers(contact=None, sharing=None)
    await amina.taps("button-what-staff-see")
    pages = [amina.screen.html.partition("\n\n")[2]]
    while str(len(pages) + 1) in amina.buttons:
        await amina.taps_words(str(len(pages) + 1))
        pages.append(amina.screen.html.partition("\n\n")[2])
    assert len(pages) > 2
    await amina.sends()
    await scene.delivered()
    number = number_of(scene.in_queue[0])
    assert [each.replace(NO_NUMBER, number) for each in pages] == [
        each.html for each in scene.in_queue
    ]


async def test_an_urgent_report_is_marked_and_comes_first(scene: Scene, amina: Phone) -> None:
    ola, yusuf = scene.phone("Ola"), scene.phone("Yusuf")
    for phone in ola, yusuf:
        await phone.tells_briefly()
    await amina.begins()
    await amina.answers(safe_now="hurt")
    await amina.taps("button-safe-continue")
    await amina.answers(**{**BRIEF, "what": ("arson",)})
    await amina.taps("button-check-and-send")
    async with scene.without_staff_chats():
        for phone in ola, yusuf, amina:
            await phone.sends()
    await scene.delivered()
    first, *others = scene.in_queue
    assert option("what", "arson") in first.text
    why = words("answer-safe-later", answer=option("safe_now", "hurt"))
    reason = words("staff-card-line", label=label("safe_now"), answer=why)
    assert words("staff-card-urgent-because", reasons=reason) in first.text
    assert len(others) == 2


async def test_whoever_is_safe_again_is_not_said_to_be_in_danger_still(
    scene: Scene, amina: Phone
) -> None:
    await amina.begins()
    await amina.answers(safe_now="danger")
    await amina.taps("button-safe-continue")
    await amina.answers(**BRIEF)
    await amina.taps("button-check-and-send")
    told = words("answer-safe-later", answer=option("safe_now", "danger"))
    assert told in amina.text
    await amina.sends()
    await scene.delivered()
    (card,) = scene.in_queue
    assert words("staff-card-urgent") in card.text
    assert told in card.text


async def test_the_receipt_names_who_else_can_help(amina: Phone) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.answers(
        **{**BRIEF, "role": "witness", "where_kind": "public_transport"}, transport="25"
    )
    await amina.taps("button-check-and-send")
    await amina.sends()
    contacts = catalogue().contacts
    for contact in "btp", "crimestoppers":
        assert contacts.get(contact) is not None
    amina.shows("receipt-contacts-title")
    assert "61016" in amina.text
    assert "0800 555 111" in amina.text
