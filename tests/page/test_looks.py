"""How the page looks and handles: sizes, directions, contrast, names, and the keyboard alone."""

import re

import pytest
from playwright.async_api import Locator, Page, expect

from bot.demo import MODERATOR, QUEUE, Demo
from tests.journeys.english import catalogue, words
from tests.page.contrast import LEAST, contrasts
from tests.page.phone import Phone
from tests.page.tablet import Tablet
from tests.page.windows import NARROW, PHONE, Open, Scheme, Told

pytestmark = pytest.mark.asyncio(loop_scope="session")

TABS = ("phone", "staff", "desk")
MANY_TABS = 60
"""More presses of Tab than there are places to stop at before the phone's screen."""


async def left(place: Locator) -> float:
    """Return where something begins on the screen."""
    box = await place.bounding_box()
    assert box
    return box["x"]


async def test_an_arabic_phone_is_mirrored_and_the_staff_side_stays(page: Page) -> None:
    phone = Phone(page)
    await phone.starts()
    menu = page.get_by_test_id("phone-menu")
    assert await left(menu) < await left(phone.composer)
    await page.get_by_test_id("person-language").select_option("ar")
    await expect(phone.body).to_have_attribute("dir", "rtl")
    await expect(phone.glass).to_have_css("direction", "rtl")
    assert await left(menu) > await left(phone.composer)
    await expect(page.get_by_test_id("staff")).to_have_css("direction", "ltr")
    await expect(page.get_by_test_id("staff-messages")).to_have_css("direction", "ltr")


async def test_the_bot_speaks_arabic_once_it_is_chosen(page: Page) -> None:
    phone = Phone(page)
    await phone.starts()
    arabic = next(each for each in catalogue().languages if each.code == "ar")
    await phone.screen.get_by_role("button", name="🌐").click()
    await phone.screen.get_by_role("button", name=re.compile(f"^{arabic.own_name}")).click()
    await Phone(page, "ar").shows_first_screen()


@pytest.mark.parametrize("size", [NARROW, PHONE])
async def test_a_narrow_screen_has_three_tabs_and_never_scrolls_sideways(
    told: Told, open_page: Open, size: tuple[int, int]
) -> None:
    page = await open_page(told.demo, size)
    for name in TABS:
        await page.get_by_test_id(f"tab-{name}").click()
        for other in TABS:
            await expect(page.get_by_test_id(other)).to_be_visible(visible=other == name)
        wide = "Math.max(...[document.documentElement, ...document.querySelectorAll('.thread')]"
        assert await page.evaluate(f"{wide}.map((box) => box.scrollWidth - box.clientWidth))") <= 0
    await page.get_by_test_id("tab-staff").click()
    await page.get_by_test_id(f"staff-chat-{QUEUE}").click()
    await expect(Tablet(page).card).to_be_visible()
    await page.get_by_test_id("staff-back").click()
    await expect(page.get_by_test_id(f"staff-chat-{QUEUE}")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_words_stand_out_from_what_is_behind_them(
    told: Told, open_page: Open, scheme: Scheme
) -> None:
    page = await open_page(told.demo, scheme=scheme)
    await Tablet(page).shows(MODERATOR, QUEUE)
    await expect(Tablet(page).card).to_be_visible()
    await Phone(page).shows_receipt()
    await Phone(page).composer.fill("Some words")
    await page.get_by_test_id("phone-menu").click()
    await page.get_by_text("What the server knows").click()
    await expect(page.get_by_role("region", name="Table cases")).to_be_visible()
    found = await contrasts(page)
    assert {"Menu", "Your report has arrived.", "What staff see"} <= {each.words for each in found}
    assert [each for each in found if each.ratio < LEAST] == []


async def test_the_lamp_changes_the_colours_and_is_remembered(page: Page) -> None:
    lamp = page.get_by_test_id("theme-toggle")
    glass = Phone(page).glass
    await expect(glass).to_have_css("background-color", "rgb(255, 255, 255)")
    await lamp.click()
    await expect(glass).not_to_have_css("background-color", "rgb(255, 255, 255)")
    await page.reload()
    await expect(lamp).to_have_accessible_name("Use light colours")
    await expect(glass).not_to_have_css("background-color", "rgb(255, 255, 255)")


async def test_every_button_has_a_name_that_can_be_read_out(demo: Demo, open_page: Open) -> None:
    page = await open_page(demo, PHONE)
    phone = Phone(page)
    await every_button_is_named(page)
    await phone.begins()
    await phone.taps("button-skip")
    await phone.picks("what", "threats")
    await phone.taps("button-continue", "when-pick-day")
    await page.get_by_test_id("phone-menu").click()
    await every_button_is_named(page)
    await page.get_by_test_id("phone-more").click()
    await every_button_is_named(page)
    await page.keyboard.press("Escape")
    for tab in TABS:
        await page.get_by_test_id(f"tab-{tab}").click()
        await every_button_is_named(page)


async def every_button_is_named(page: Page) -> None:
    """Make sure that whatever is a button, or is written or chosen in, says what it is."""
    for role in ("button", "textbox", "radio", "combobox", "menuitem", "option"):
        places = page.get_by_role(role)
        for place in await places.all():
            await expect(place).to_have_accessible_name(re.compile(r"\S"))


async def test_the_keyboard_alone_is_enough(page: Page) -> None:
    phone = Phone(page)
    await tab_to(page.get_by_test_id("phone-start"))
    await page.keyboard.press("Enter")
    await phone.shows_first_screen()
    await tab_to(phone.button(words("button-report")))
    await page.keyboard.press("Enter")
    await expect(phone.button(words("button-start"))).to_be_visible()
    await expect(phone.screen.locator(".inline-button:focus")).to_have_count(1)


async def test_the_composer_has_the_focus_after_start_by_keyboard(page: Page) -> None:
    phone = Phone(page)
    await tab_to(page.get_by_test_id("phone-start"))
    await page.keyboard.press("Enter")
    await phone.shows_first_screen()
    await expect(phone.composer).to_be_focused()


@pytest.mark.parametrize("size", [NARROW, PHONE])
async def test_a_finger_on_a_message_covers_no_words(
    demo: Demo, open_page: Open, size: tuple[int, int]
) -> None:
    page = await open_page(demo, size)
    phone = Phone(page)
    await phone.begins()
    await phone.tells("They shouted at all of us.")
    for side in (".in", ".out"):
        message = phone.messages.and_(page.locator(side)).last
        words_from, words_to = await sides(message.locator(".bubble"))
        button_from, button_to = await sides(message.locator(".message-more"))
        assert button_from >= words_to or button_to <= words_from, side
        assert button_from >= 0, side
        assert button_to <= size[0], side


async def sides(place: Locator) -> tuple[float, float]:
    """Return where something begins and ends on the screen, from left to right."""
    box = await place.bounding_box()
    assert box
    return box["x"], box["x"] + box["width"]


async def tab_to(place: Locator) -> None:
    """Press Tab until something has the focus."""
    await expect(place).to_be_visible()
    for _ in range(MANY_TABS):
        if await place.evaluate("(node) => node === document.activeElement"):
            return
        await place.page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not get there")
