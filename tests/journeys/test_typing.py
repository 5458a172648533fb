"""People type instead of tapping: options, dates, places, and words of every kind."""

from datetime import date, timedelta

import pytest

from domain.model.hate_incident import FORM
from domain.model.ids import StepId
from domain.model.step import LongWords
from tests.journeys.english import bare, hyphened, label, option, words
from tests.journeys.phone import Phone
from tests.journeys.scene import Scene

pytestmark = pytest.mark.asyncio


async def comes_to(phone: Phone, step: str) -> None:
    """Start a report and go to the question of when or where."""
    await phone.begins()
    await phone.is_safe()
    await phone.answers(role=None, what=("threats",), why=None)
    if step == "where":
        await phone.answers(when="unknown", where_kind=None)
    phone.is_asked(step)


async def test_an_option_can_be_typed_by_its_number_or_its_words(amina: Phone) -> None:
    await amina.begins()
    await amina.says("1")
    amina.is_asked("role")
    await amina.says(option("role", "witness").upper())
    amina.role = "witness"
    amina.is_asked("what")


async def test_options_of_which_several_fit_can_be_typed_one_by_one(amina: Phone) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.answers(role=None)
    await amina.says("2")
    await amina.says(option("what", "damage").lower())
    assert amina.ticked == [option("what", "threats"), option("what", "damage")]


@pytest.mark.parametrize("typed", ["0", "17", "-1", "perhaps", "1.", "²", "９９"])
async def test_what_is_no_option_is_refused_in_words(amina: Phone, typed: str) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.says(typed)
    amina.shows("refusal-not-an-option")
    amina.is_asked("role")


async def test_a_date_in_words_is_read_back_and_confirmed(scene: Scene, amina: Phone) -> None:
    await comes_to(amina, "when")
    await amina.says("yesterday about 3pm")
    yesterday = (scene.program.services.now() - timedelta(days=1)).date()
    amina.shows("when-typed-echo", words="yesterday about 3pm", day=yesterday)
    await amina.taps("when-echo-yes")
    amina.is_asked("day_part")
    await amina.answers(day_part=None, where_kind=None, where="Hackney")
    await amina.taps("button-check-and-send")
    amina.shows("answer-when-day-typed", day=yesterday, words="yesterday about 3pm")


async def test_a_date_that_was_read_wrongly_stays_in_the_persons_words(amina: Phone) -> None:
    await comes_to(amina, "when")
    await amina.says("2 days ago")
    await amina.taps("when-echo-keep-words")
    amina.is_asked("where_kind")
    await amina.answers(where_kind=None, where="Hackney")
    await amina.taps("button-check-and-send")
    amina.shows("answer-when-words", words="2 days ago")


@pytest.mark.parametrize("typed", ["early June", "when it rained", "in 3000 years", "31/02/2020"])
async def test_what_names_no_day_is_kept_as_it_was_typed(amina: Phone, typed: str) -> None:
    await comes_to(amina, "when")
    await amina.says(typed)
    amina.is_asked("where_kind")
    await amina.answers(where_kind=None, where="Hackney")
    await amina.taps("button-check-and-send")
    amina.shows("answer-when-words", words=typed)


async def test_another_date_can_be_typed_in_place_of_the_one_read(
    scene: Scene, amina: Phone
) -> None:
    await comes_to(amina, "when")
    await amina.says("yesterday")
    await amina.says("3 days ago")
    day = (scene.program.services.now() - timedelta(days=3)).date()
    amina.shows("when-typed-echo", words="3 days ago", day=day)


async def test_a_period_is_told_in_words(amina: Phone) -> None:
    await comes_to(amina, "when")
    await amina.taps("when-period")
    amina.shows("report-when-period-prompt")
    await amina.says("since yesterday, every hour")
    await amina.answers(where_kind=None, where="Hackney")
    await amina.taps("button-check-and-send")
    amina.shows("answer-when-period", words="since yesterday, every hour")


async def test_a_day_is_picked_from_the_calendar(scene: Scene, amina: Phone) -> None:
    await comes_to(amina, "when")
    await amina.taps("when-pick-day")
    today = scene.program.services.now().date()
    amina.shows_button(words("calendar-title", month=today))
    assert not amina.has("calendar-later")
    await amina.taps("calendar-earlier")
    earlier = today.replace(day=1) - timedelta(days=1)
    amina.shows_button(words("calendar-title", month=earlier))
    assert amina.has("calendar-later")
    await amina.taps_words("15")
    amina.is_asked("day_part")
    await amina.answers(day_part="morning", where_kind=None, where="Hackney")
    await amina.taps("button-check-and-send")
    amina.shows("answer-when-day", day=earlier.replace(day=15))


async def test_the_calendar_offers_no_day_to_come(scene: Scene, amina: Phone) -> None:
    await comes_to(amina, "when")
    await amina.taps("when-pick-day")
    days = [each for each in amina.buttons if each.isdecimal()]
    assert days == [str(day) for day in range(1, scene.program.services.now().day + 1)]


async def test_the_calendar_can_be_closed_and_its_labels_do_nothing(amina: Phone) -> None:
    await comes_to(amina, "when")
    await amina.taps("when-pick-day")
    before = amina.buttons
    await amina.taps_words(amina.buttons[0])
    assert amina.buttons == before
    await amina.taps("calendar-close")
    amina.is_asked("when")
    assert amina.has("when-pick-day")


async def test_many_months_back_lead_to_a_day_long_ago(amina: Phone) -> None:
    await comes_to(amina, "when")
    await amina.taps("when-pick-day")
    for _ in range(13):
        await amina.taps("calendar-earlier")
    await amina.taps_words("28")
    amina.is_asked("day_part")


