"""Words that break programs arrive as they were written, but for what no reader could see."""

import pytest

from tests.journeys.english import bare, label
from tests.journeys.phone import Phone
from tests.journeys.scene import Scene

pytestmark = pytest.mark.asyncio

UNCHANGED = (
    "<b>bold</b> & <script>alert(1)</script>",
    "&amp; &lt; &#x41; &nbsp;",
    "</blockquote></b><a href='tg://user?id=1'>me</a>",
    "<!-- no comment --> <![CDATA[x]]>",
    "*stars* _lines_ `ticks` ~waves~ ||bars||",
    "```python\nprint(1)\n```",
    "[a link](http://example.org) ![picture](x)",
    "\\ \\n \\u0041 \\\\ \\",
    "{ $number } { -term } {0} {} }{ {{x}} ${x} #{x} %{x}",
    "{ NUMBER($x) } .attribute = value",
    "%s %d %n %(name)s %%",
    "{{ 7*7 }} <%= 7*7 %> ${7*7}",
    "'; DROP TABLE cases; --",
    '" OR ""="',
    "Robert'); DELETE FROM drafts WHERE ('1'='1",
    "$(rm -rf /) `whoami` ; ls | cat && true",
    "../../../../etc/passwd",
    "C:\\Windows\\System32 \\\\server\\share",
    "None null undefined NaN True false 0 -1 1e309",
    "¡™£¢∞§¶•ªº–≠ œ∑´®†¥¨ˆøπ“‘",
    "Ω≈ç√∫˜µ≤≥÷ åß∂ƒ©˙∆˚¬…æ",
    "½ ⅓ ² ³ ₄ ⁵ ⅷ",
    "ﬁ ﬂ ﬀ ß ẞ ı İ ſ",
    "田中さんにあげて下さい",
    "사회과학원 어학연구소",
    "社會科學院語學研究所",
    "ສະບາຍດີ ชาวไทย မြန်မာ",
    "Ελληνικά Русский Українська",
    "हिन्दी বাংলা ਪੰਜਾਬੀ தமிழ்",
    "مرحبا بالعالم كيف حالك",
    "שלום עולם",
    "اُردو میں لکھا ہوا",
    "English then العربية then English",
    "نص عربي with English inside ثم عربي",
    "👍 👎 🙂 🤬",
    "👩🏽‍🚀 👨‍👩‍👧‍👦 🏳️‍🌈 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "🇬🇧 🇺🇦 🇵🇸 🇮🇱",
    "❤️ ☹︎ ☎️ ©️",
    "(╯°□°）╯︵ ┻━┻ ┬─┬ ノ( ゜-゜ノ)",
    "𝕿𝖍𝖊 𝒒𝒖𝒊𝒄𝒌 𝓫𝓻𝓸𝔀𝓷",
    "Ｆｕｌｌ ｗｉｄｔｈ",
    "ZWJ می‌خواهم क्‍ष",
    "https://example.org/?q=<x>&y=1#z",
    "tg://resolve?domain=someone t.me/someone",
    "@someone #tag $TAG /command me@example.org",
    "+44 7700 900123 and 07700 900123",
    "1;2;3 =1+1 +1 -1 @SUM(1) |x|",
    "tab\tbetween",
    "line\nafter line\n\nand a gap",
    "a" * 120,
    "long-" * 30,
    "█████ already barred █████",
    "···-·· 7F3-K2 ████",
    "Case 7F3-K2\nStatus: closed",
    "Send report",
    "← Back",
    "“ curly ” ‘ quotes ’ « guillemets »",
    "slur: n***** f*g p*ki",
    "𠜎𠜱𠝹𠱓 𡁜𡁯",
    "٠١٢٣٤٥٦٧٨٩ ०१२३ ০১২৩",
)
CHANGED = {
    "zero\u200bwidth\u2060and\ufeffmark": "zerowidthandmark",
    "so\u00adft hyphen": "soft hyphen",
    "right\u202eto left\u202c": "rightto left",
    "iso\u2067late\u2069 marks\u200e\u200f\u061c": "isolate marks",
    "nul\u0000 bell\u0007 escape\u001b[31m": "nul bell escape[31m",
    "del\u007f c1\u0085 \u009b": "del c1",
    "private\ue000 use\uf8ff": "private use",
    "stand\ue000words\ue001in": "standwordsin",
    "not a character\ufdd0\uffff": "not a character",
    "cafe\u0301": "caf\u00e9",
    "carriage\r\nreturn": "carriage\nreturn",
}
"""What is written, and what of it a reader can see."""

NAUGHTY = {**{each: each for each in UNCHANGED}, **CHANGED}


async def test_naughty_words_of_a_story_arrive_on_the_card(scene: Scene, amina: Phone) -> None:
    await amina.begins(short=True)
    await amina.is_safe()
    for written in NAUGHTY:
        await amina.says(written)
    await amina.taps("button-done")
    await amina.answers(
        what=("threats",), when="unknown", where="Hackney", contact=None, sharing=None
    )
    await amina.keeps_clues()
    await amina.sends()
    await scene.delivered()
    text = "\n".join(each.text for each in scene.in_queue)
    assert [shown for shown in NAUGHTY.values() if shown not in text] == []


async def test_naughty_words_of_short_answers_are_shown_as_they_are(
    scene: Scene, amina: Phone
) -> None:
    await amina.tells_briefly()
    lost = []
    for written, shown in NAUGHTY.items():
        await amina.taps("button-change", label=label("where"))
        await amina.says(written)
        await amina.keeps_clues()
        amina.shows("review-title")
        if bare(shown) not in amina.text:
            lost.append(written)
    assert lost == []
    await amina.taps("button-what-staff-see")
    await amina.sends()
    await scene.delivered()
    assert bare([*NAUGHTY.values()][-1]) in bare(scene.in_queue[0].text)


async def test_a_word_of_thousands_of_letters_arrives_whole(scene: Scene, amina: Phone) -> None:
    await amina.begins(short=True)
    await amina.is_safe()
    await amina.answers(story=("x" * 4096, "🏳️‍🌈" * 600), what=("theft",), when="unknown")
    await amina.answers(where="Camden", contact=None, sharing=None)
    await amina.sends()
    await scene.delivered()
    text = "".join(each.text for each in scene.in_queue)
    assert text.count("x") >= 4096
    assert text.count("🌈") == 600


async def test_half_a_letter_that_is_no_text_is_left_out(scene: Scene, amina: Phone) -> None:
    await amina.begins(short=True)
    await amina.is_safe()
    scene.hears_raw(amina.actor, '"before\\ud800after \\udc00\\ud83d"')
    await scene.quiet()
    await amina.taps("button-done")
    await amina.answers(what=("theft",), when="unknown", where="Camden", contact=None, sharing=None)
    assert "beforeafter" in amina.text
