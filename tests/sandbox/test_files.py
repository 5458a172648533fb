"""Files in both directions: sent, described, downloaded, refused."""

import orjson
import pytest

from sandbox import ImpossibleError, Sandbox
from sandbox.pictures import size_of
from tests.sandbox.asking import Bot, Json
from tests.sandbox.conftest import AMINA, QUEUE
from tests.sandbox.pictures import jpeg, png

MEGABYTE = 1024 * 1024


async def download(bot: Bot, file_id: str) -> bytes:
    path = (await bot.ask("getFile", file_id=file_id))["file_path"]
    url = f"{bot.sandbox.base_url}/file/bot{bot.sandbox.token}/{path}"
    async with bot.session.get(url) as response:
        assert response.status == 200
        return await response.read()


async def album(bot: Bot, *kinds: str, contents: bytes | None = None) -> Json:
    media = [{"type": kind, "media": f"attach://f{number}"} for number, kind in enumerate(kinds)]
    files = {f"f{number}": contents or png() for number in range(len(kinds))}
    given = orjson.dumps(media).decode()
    return await bot.upload("sendMediaGroup", files, chat_id=str(AMINA), media=given)


@pytest.mark.asyncio
async def test_a_photo_comes_in_sizes_and_can_be_downloaded(bot: Bot, sandbox: Sandbox) -> None:
    await sandbox.person("Ola").sends_file("photo", png(200, 100), caption="Look")
    message = (await bot.update())["message"]
    small, large = message["photo"]
    assert (small["width"], small["height"]) == (90, 45)
    assert (large["width"], large["height"]) == (200, 100)
    assert message["caption"] == "Look"
    assert await download(bot, large["file_id"]) == png(200, 100)


@pytest.mark.asyncio
async def test_a_document_keeps_its_name_and_bytes(bot: Bot, sandbox: Sandbox) -> None:
    await sandbox.person("Ola").sends_file("document", b"%PDF", name="letter.pdf")
    document = (await bot.update())["message"]["document"]
    assert document["file_name"] == "letter.pdf"
    assert document["mime_type"] == "application/pdf"
    assert await download(bot, document["file_id"]) == b"%PDF"


@pytest.mark.asyncio
async def test_a_file_over_twenty_megabytes_cannot_be_downloaded(
    bot: Bot, sandbox: Sandbox
) -> None:
    await sandbox.person("Ola").sends_file("video", b"film", size=20 * MEGABYTE + 1)
    video = (await bot.update())["message"]["video"]
    assert video["file_size"] == 20 * MEGABYTE + 1
    refusal = await bot.refused("getFile", file_id=video["file_id"])
    assert refusal == "Bad Request: file is too big"


@pytest.mark.asyncio
async def test_a_link_is_good_for_an_hour_and_for_one_bot(bot: Bot, sandbox: Sandbox) -> None:
    await sandbox.person("Ola").sends_file("voice", b"sound")
    voice = (await bot.update())["message"]["voice"]
    path = (await bot.ask("getFile", file_id=voice["file_id"]))["file_path"]
    url = f"{sandbox.base_url}/file/bot{{}}/{path}"
    async with bot.session.get(url.format("2:other")) as response:
        assert response.status == 401
    sandbox.clock.advance(3601)
    async with bot.session.get(url.format(sandbox.token)) as response:
        assert response.status == 404
    assert await bot.refused("getFile", file_id="made up") == "Bad Request: invalid file_id"


@pytest.mark.asyncio
async def test_an_album_of_a_person_is_an_update_for_each_file(bot: Bot, sandbox: Sandbox) -> None:
    files = [("photo", png()), ("photo", png()), ("video", b"film")]
    await sandbox.person("Ola").sends_album(files, caption="All of it")
    messages = [update["message"] for update in await bot.updates()]
    assert len({each["media_group_id"] for each in messages}) == 1
    assert [each.get("caption") for each in messages] == ["All of it", None, None]


@pytest.mark.asyncio
async def test_what_the_bot_sends_is_seen_and_can_be_sent_again(
    known: Bot, sandbox: Sandbox
) -> None:
    fields = {"caption": "<b>Evidence</b>", "parse_mode": "HTML", "has_spoiler": "true"}
    sent = await known.upload("sendPhoto", {"photo": png()}, chat_id=str(QUEUE), **fields)
    maya = sandbox.person("Maya")
    shown = await maya.sees("Evidence", "Queue")
    assert shown.spoiler
    assert maya.file(shown) == png()
    large = sent["result"]["photo"][-1]
    again = await known.ask("sendPhoto", chat_id=AMINA, photo=large["file_id"])
    assert again["photo"][-1]["file_unique_id"] == large["file_unique_id"]


@pytest.mark.asyncio
async def test_an_attached_file_is_found_by_its_name(known: Bot) -> None:
    given = {"chat_id": str(AMINA), "document": "attach://paper"}
    answer = await known.upload("sendDocument", {"paper": b"x"}, **given)
    assert answer["result"]["document"]["file_name"] == "paper.bin"


