"""Markup: what a program may make a link of is found, and is code where nobody should tap it."""

import pytest

from texts.markup import MOST_MARKED, escaped, has_link, links_as_code, without_markup

LINKS = (
    "https://example.org/a?b=1&c=2",
    "HTTP://EXAMPLE.ORG",
    "www.example.org",
    "example.org",
    "Example.Com",
    "bit.ly/x",
    "t.me/somebody",
    "tg://user?id=1",
    "mailto:a@b.org",
    "a.b+c@example.org",
    "198.51.100.7:8080/x",
    "münchen.example.de/weg",
    "xn--mnchen-3ya.de",
)


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("around", ["{}", "see {} now", "({})", "…{}", "...{}", "\u2068{}\u2069"])
def test_a_link_is_found_and_becomes_code(link: str, around: str) -> None:
    words = around.format(link)
    shown = links_as_code(escaped(words))
    assert has_link(words)
    code, _, after = shown.partition("<code>")[2].partition("</code>")
    assert link in without_markup(code)
    assert "<code>" not in after
    assert without_markup(shown) == words


@pytest.mark.parametrize(
    "words",
    [
        "He left.Then she came.",
        "At 10.30 on 3.5.2026, e.g. at No.5, i.e. there",
        "a < b & c > d",
        "and/or 24/7",
        "…",
    ],
)
def test_what_is_no_link_stays_as_it_was(words: str) -> None:
    assert not has_link(words)
    assert links_as_code(escaped(words)) == escaped(words)


def test_what_is_code_already_and_tags_stay_whole() -> None:
    once = links_as_code(escaped("see example.org & https://example.org/<b>"))
    assert once.count("<code>") == 2
    assert links_as_code(once) == once


def test_more_links_than_markup_is_allowed_for_are_code_together() -> None:
    words = "\n".join(f"x{number}.org" for number in range(MOST_MARKED + 1))
    assert links_as_code(escaped(words)) == f"<code>{words}</code>"
