"""The staff side in other shapes: one chat for all, a plain group, a forum, a group that moves."""

import pytest

from sandbox import Group, Message, Person
from sandbox.chats import ANONYMOUS_ADMIN
from tests.journeys.english import words
from tests.journeys.phone import Phone
from tests.journeys.scene import (
    CHANNEL_CHAT,
    MAYA,
    PEOPLE,
    PRIYA,
    QUEUE_CHAT,
    SAM,
    TOM,
    Place,
    Scene,
)
from tests.journeys.staff import Colleague, buttons_of, cards_in, number_of
from tests.journeys.test_casework import bytes_sent_to, case_of, tells

pytestmark = pytest.mark.asyncio

ONE, MOVED = -700_000_001, -1_002_000_000_001
STORY = "He shouted by the fountain."
EVERYBODY = (MAYA, TOM, PRIYA, SAM)

GROUP = Group(id=ONE, title="Team", type="group", members=EVERYBODY, administrators=(MAYA,))
CHANNEL_FOR_ALL = Group(
    id=ONE, title="Team", type="channel", members=EVERYBODY, administrators=(MAYA,)
)
FORUM = Group(
    id=ONE,
    title="Team",
    type="supergroup",
    is_forum=True,
    members=EVERYBODY,
    administrators=(MAYA,),
)


def one_place(group: Group) -> Place:
    """Let moderators and case workers share a chat."""
    return Place(groups=(group,), queue=group.id, channel=group.id)


in_a_group = pytest.mark.parametrize("place", [one_place(GROUP)], ids=["group"])
in_one_chat = pytest.mark.parametrize(
    "place",
    [one_place(GROUP), one_place(CHANNEL_FOR_ALL), one_place(FORUM)],
    ids=["group", "channel", "forum"],
)
in_a_forum = pytest.mark.parametrize("place", [one_place(FORUM)], ids=["forum"])


@in_one_chat
async def test_words_are_not_shown_in_a_shared_chat_before_the_release(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    await tells(amina, STORY)
    await scene.delivered()
    (card,) = cards_in(scene.in_queue)
    assert STORY not in bytes_sent_to(scene, ONE)
    assert words("staff-card-words-kept-back", count=5) in card.text
    told = await tom.presses("staff-action-read", card)
    assert told == words("staff-not-allowed", role="moderator")
    await maya.follows("staff-action-read", card)
    assert STORY in maya.text
    assert maya.actor.screen().protected
    await maya.presses("staff-action-release", card)
    await scene.delivered()
    assert STORY in bytes_sent_to(scene, ONE)
    assert STORY in "".join(each.text for each in scene.in_queue)
    assert len(cards_in(scene.in_queue)) == 1


@in_one_chat
async def test_a_case_goes_its_whole_way_in_one_chat(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    await tells(amina, STORY)
    await scene.delivered()
    (card,) = cards_in(scene.in_queue)
    await maya.presses("staff-action-release", card)
    for key in "action-claim", "action-close", "choice-close-advice-given":
        await scene.delivered()
        await tom.presses(f"staff-{key}", card)
    await scene.delivered()
    assert words("staff-choice-close-advice-given") in card.text


@in_a_forum
async def test_each_case_has_a_topic_named_by_its_number_alone(scene: Scene, amina: Phone) -> None:
    await tells(amina, STORY)
    await tells(scene.phone("Ola"), STORY)
    await scene.delivered()
    topics = scene.sandbox.world.chats[ONE].topics
    cards = cards_in(scene.in_queue)
    assert [topics[card.topic].name for card in cards if card.topic] == [
        number_of(card) for card in cards
    ]
    assert len({card.topic for card in cards}) == 2


@in_a_group
async def test_a_group_that_becomes_a_supergroup_loses_nothing(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await tells(amina, STORY)
    await scene.delivered()
    (before,) = cards_in(scene.in_queue)
    scene.sandbox.migrate(ONE, MOVED)
    await tells(scene.phone("Ola"), STORY)
    await scene.delivered()
    assert "chat_migrated" in scene.log.events
    (after,) = cards_in(scene.in_queue)
    assert number_of(after) != number_of(before)
    # The old group's history stays in view, and its buttons are pressed as before.
    await press_in_history(scene, maya, before, "staff-action-release")
    await scene.delivered()
    shown = cards_in(scene.in_queue)
    assert {number_of(each) for each in shown} == {number_of(before), number_of(after)}
    moved = next(each for each in shown if number_of(each) == number_of(before))
    assert words("staff-action-claim") in buttons_of(moved)
    assert await maya.presses("staff-action-release", after) == words("staff-toast-release")


@in_a_group
async def test_a_restart_after_a_move_still_knows_the_new_group(scene: Scene, amina: Phone) -> None:
    scene.sandbox.migrate(ONE, MOVED)
    await tells(amina, STORY)
    await scene.delivered()
    await scene.restart_bot()
    refused = [call for call in scene.calls if call.chat_id == ONE and call.method == "sendMessage"]
    await tells(scene.phone("Ola"), STORY)
    await scene.delivered()
    assert len(cards_in(scene.in_queue)) == 2
    still = [call for call in scene.calls if call.chat_id == ONE and call.method == "sendMessage"]
    assert still == refused


async def press_in_history(scene: Scene, who: Colleague, card: Message, key: str) -> None:
    """Press a button of a message that stayed behind in a group which has moved."""
    world = scene.sandbox.world
    data = next(each.data for row in card.buttons for each in row if each.text == words(key))
    press = world.presses.add(who.actor.person, card, data or "")
    query = {
        "id": press.id,
        "from": who.actor.person.wire,
        "message": card.wire(),
        "chat_instance": "1",
        "data": data,
    }
    world.updates.put("callback_query", query, card.chat_id)
    await who.actor.answer_to(press)
    await scene.quiet()


@pytest.mark.parametrize(
    "place",
    [
        Place(
            groups=(
                Group(id=QUEUE_CHAT.id, title="Queue", administrators=(MAYA, ANONYMOUS_ADMIN)),
                CHANNEL_CHAT,
            ),
            people=(*PEOPLE, Person(id=ANONYMOUS_ADMIN, name="Group", side="staff")),
        )
    ],
    ids=["with somebody anonymous"],
)
async def test_an_anonymous_administrator_is_told_how_to_show_their_name(
    scene: Scene, amina: Phone
) -> None:
    await tells(amina, STORY)
    await scene.delivered()
    (card,) = scene.in_queue
    told = await scene.colleague("Group").presses("staff-action-release", card)
    assert told == words("staff-anonymous-admin")
    await scene.delivered()
    assert words("staff-status-received") in card.text
    assert scene.in_channel == []


async def test_the_team_does_not_see_what_a_moderator_has_not_released(
    scene: Scene, amina: Phone, tom: Colleague
) -> None:
    await tells(amina, STORY)
    await scene.delivered()
    await tom.actor.opens(f"s_read_{case_of(scene.in_queue[0])}")
    await scene.quiet()
    assert STORY not in bytes_sent_to(scene, tom.actor.id)
    assert words("staff-not-allowed", role="moderator") in tom.text
