"""A person looks for help: tips, who to call, what is kept; none of it loses the place."""

import pytest

from domain.model.ids import Language
from tests.journeys.english import Values, catalogue, hyphened, option, words
from tests.journeys.phone import BRIEF, Phone
from tests.journeys.scene import Scene

pytestmark = pytest.mark.asyncio

EN = Language("en")


def shows_tip(phone: Phone, topic: str, at: int) -> None:
    """Make sure that the screen shows a tip and the contact that fits it."""
    tip = catalogue().tips.of(EN, topic)[at]
    assert tip.title in phone.text
    contact = catalogue().contacts.get(tip.contact)
    assert contact is None or (contact.phone or contact.text_number or "") in phone.text


async def test_a_tip_is_one_command_and_two_taps_away(amina: Phone) -> None:
    await amina.says("/tips")
    await amina.taps("tips-topic-bystander")
    shows_tip(amina, "bystander", 0)
    await amina.taps("button-next-tip")
    shows_tip(amina, "bystander", 1)
    await amina.taps("button-previous-tip")
    shows_tip(amina, "bystander", 0)


async def test_every_topic_opens_and_every_tip_can_be_turned_to(amina: Phone) -> None:
    for topic in catalogue().tips.topics:
        await amina.says("/tips")
        await amina.taps(f"tips-topic-{hyphened(topic)}")
        tips = catalogue().tips.of(EN, topic)
        for at in range(len(tips)):
            shows_tip(amina, topic, at)
            if at + 1 < len(tips):
                await amina.taps("button-next-tip")
        assert not amina.has("button-next-tip")


async def test_another_tip_is_another_one(amina: Phone) -> None:
    await amina.says("/tips")
    await amina.taps("tips-topic-online")
    for _ in range(5):
        before = amina.text
        await amina.taps("button-another-tip")
        assert amina.text != before
    await amina.taps("button-all-topics")
    amina.shows("tips-title")


async def test_a_link_opens_the_tips_of_a_topic(amina: Phone) -> None:
    for topic in catalogue().tips.topics:
        await amina.opens(f"tips_{topic}")
        shows_tip(amina, topic, 0)


@pytest.mark.parametrize("payload", ["tips", "tips_", "tips_nothing", "tips_out_and_about_"])
async def test_a_link_to_no_topic_opens_the_list(amina: Phone, payload: str) -> None:
    await amina.opens(payload)
    amina.shows("tips-title")


async def test_a_tip_is_found_from_any_chat(scene: Scene, amina: Phone) -> None:
    tip = catalogue().tips.of(EN, "online")[0]
    asked = await amina.actor.asks_inline(tip.title)
    sent = await amina.actor.picks(asked)
    assert sent.text.startswith(tip.title)
    await scene.quiet()


@pytest.mark.parametrize("query", ["", "zzzzqqq", "a" * 256, "' OR 1=1", "\u202e\u200b"])
async def test_any_words_in_another_chat_are_answered(
    scene: Scene, amina: Phone, query: str
) -> None:
    asked = await amina.actor.asks_inline(query)
    assert asked.results is not None
    await scene.quiet()


async def test_a_shared_tip_finds_itself(scene: Scene, amina: Phone) -> None:
    await amina.says("/tips")
    await amina.taps("tips-topic-abused")
    share = [
        button.inline for row in amina.screen.buttons for button in row if button.inline is not None
    ]
    asked = await amina.actor.asks_inline(share[0])
    assert asked.results
    assert asked.results[0]["title"] == share[0]
    await scene.quiet()


async def test_tips_in_the_middle_of_a_report_lead_back_to_the_question(amina: Phone) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.answers(role="me")
    await amina.toggles("what", "threats")
    await amina.says("/tips")
    await amina.taps("button-back")
    amina.is_asked("what")
    await amina.says("/tips")
    await amina.taps("tips-topic-online")
    await amina.taps("button-next-tip")
    await amina.taps("button-back")
    amina.is_asked("what")
    assert amina.ticked == [option("what", "threats")]


async def test_a_link_to_tips_in_the_middle_of_a_report_keeps_the_report(amina: Phone) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.opens("tips_online")
    await amina.taps("button-back")
    amina.is_asked("role")


