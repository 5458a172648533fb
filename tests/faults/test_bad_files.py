"""Files with hostile names, wrong kinds or nothing in them are answered in words."""

import pytest

from tests.journeys.english import option, words
from tests.journeys.phone import Phone
from tests.journeys.scene import Scene
from tests.journeys.test_evidence import rows_of_evidence

pytestmark = pytest.mark.asyncio

NAMES = [
    "../../etc/passwd",
    "C:\\Windows\\system32\\config",
    "report\r\nX-Injected: yes.pdf",
    "a\x00b.pdf",
    "<b>bold</b>&amp;.pdf",
    "invoice\u202efdp.exe",
    "n" * 255,
    "",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("content", "mime"), [(b"", "application/pdf"), (b"MZ\x90\x00\x03\x00", "image/png")]
)
async def test_a_hostile_file_keeps_the_draft_and_nothing_of_it_stays(
    scene: Scene, amina: Phone, name: str, content: bytes, mime: str
) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.answers(role=None)
    await amina.toggles("what", "threats")
    sent = amina.actor.sends_file("document", content, name=name, mime=mime, caption="<i>look</i>")
    await amina.does(sent)
    assert not [call for call in scene.calls if call.method == "getFile"]
    await amina.taps("button-add-to-report")
    await scene.cleaned()
    assert words("evidence-not-taken", name="").strip() in amina.text
    amina.is_asked("what")
    assert amina.ticked == [option("what", "threats")]
    assert await rows_of_evidence(scene) == (0, 0)
    assert "update_set_aside" not in scene.log.events
