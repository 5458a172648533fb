"""Links in a reporter's words: staff see them and are warned, and no tap opens one by a slip."""

from dataclasses import replace
from datetime import date

import pytest

from domain.model.answers import When, WhenKind, Where, WhereKind
from domain.model.case import Case, Mask, Status
from domain.model.contact import Addition
from domain.model.ids import Language, StepId
from domain.model.outgoing import Spot
from handlers.case_view import card_parts, preview_parts
from handlers.context import Services
from handlers.letter_view import letter_html
from handlers.staff.card import card
from handlers.staff.masking import mask_screen
from handlers.staff.reading import words_screen
from sandbox.formatting import MAX_ENTITIES, formatted
from tests.builders import NOW, REQUIRED, a_case, written
from tests.handlers.staff.setting import MAYA, office
from texts.markup import Html

pytestmark = pytest.mark.asyncio

EN = Language("en")
LINK = "https://example.org/who?is=1&looks=2"
STORY = f"He sent me {LINK} and then www.example.org."
WARNING = "There is a link in it"
TOLD = a_case(
    status=Status.ACCEPTED,
    answers={
        **REQUIRED,
        StepId("story"): written(STORY),
        StepId("when"): When(kind=WhenKind.WORDS, words=f"as in {LINK}"),
        StepId("where"): Where(kind=WhereKind.WORDS, words="near www.example.org"),
    },
)
PLAIN = a_case(answers={**REQUIRED, StepId("story"): written("It rained.")})


def live(shown: Html) -> list[str]:
    """List the kinds of link that Telegram finds by itself."""
    found = formatted(shown, "HTML", None)[1]
    return [each["type"] for each in found if each["type"] in {"url", "email"}]


def codes(shown: Html) -> list[str]:
    plain, found = formatted(shown, "HTML", None)
    return [
        plain[each["offset"] : each["offset"] + each["length"]]
        for each in found
        if each["type"] == "code"
    ]


async def test_no_link_on_a_card_can_be_tapped_and_staff_are_warned(used: Services) -> None:
    shown = Html("\n".join(card(used, TOLD, Spot.STAFF).parts))
    assert live(shown) == []
    assert {LINK, "www.example.org"} <= set(codes(shown))
    assert shown.count(WARNING) == 1


async def test_a_card_without_links_warns_of_none(used: Services) -> None:
    assert WARNING not in "".join(card(used, PLAIN, Spot.QUEUE).parts)


async def test_a_card_that_keeps_words_back_says_nothing_of_their_links(used: Services) -> None:
    shown = "".join(card_parts(used, TOLD, language=EN, with_words=False))
    assert WARNING not in shown
    assert "example.org" not in shown


async def test_a_masked_link_is_no_link(used: Services) -> None:
    alone = a_case(answers={**REQUIRED, StepId("story"): written(f"See {LINK} now")})
    hidden = replace(alone, masks=(Mask(step=StepId("story"), words=LINK),))
    shown = "".join(card_parts(used, hidden, language=EN, with_words=True))
    assert WARNING not in shown
    assert "example.org" not in shown


async def test_the_preview_of_a_reporter_shows_links_as_the_card_does(used: Services) -> None:
    shown = preview_parts(used, TOLD.report, urgent=False, delete_on=date(2027, 2, 22))
    assert live(Html("\n".join(shown))) == []
    assert WARNING in "".join(shown)


async def test_links_in_what_came_later_are_read_and_not_tapped(used: Services) -> None:
    added = (Addition(on=NOW.date(), words=f"Look: {LINK}"),)
    for case in replace(PLAIN, additions=added), replace(TOLD, additions=added):
        screen = words_screen(office(used, MAYA), case)
        assert live(screen.text) == []
        assert LINK in codes(screen.text)
        assert WARNING in screen.text
    assert WARNING not in words_screen(office(used, MAYA), PLAIN).text


async def test_no_link_can_be_tapped_where_words_are_masked(used: Services) -> None:
    def shows(case: Case) -> Html:
        return mask_screen(office(used, MAYA), case, 0).text

    masked = replace(TOLD, masks=(Mask(step=StepId("when"), words=LINK),))
    for case in TOLD, masked:
        assert live(shows(case)) == []


async def test_a_flood_of_links_leaves_none_to_tap(used: Services) -> None:
    many = " ".join(f"https://example.org/{number}" for number in range(3 * MAX_ENTITIES))
    flooded = a_case(answers={**REQUIRED, StepId("story"): written(many)})
    parts = card_parts(used, flooded, language=EN, with_words=True)
    assert len(parts) > 1
    assert [live(part) for part in parts] == [[]] * len(parts)


async def test_a_link_that_staff_send_can_be_tapped_by_the_reporter(used: Services) -> None:
    assert live(letter_html(used, EN, f"Have a look at {LINK}", NOW.date())) == ["url"]