@pytest.mark.asyncio
async def test_audio_says_who_plays_what(known: Bot) -> None:
    given = {"chat_id": str(AMINA), "title": "Song", "performer": "Band", "duration": "3"}
    audio = (await known.upload("sendAudio", {"audio": b"x"}, **given))["result"]["audio"]
    assert (audio["title"], audio["performer"], audio["duration"]) == ("Song", "Band", 3)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "file must be non-empty"),
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (png(9000, 1001), "PHOTO_INVALID_DIMENSIONS"),
        (png(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
    ],
)
async def test_a_photo_of_no_use_is_refused(known: Bot, content: bytes, words: str) -> None:
    answer = await known.upload("sendPhoto", {"photo": content}, chat_id=str(AMINA))
    assert words in answer["description"]


@pytest.mark.asyncio
async def test_a_file_over_fifty_megabytes_is_refused(known: Bot) -> None:
    large = bytes(50 * MEGABYTE + 1)
    answer = await known.upload("sendDocument", {"document": large}, chat_id=str(AMINA))
    assert answer["error_code"] == 413


@pytest.mark.asyncio
async def test_an_unknown_file_is_refused(known: Bot, sandbox: Sandbox) -> None:
    refusal = await known.refused("sendPhoto", chat_id=AMINA, photo="made up")
    assert refusal == "Bad Request: wrong file identifier/HTTP URL specified"
    refusal = await known.refused("sendPhoto", chat_id=AMINA, photo="attach://nothing")
    assert refusal == "Bad Request: there is no photo in the request"
    await known.refused("sendPhoto", chat_id=AMINA, photo="https://example.org/a.png")
    assert len(sandbox.complaints) == 1


@pytest.mark.asyncio
async def test_a_caption_has_up_to_1024_units(known: Bot) -> None:
    given = {"chat_id": str(AMINA), "caption": "😀" * 512}
    assert (await known.upload("sendDocument", {"document": b"x"}, **given))["ok"]
    given["caption"] += "x"
    answer = await known.upload("sendDocument", {"document": b"x"}, **given)
    assert answer["description"] == "Bad Request: message caption is too long"


@pytest.mark.asyncio
@pytest.mark.parametrize("kinds", [["photo"], ["photo"] * 11])
async def test_an_album_has_two_to_ten_files(known: Bot, kinds: list[str]) -> None:
    assert "2 to 10" in (await album(known, *kinds))["description"]


@pytest.mark.asyncio
async def test_documents_make_an_album_only_among_themselves(known: Bot, sandbox: Sandbox) -> None:
    assert "can't be mixed" in (await album(known, "photo", "document"))["description"]
    assert (await album(known, "photo", "video"))["ok"]
    assert (await album(known, "document", "document"))["ok"]
    assert "not modelled" in (await album(known, "photo", "live_photo"))["description"]
    assert len(sandbox.complaints) == 1


@pytest.mark.asyncio
async def test_an_album_comes_whole_or_not_at_all(known: Bot, sandbox: Sandbox) -> None:
    await album(known, "photo", "photo", contents=b"no picture")
    with pytest.raises(AssertionError, match="has written nothing"):
        sandbox.person("Amina Khan").screen()


@pytest.mark.asyncio
async def test_people_send_no_files_that_programs_do_not(sandbox: Sandbox) -> None:
    ola = sandbox.person("Ola")
    with pytest.raises(ImpossibleError, match="a file is one of"):
        await ola.sends_file("hologram", b"x")
    with pytest.raises(ImpossibleError, match="up to 1024"):
        await ola.sends_file("photo", png(), caption="x" * 1025)
    with pytest.raises(AssertionError, match="carries no file"):
        ola.file(await ola.says("No file"))


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (png(7, 5), (7, 5)),
        (jpeg(70, 50), (70, 50)),
        (b"GIF89a\x07\x00\x05\x00", (7, 5)),
        (b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x06\0\0\x04\0\0", (7, 5)),
        (b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + b"\x07\0\x05\0", (7, 5)),
        (b"RIFF\0\0\0\0WEBPVP8L" + bytes(5) + b"\x06\0\x01\0" + bytes(5), (7, 5)),
        (b"RIFF\0\0\0\0WEBPVP9 " + bytes(20), None),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"\xff\xd8\xff", None),
        (b"\xff\xd8" + bytes(20), None),
        (b"text", None),
    ],
)
def test_the_size_of_a_picture_is_read_from_its_head(
    content: bytes, size: tuple[int, int] | None
) -> None:
    assert size_of(content) == size


@pytest.mark.asyncio
async def test_a_moving_picture_of_the_bot_is_covered_and_protected(
    known: Bot, sandbox: Sandbox
) -> None:
    fields = {"chat_id": str(AMINA), "has_spoiler": "true", "protect_content": "true"}
    sent = (await known.upload("sendAnimation", {"animation": b"film"}, **fields))["result"]
    assert sent["has_media_spoiler"]
    assert sent["has_protected_content"]
    assert sandbox.world.files.find(sent["animation"]["file_id"]).content == b"film"


@pytest.mark.asyncio
async def test_a_forwarded_file_says_whose_it_was(bot: Bot, sandbox: Sandbox) -> None:
    await sandbox.person("Ola").forwards_file("photo", png(), "Somebody Else", "Look")
    message = (await bot.update())["message"]
    assert message["forward_origin"]["sender_user_name"] == "Somebody Else"
    assert message["caption"] == "Look"
    assert message["photo"]
