"""Methods about the topics of a forum."""

from sandbox.chats import Chat, Topic
from sandbox.methods.table import CHAT, INTEGER, TEXT, Method, may, needed
from sandbox.refusals import Json, bad_request
from sandbox.world import World

MAX_NAME = 128
ICON_COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)


def create_topic(world: World, asked: Json) -> object:
    """Open a topic; its number is that of the message that says so."""
    chat = _forum(world, asked)
    name = _checked_name(asked["name"])
    color = asked.get("icon_color", ICON_COLORS[0])
    if color not in ICON_COLORS:
        raise bad_request("invalid icon color specified")
    topic = Topic(chat.last_id + 1, name, color)
    chat.topics[topic.id] = topic
    created = {"name": name, "icon_color": color}
    line = f"{world.bot.name} created the topic “{name}”"
    world.service(chat, world.bot, "forum_topic_created", created, line, topic=topic.id)
    world.changes.announce("state")
    return {"message_thread_id": topic.id, **created}


def edit_topic(world: World, asked: Json) -> object:
    """Give a topic another name."""
    chat = _forum(world, asked)
    topic = _topic(chat, asked)
    name = asked.get("name", "")
    if name == topic.name or not (name or asked.get("icon_custom_emoji_id")):
        raise bad_request("TOPIC_NOT_MODIFIED")
    if name:
        topic.name = _checked_name(name)
        line = f"{world.bot.name} changed the topic's name to “{name}”"
        world.service(chat, world.bot, "forum_topic_edited", {"name": name}, line, topic=topic.id)
    world.changes.announce("state")
    return True


def close_topic(world: World, asked: Json) -> object:
    """Stop the writing in a topic."""
    return _switch(world, asked, "forum_topic_closed", closed=True)


def reopen_topic(world: World, asked: Json) -> object:
    """Allow the writing in a topic again."""
    return _switch(world, asked, "forum_topic_reopened", closed=False)


def _switch(world: World, asked: Json, kind: str, *, closed: bool) -> bool:
    chat = _forum(world, asked)
    topic = _topic(chat, asked)
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    line = f"{world.bot.name} {'closed' if closed else 'reopened'} the topic"
    world.service(chat, world.bot, kind, {}, line, topic=topic.id)
    world.changes.announce("state")
    return True


def delete_topic(world: World, asked: Json) -> object:
    """Remove a topic and everything said in it."""
    chat = _forum(world, asked)
    topic = _topic(chat, asked)
    del chat.topics[topic.id]
    for message in [each for each in chat.messages.values() if each.topic == topic.id]:
        world.remove(message)
    world.changes.announce("state")
    return True


def _forum(world: World, asked: Json) -> Chat:
    chat = world.open_chat(asked["chat_id"])
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    if chat.status != "administrator":
        raise bad_request("not enough rights to create a topic")
    return chat


def _topic(chat: Chat, asked: Json) -> Topic:
    topic = chat.topics.get(asked["message_thread_id"])
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return topic


def _checked_name(name: str) -> str:
    if not 1 <= len(name.strip()) <= MAX_NAME:
        raise bad_request("TOPIC_TITLE_INVALID" if name.strip() == "" else "TOPIC_TITLE_TOO_LONG")
    return name.strip()


_ONE_TOPIC = {"chat_id": needed(CHAT), "message_thread_id": needed(INTEGER)}

TOPICS = (
    Method(
        "createForumTopic",
        {
            "chat_id": needed(CHAT),
            "name": needed(TEXT),
            "icon_color": may(INTEGER),
            "icon_custom_emoji_id": may(TEXT),
        },
        "a topic",
        create_topic,
        sends=True,
    ),
    Method(
        "editForumTopic",
        {**_ONE_TOPIC, "name": may(TEXT), "icon_custom_emoji_id": may(TEXT)},
        "true",
        edit_topic,
        sends=True,
    ),
    Method("closeForumTopic", _ONE_TOPIC, "true", close_topic, sends=True),
    Method("reopenForumTopic", _ONE_TOPIC, "true", reopen_topic, sends=True),
    Method("deleteForumTopic", _ONE_TOPIC, "true", delete_topic),
)
