"""Files with hostile names, wrong kinds or nothing in them are answered in words."""

import pytest

from tests.journeys.english import option
from tests.journeys.phone import Phone
from tests.journeys.scene import Scene

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
@pytest.mark.parametrize(("content", "mime"), [(b"", "application/pdf"), (b"MZ", "image/png")])
async def test_a_hostile_file_keeps_the_draft_and_is_stored_nowhere(
    scene: Scene, amina: Phone, name: str, content: bytes, mime: str
) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.answers(role=None)
    await amina.toggles("what", "threats")
    sent = amina.actor.sends_file("document", content, name=name, mime=mime, caption="<i>look</i>")
    await amina.does(sent)
    amina.shows("unsupported-document")
    amina.is_asked("what")
    assert amina.ticked == [option("what", "threats")]
    assert not [call for call in scene.calls if call.method == "getFile"]
    assert "update_set_aside" not in scene.log.events
