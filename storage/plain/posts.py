"""Messages in staff chats as plain data and back."""

from domain.model.ids import ChatId, MessageId
from domain.model.outgoing import Post
from storage.plain.packing import Plain


def post_to_plain(post: Post) -> Plain:
    """Return all of a post."""
    return {
        "chat": post.chat,
        "message": post.message,
        "part": post.part,
        "topic": post.topic,
    }


def post_from_plain(plain: object) -> Post:
    """Return a post."""
    match plain:
        case {
            "chat": int(chat),
            "message": int(message),
            "part": int(part),
            "topic": (None | int()) as topic,
            **rest,
        } if not rest:
            return Post(chat=ChatId(chat), message=MessageId(message), part=part, topic=topic)
        case _:
            raise ValueError("not a post")