@pytest.mark.parametrize(
    ("command", "key"),
    [
        ("/help_now", "contacts-title"),
        ("/privacy", "privacy"),
        ("/help", "menu-help"),
        ("/language", "language-choose"),
        ("/delete", "delete-explained"),
    ],
)
async def test_every_command_in_the_middle_of_a_report_keeps_the_place(
    amina: Phone, command: str, key: str
) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.says(command)
    limits: Values = {"organisation": "Safer Streets", "draft_hours": 72, "retention_days": 90}
    amina.shows(key, delay_minutes=0, **limits)
    await amina.says("/report")
    await amina.taps("button-resume")
    amina.is_asked("role")


async def test_who_to_call_names_every_contact_with_the_emergency_first(amina: Phone) -> None:
    await amina.opens()
    await amina.taps("button-who-to-call")
    first, *others = [each.phone for each in catalogue().contacts.all if each.phone]
    assert first == "999"
    assert first in amina.text
    seen = amina.text
    while amina.has("button-contacts-after"):
        await amina.taps("button-contacts-after")
        seen += amina.text
    assert [number for number in others if number not in seen] == []
    await amina.taps("button-menu")
    assert amina.has("button-report")


async def test_the_first_screen_says_what_telegram_sees(amina: Phone) -> None:
    await amina.opens()
    amina.shows("menu-welcome", organisation="Safer Streets")
    await amina.taps("menu-what-it-means-button")
    amina.shows("menu-what-it-means")


@pytest.mark.parametrize("entry", ["/start", "/report", "report", "at_camden"])
async def test_however_somebody_comes_in_what_telegram_sees_is_said_before_the_first_question(
    amina: Phone, entry: str
) -> None:
    if entry == "/report":
        await amina.says(entry)
    else:
        await amina.opens(None if entry == "/start" else entry)
    assert "Telegram itself can see that you write here" in amina.text
    await amina.taps("menu-what-it-means-button")
    amina.shows("menu-what-it-means")
    if entry == "/start":
        await amina.taps("button-menu")
        await amina.taps("button-report")
        assert "Telegram itself can see that you write here" in amina.text
    else:
        await amina.taps("button-back")
    amina.shows("report-before-first", hours=72)
    await amina.taps("button-start")
    amina.is_asked("safe_now")


async def test_reading_what_telegram_sees_keeps_the_area_of_a_poster(amina: Phone) -> None:
    await amina.opens("at_towerhamlets")
    await amina.taps("menu-what-it-means-button")
    await amina.taps("button-back")
    await amina.taps("button-start")
    await amina.is_safe()
    await amina.answers(**{step: answer for step, answer in BRIEF.items() if step != "where"})
    await amina.taps("button-check-and-send")
    amina.shows("answer-where-area", words="Tower Hamlets")


async def test_a_link_on_a_poster_prefills_the_area(scene: Scene, amina: Phone) -> None:
    await amina.opens("at_towerhamlets")
    await amina.taps("button-start")
    await amina.is_safe()
    before = {step: answer for step, answer in BRIEF.items() if step != "where"}
    await amina.answers(**before)
    amina.is_asked("story")
    await amina.taps("button-check-and-send")
    amina.shows("answer-where-area", words="Tower Hamlets")
    await amina.sends()
    await scene.delivered()
    assert "Tower Hamlets" in scene.in_queue[0].text


async def test_a_link_to_a_place_nobody_knows_starts_a_report_without_it(amina: Phone) -> None:
    await amina.opens("at_atlantis")
    await amina.taps("button-short-way")
    await amina.is_safe()
    await amina.answers(story=("It rained",), what=("threats",), when="unknown", where="Camden")


async def test_a_link_to_report_offers_to_start_or_to_go_on(amina: Phone) -> None:
    await amina.opens("report")
    await amina.taps("button-start")
    await amina.is_safe()
    for payload in "report", "at_camden":
        await amina.opens(payload)
        await amina.taps("button-resume")
        amina.is_asked("role")


async def test_what_happens_is_said_before_the_first_question(amina: Phone) -> None:
    await amina.opens()
    await amina.taps("button-report")
    amina.shows("report-before-first", hours=72)
    assert words("button-hide") in amina.text
