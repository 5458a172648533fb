"""A photo goes from the phone's paper clip to the eyes of staff, covered until it is tapped."""

import pytest
from playwright.async_api import FilePayload, Page, expect

from bot.demo import MODERATOR, QUEUE
from tests.journeys.belongings import a_photo
from tests.journeys.english import words
from tests.page.phone import Phone
from tests.page.tablet import Tablet

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def sends_photo(phone: Phone) -> None:
    """Choose a picture with the paper clip and send it."""
    await phone.page.get_by_test_id("phone-attach").click()
    async with phone.page.expect_file_chooser() as chosen:
        await phone.page.get_by_role("menuitem", name="Photo", exact=True).click()
    await (await chosen.value).set_files(
        FilePayload(name="IMG_2026_Amina.jpg", mimeType="image/jpeg", buffer=a_photo())
    )
    await phone.device.get_by_role("button", name="Send", exact=True).click()


async def test_a_photo_is_offered_cleaned_and_shown_to_staff_covered(page: Page) -> None:
    phone = Phone(page)
    await phone.begins()
    await sends_photo(phone)
    await phone.shows("evidence-offer-in-report", count=1)
    await phone.taps("button-add-to-report")
    await phone.tells("They broke my window")
    await phone.taps("button-done")
    await phone.picks("what", "threats")
    await phone.taps("button-continue", "when-unknown")
    await phone.taps_words("Hackney")
    await phone.taps("button-check-and-send")
    await expect(phone.screen).to_contain_text(words("answer-files", count=1, kinds="photo"))
    await phone.taps("button-send-report")
    await phone.shows_receipt()
    maya = Tablet(page)
    await maya.shows(MODERATOR, QUEUE)
    await expect(maya.card).to_contain_text(words("answer-files", count=1, kinds="photo"))
    await maya.presses("staff-action-evidence")
    picture = maya.messages.filter(has=page.locator(".media.covered"))
    await expect(picture).to_be_visible()
    await expect(picture).to_contain_text(words("evidence-removed-device"))
    await picture.locator(".media-cover").click()
    await expect(maya.messages.locator(".media.covered")).to_have_count(0)
    await picture_gone(maya)


async def picture_gone(maya: Tablet) -> None:
    """Press Done under the picture and see it go."""
    done = words("staff-evidence-done")
    await (
        maya.messages.filter(has=maya.page.locator(".media"))
        .get_by_role("button", name=done)
        .click()
    )
    await expect(maya.messages.locator(".media")).to_have_count(0)
