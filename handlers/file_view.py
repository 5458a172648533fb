"""How a file is spoken of, to the person who sent it and to staff: its name, what went, what stays.

Knows nothing of buttons or chats, and never opens a file.
"""

from collections.abc import Iterable

from domain.model.answers import Attached
from domain.model.attached import AttachedFile, FileState
from domain.model.ids import Language
from handlers.context import Services
from handlers.problems import key
from texts.markup import Html


def name(services: Services, language: Language, file: AttachedFile, number: int) -> str:
    """Return what a file is called: by what it was sent as, counted."""
    return services.texts.plain(language, f"evidence-name-{key(file.sent_as)}", number=number)


def files_line(services: Services, language: Language, answer: Attached) -> Html:
    """Return in a few words how many files there are, of which kinds, and how far they are."""
    texts = services.texts
    taken = answer.having(FileState.WAITING, FileState.CLEAN)
    words = []
    if taken:
        words.append(
            texts.say(
                language,
                "answer-files",
                count=len(taken),
                kinds=kinds(services, language, taken),
            )
        )
    for state, words_of in ((FileState.WAITING, "in-work"), (FileState.REFUSED, "refused")):
        count = len(answer.having(state))
        if count:
            words.append(texts.say(language, f"answer-files-{words_of}", count=count))
    return Html(" · ".join(words))


def kinds(services: Services, language: Language, files: Iterable[AttachedFile]) -> str:
    """Return the kinds of some files, each once."""
    each = dict.fromkeys(file.sent_as for file in files)
    return ", ".join(services.texts.plain(language, f"evidence-kind-{key(kind)}") for kind in each)


def taken_out(services: Services, language: Language, file: AttachedFile) -> Html:
    """Return what was found in a file and is not in the cleaned one."""
    if not file.removed:
        return services.texts.say(language, "evidence-nothing-removed")
    return services.texts.say(
        language, "evidence-removed", list=_list(services, language, "removed", file.removed)
    )


def still_there(services: Services, language: Language, file: AttachedFile) -> Html | None:
    """Return what no program can take out of a file, if it holds such."""
    if not file.remains:
        return None
    return services.texts.say(
        language, "evidence-remains", list=_list(services, language, "remains", file.remains)
    )


def _list(services: Services, language: Language, what: str, each: Iterable[str]) -> str:
    names = (services.texts.plain(language, f"evidence-{what}-{key(one)}") for one in each)
    return ", ".join(names)
