"""The message that there is something new; a passer-by who reads it learns nothing else."""

from domain.model.ids import Language
from handlers.buttons import pack
from handlers.context import Services
from handlers.screens import Button, Screen


def news_screen(services: Services, language: Language) -> Screen:
    """Return the words and the one button that opens the case."""
    texts = services.texts
    opens = Button(texts.plain(language, "button-open-case"), pack("mine"), style="primary")
    return Screen(texts.say(language, "case-news"), ((opens,),))