async def test_only_the_district_of_a_postcode_is_kept(scene: Scene, amina: Phone) -> None:
    await comes_to(amina, "where")
    await amina.says("e8 4pa")
    await amina.taps("button-check-and-send")
    amina.shows("answer-where-postcode", words="E8")
    await amina.sends()
    await scene.delivered()
    assert "4pa" not in scene.in_queue[0].text.casefold()


async def test_a_place_can_be_told_in_words(amina: Phone) -> None:
    await comes_to(amina, "where")
    await amina.says("behind the old cinema")
    await amina.taps("button-check-and-send")
    amina.shows("answer-where-words", words="behind the old cinema")


@pytest.mark.parametrize(
    ("step", "limit"), [("what_other", 300), ("when", 200), ("where", 300), ("who_did_it", 2000)]
)
async def test_words_over_the_limit_are_refused_with_the_limit_and_the_draft_is_kept(
    amina: Phone, step: str, limit: int
) -> None:
    await amina.tells_briefly()
    if step == "what_other":
        await amina.taps("button-change", label=label("what"))
        await amina.answer("what", "other")
    elif step == "who_did_it":
        await amina.taps("button-more-questions")
        await amina.answers(story=None)
    else:
        await amina.taps("button-change", label=label(step))
    await amina.says("x" * (limit + 1))
    amina.shows("refusal-too-long", limit=limit)
    amina.is_asked(step)
    await amina.says("y" * limit)
    if step == "who_did_it":
        await amina.taps("button-check-and-send")
    amina.shows("review-title")
    assert option("what", "threats") in amina.text


async def test_a_story_over_its_limit_keeps_what_was_told_before(amina: Phone) -> None:
    story = FORM.step(StepId("story"))
    assert isinstance(story, LongWords)
    await amina.begins(short=True)
    await amina.is_safe()
    for _ in range(story.longest // 4000):
        await amina.says("a" * 4000)
    await amina.says("b")
    amina.shows("refusal-too-long", limit=story.longest)
    amina.shows("report-story-part-taken", parts=5, characters=story.longest)
    await amina.taps("button-done")
    amina.is_asked("what")


async def test_words_without_a_letter_are_nothing_to_read(scene: Scene, amina: Phone) -> None:
    await amina.begins(short=True)
    await amina.is_safe()
    await amina.says("\u200b\u2060\u00ad")
    amina.shows("refusal-empty")
    amina.is_asked("story")


async def test_today_is_the_day_where_the_service_is(scene: Scene, amina: Phone) -> None:
    await amina.tells_briefly()
    await amina.taps("button-change", label=label("when"))
    await amina.answers(when="today", day_part="morning")
    today: date = scene.program.services.now().date()
    amina.shows("answer-when-today", day=today)


@pytest.mark.parametrize(("tapped", "days_ago"), [("just_now", 0), ("today", 0), ("yesterday", 1)])
async def test_a_day_that_was_tapped_is_still_true_when_the_report_is_sent_days_later(
    scene: Scene, amina: Phone, tapped: str, days_ago: int
) -> None:
    answered = scene.program.services.now().date()
    await comes_to(amina, "when")
    await amina.taps(f"when-{hyphened(tapped)}")
    if amina.has("button-not-sure"):
        await amina.answers(day_part=None)
    await scene.passes(days=2)
    await amina.answers(where_kind=None, where="Hackney")
    await amina.taps("button-check-and-send")
    await amina.sends()
    await scene.delivered()
    (card,) = scene.in_queue
    day, told = answered - timedelta(days=days_ago), bare(card.text)
    assert words("answer-when-day", day=day) in told
    assert "of the report" not in told
    assert "before the report" not in told
    assert ("in the afternoon, just before it was told" in told) is (tapped == "just_now")
    assert "12:0" not in told


async def test_back_from_a_day_that_was_read_asks_when_it_happened(amina: Phone) -> None:
    await comes_to(amina, "when")
    await amina.says("yesterday")
    await amina.taps("button-back")
    amina.is_asked("when")
    await amina.taps("button-back")
    amina.is_asked("why")


async def test_back_from_a_period_asks_when_it_happened(amina: Phone) -> None:
    await comes_to(amina, "when")
    await amina.taps("when-period")
    await amina.taps("button-back")
    amina.is_asked("when")
    assert amina.has("when-today")


async def test_back_from_a_place_or_a_pin_asks_where_it_happened(amina: Phone) -> None:
    await comes_to(amina, "where")
    await amina.does(amina.actor.sends_location(51.5432, -0.0567))
    amina.shows("where-pin-grid-prompt")
    await amina.taps("button-back")
    amina.is_asked("where")
    await amina.taps("button-back")
    amina.is_asked("where_kind")


async def test_back_from_what_the_short_way_read_asks_the_question_and_then_the_one_before(
    amina: Phone,
) -> None:
    await amina.begins(short=True)
    await amina.is_safe()
    await amina.answers(story=("Yesterday in Camden they shouted.",), what=("threats",))
    await amina.taps("button-back")
    amina.is_asked("when")
    await amina.answers(when="unknown")
    amina.shows("where-typed-echo", words="Camden")
    await amina.taps("button-back")
    amina.is_asked("where")
    await amina.taps("button-back")
    amina.is_asked("when")


async def test_back_from_a_reading_while_changing_asks_the_question_and_then_the_review(
    amina: Phone,
) -> None:
    await amina.tells_briefly()
    await amina.taps("button-change", label=label("when"))
    await amina.says("yesterday")
    await amina.taps("button-back")
    amina.is_asked("when")
    await amina.taps("button-back")
    amina.shows("review-title")
    amina.shows("answer-when-unknown")
