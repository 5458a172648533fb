"""Telegram's HTML: what becomes of it, and Telegram's words where nothing does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.entities import as_html, parse_html, units
from sandbox.refusals import Refusal


def shown(source: str) -> list[tuple[str, str]]:
    """Give the entities as pairs of type and the text they are on."""
    text, entities = parse_html(source)
    raw = text.encode("utf-16-le")
    return [
        (
            each["type"],
            raw[each["offset"] * 2 : (each["offset"] + each["length"]) * 2].decode("utf-16-le"),
        )
        for each in entities
    ]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("<b>x</b>", "bold"),
        ("<STRONG>x</strong>", "bold"),
        ("<i>x</i>", "italic"),
        ("<em>x</em>", "italic"),
        ("<u>x</u>", "underline"),
        ("<ins>x</ins>", "underline"),
        ("<s>x</s>", "strikethrough"),
        ("<strike>x</strike>", "strikethrough"),
        ("<del>x</del>", "strikethrough"),
        ("<code>x</code>", "code"),
        ("<pre>x</pre>", "pre"),
        ("<blockquote>x</blockquote>", "blockquote"),
        ("<blockquote expandable>x</blockquote>", "expandable_blockquote"),
        ("<tg-spoiler>x</tg-spoiler>", "spoiler"),
        ('<span class="tg-spoiler">x</span>', "spoiler"),
        ("<a href='https://example.org'>x</a>", "text_link"),
        ("<b >x</b >", "bold"),
        ('<tg-emoji emoji-id="5">x</tg-emoji>', "custom_emoji"),
    ],
)
def test_every_tag_has_its_entity(source: str, kind: str) -> None:
    assert shown(source) == [(kind, "x")]


def test_offsets_count_utf16_units() -> None:
    assert shown("😀é<b>𝔟old</b>") == [("bold", "𝔟old")]
    assert parse_html("😀<b>x</b>")[1][0]["offset"] == 2


def test_tags_nest() -> None:
    assert shown("<b>a<i>b</i></b>") == [("bold", "ab"), ("italic", "b")]


def test_references_become_characters() -> None:
    assert parse_html("&lt;b&gt; &amp; &quot; &#65;&#x42;")[0] == '<b> & " AB'


@pytest.mark.parametrize("source", ["&nbsp;", "&", "a & b", "&unknown;", "&#0;", "&#xD800;"])
def test_what_is_no_reference_stays_as_it_is(source: str) -> None:
    assert parse_html(source)[0] == source


def test_a_language_of_code_is_kept() -> None:
    _, entities = parse_html('<pre><code class="language-sql">SELECT</code></pre>')
    assert entities == [{"type": "pre", "language": "sql", "offset": 0, "length": 6}]


def test_code_without_a_language_stays_code() -> None:
    assert sorted(shown("<pre><code>x</code></pre>")) == [("code", "x"), ("pre", "x")]


@pytest.mark.parametrize(
    "source",
    [
        '<a href="https://example.org/?a=1&amp;b=2">x</a>',
        "<blockquote expandable>x</blockquote>",
        "a &lt;b&gt; &amp; c",
    ],
)
def test_html_is_written_as_it_was_read(source: str) -> None:
    assert as_html(*parse_html(source)) == source


def test_what_has_no_markup_is_written_plainly() -> None:
    assert as_html("/help", [{"type": "bot_command", "offset": 0, "length": 5}]) == "/help"


def test_an_empty_entity_is_dropped() -> None:
    assert parse_html("<b></b>x") == ("x", [])


def test_a_link_may_be_its_own_words() -> None:
    assert parse_html("<a>https://example.org</a>")[1][0]["url"] == "https://example.org"


def test_a_link_to_nowhere_leaves_its_words() -> None:
    assert parse_html('<a href="nowhere">x</a>') == ("x", [])


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("é<b>x</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("é<div>x</div>", 'Unsupported start tag "div" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_broken_markup_is_refused_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_html(source)
    assert refusal.value.description == f"Bad Request: can't parse entities: {reason}"


@given(st.text(max_size=80))
def test_escaped_text_comes_out_as_it_was(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse_html(escaped) == (text, [])


PIECES = st.sampled_from(["a", "😀", "<b>", "</b>", "<i>", "</i>", "&amp;", "<code>", "</code>"])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_html_that_is_read_is_written_again(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except Refusal:
        return
    again = parse_html(as_html(text, entities))
    assert again[0] == text
    assert sorted(map(str, again[1])) == sorted(map(str, entities))


@given(st.text(max_size=50))
def test_units_are_those_of_utf16(text: str) -> None:
    assert units(text) == len(text.encode("utf-16-le")) // 2
