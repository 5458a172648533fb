"""How a letter of staff looks to its reporter: one renderer for their case and for the preview.

The preview that staff see before they send is true because both come from here.
"""

from datetime import date

from domain.model.ids import Language
from handlers.context import Services
from handlers.fitting import Block, quoted
from handlers.problems import key
from texts.markup import Html


def letter_block(services: Services, language: Language, words: str, on: date) -> Block:
    """Return a letter as its reporter reads it, who may tap a link; names nobody of staff."""
    say = services.texts.say
    line = say(language, "timeline-line", day=on, words=say(language, "timeline-letter"))
    return Block(line, words, live=True)


def letter_html(services: Services, language: Language, words: str, on: date) -> Html:
    """Return the same letter laid out, as it stands in the story of its case."""
    block = letter_block(services, language, words, on)
    return Html(f"{block.html}\n{quoted(block.words, live=block.live)}")


def canned_words(services: Services, language: Language, canned: str) -> str:
    """Return the words of a canned text."""
    return services.texts.plain(language, f"canned-{key(canned)}")
