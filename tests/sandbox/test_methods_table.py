"""The table of methods says what Telegram publishes: names, parameters, duties, types, results."""

import pytest

from sandbox.methods import METHODS
from tests.sandbox.published import Json, published

TYPES = {
    "a whole number": {"Integer"},
    "a number": {"Float"},
    "text": {"String"},
    "true or false": {"Boolean"},
    "a chat's number or name": {"Integer", "String"},
    "a file, uploaded or known": {"InputFile", "String"},
    "an uploaded file": {"InputFile"},
    "a keyboard of any kind": {
        "InlineKeyboardMarkup",
        "ReplyKeyboardMarkup",
        "ReplyKeyboardRemove",
        "ForceReply",
    },
    "an inline keyboard": {"InlineKeyboardMarkup"},
    "a list of entities": {"Array of MessageEntity"},
    "a list of texts": {"Array of String"},
    "a list of whole numbers": {"Array of Integer"},
    "a list of commands": {"Array of BotCommand"},
    "a list of reactions": {"Array of ReactionType"},
    "a list of inline results": {"Array of InlineQueryResult"},
    "a list of files for an album": {
        "Array of InputMediaAudio",
        "Array of InputMediaDocument",
        "Array of InputMediaLivePhoto",
        "Array of InputMediaPhoto",
        "Array of InputMediaVideo",
    },
    "a scope of commands": {"BotCommandScope"},
    "what is replied to": {"ReplyParameters"},
    "how links are previewed": {"LinkPreviewOptions"},
    "a menu button": {"MenuButton"},
    "a button above inline results": {"InlineQueryResultsButton"},
    "a suggested post": {"SuggestedPostParameters"},
    "a rich message": {"InputRichMessage"},
}
RESULTS = {
    "true": {"Boolean"},
    "a whole number": {"Integer"},
    "a user": {"User"},
    "updates": {"Array of Update"},
    "the webhook": {"WebhookInfo"},
    "the message": {"Message"},
    "the messages": {"Array of Message"},
    "the message or true": {"Message", "Boolean"},
    "the message's number": {"MessageId"},
    "a file": {"File"},
    "a chat in full": {"ChatFullInfo"},
    "a member": {"ChatMember"},
    "members": {"Array of ChatMember"},
    "commands": {"Array of BotCommand"},
    "a topic": {"ForumTopic"},
    "the bot's name": {"BotName"},
    "the bot's description": {"BotDescription"},
    "the bot's short description": {"BotShortDescription"},
}
EVERY = sorted(METHODS)
WANTED = """
getMe getUpdates setWebhook deleteWebhook getWebhookInfo logOut close sendMessage sendPhoto
sendDocument sendVideo sendVoice sendAudio sendMediaGroup getFile editMessageText
editMessageCaption editMessageReplyMarkup deleteMessage deleteMessages answerCallbackQuery
setMyCommands getMyCommands deleteMyCommands setMyDescription getMyDescription
setMyShortDescription getMyShortDescription setMyName getMyName setChatMenuButton getChat
getChatMember getChatAdministrators getChatMemberCount leaveChat createForumTopic editForumTopic
closeForumTopic reopenForumTopic deleteForumTopic setMessageReaction answerInlineQuery
sendChatAction pinChatMessage unpinChatMessage copyMessage forwardMessage
"""


@pytest.fixture(scope="module")
def methods() -> Json:
    spec: Json = published()["methods"]
    return spec


def test_every_method_that_was_asked_for_is_there() -> None:
    assert set(WANTED.split()) <= set(EVERY)


@pytest.mark.parametrize("name", EVERY)
def test_parameters_are_those_that_telegram_publishes(name: str, methods: Json) -> None:
    fields = {each["name"] for each in methods[name].get("fields", ())}
    assert set(METHODS[name].parameters) == fields


@pytest.mark.parametrize("name", EVERY)
def test_the_same_parameters_are_required(name: str, methods: Json) -> None:
    needed = {each["name"] for each in methods[name].get("fields", ()) if each["required"]}
    assert set(METHODS[name].required) == needed


@pytest.mark.parametrize("name", EVERY)
def test_parameters_have_the_types_that_telegram_publishes(name: str, methods: Json) -> None:
    for each in methods[name].get("fields", ()):
        kind = METHODS[name].parameters[each["name"]].kind
        assert TYPES[kind.name] == set(each["types"]), each["name"]


@pytest.mark.parametrize("name", EVERY)
def test_the_result_is_the_one_that_telegram_publishes(name: str, methods: Json) -> None:
    assert RESULTS[METHODS[name].result] == set(methods[name]["returns"])


def test_a_method_is_kept_under_its_own_name() -> None:
    assert all(method.name == name for name, method in METHODS.items())
