"""Evidence, from the phone that sends it to the eyes of staff: cleaned, counted, shown, gone."""

import io

import pytest
from PIL import Image

from tests.journeys.belongings import MARK, a_photo
from tests.journeys.english import words
from tests.journeys.phone import Phone
from tests.journeys.scene import MAYA, Scene
from tests.journeys.staff import Colleague, buttons_of

pytestmark = pytest.mark.asyncio


async def comes_to_evidence(phone: Phone) -> None:
    """Tell what a report cannot do without, and go to the question for files."""
    await phone.tells_briefly()
    await phone.taps("button-add-files")
    phone.is_asked("evidence")


async def test_a_photo_is_cleaned_counted_on_the_card_and_seen_by_staff_on_request(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("photo", a_photo()))
    await scene.cleaned()
    amina.shows("evidence-name-photo", number=1)
    amina.shows("evidence-removed-device")
    await amina.taps("button-done")
    amina.shows("answer-files", count=1, kinds="photo")
    await amina.sends()
    await scene.delivered()
    (card,) = scene.in_queue
    assert words("answer-files", count=1, kinds="photo") in card.text
    await maya.follows("staff-action-evidence", card)
    await scene.delivered()
    shown = [each for each in scene.messages(MAYA) if each.kind == "photo"]
    (photo,) = shown
    assert photo.spoiler
    assert photo.protected
    assert words("evidence-removed-device") in photo.text
    content = maya.actor.file(photo)
    assert MARK.encode() not in content
    assert Image.open(io.BytesIO(content)).size == (320, 240)
    assert words("staff-evidence-done") in buttons_of(photo)
