"""The methods of the Bot API that the sandbox knows, declared in its own words.

Each theme has its module; nothing here knows of HTTP. What is declared is held against Telegram's
published description by a test.
"""

from sandbox.methods.answering import ANSWERING
from sandbox.methods.chatting import CHATTING
from sandbox.methods.describing import DESCRIBING
from sandbox.methods.editing import EDITING
from sandbox.methods.filing import FILING
from sandbox.methods.sending import SENDING
from sandbox.methods.table import Method, Upload
from sandbox.methods.topics import TOPICS
from sandbox.methods.updating import UPDATING

METHODS: dict[str, Method] = {
    method.name: method
    for theme in (
        UPDATING,
        SENDING,
        FILING,
        EDITING,
        ANSWERING,
        CHATTING,
        TOPICS,
        DESCRIBING,
    )
    for method in theme
}

__all__ = ["METHODS", "Method", "Upload"]
