"""How a file is spoken of, to the person who sent it and to staff: its name, what went, what stays.

Knows nothing of buttons or chats, and never opens a file.
"""

from collections.abc import Iterable
from functools import partial

from domain.model.answers import Attached
from domain.model.attached import AttachedFile, FileState
from domain.model.evidence import Remains
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


def what_became(services: Services, language: Language, file: AttachedFile) -> list[Html]:
    """Return what went from a cleaned file and what of it is passed on and remains."""
    say = partial(services.texts.say, language)
    remains = still_there(services, language, file)
    return [
        taken_out(services, language, file),
        *([say("evidence-taken-apart")] if file.is_taken_apart else []),
        *([remains] if remains else []),
    ]


def taken_out_in_a_line(
    services: Services, language: Language, file: AttachedFile, called: str
) -> Html:
    """Return the same in one line, which begins with what the file is called."""
    if not file.removed:
        return services.texts.say(language, "evidence-brief-nothing", name=called)
    removed = _list(services, language, "removed", file.removed)
    return services.texts.say(language, "evidence-brief-removed", name=called, list=removed)


def still_in_them(
    services: Services, language: Language, files: Iterable[AttachedFile]
) -> Html | None:
    """Return what no program can take out of some files, each thing once."""
    held = {each for file in files for each in file.remains}
    if not held:
        return None
    in_order = [each for each in Remains if each in held]
    return services.texts.say(
        language, "evidence-all-remains", list=_list(services, language, "remains", in_order)
    )


def refusal(services: Services, language: Language, file: AttachedFile, called: str) -> Html:
    """Return that a file could not be taken, why, and what to send instead."""
    title = services.texts.say(language, "evidence-not-taken", name=called)
    return _because(services, language, title, file)


def refusal_of_kind(services: Services, language: Language, file: AttachedFile) -> Html:
    """Return the same where files are not listed, so that this one has no number."""
    kind = kinds(services, language, (file,))
    title = services.texts.say(language, "evidence-kind-not-taken", kind=kind)
    return _because(services, language, title, file)


def _because(services: Services, language: Language, title: Html, file: AttachedFile) -> Html:
    if file.refused is None:
        return title
    why = services.texts.say(language, f"evidence-refused-{key(file.refused)}")
    return Html(f"{title}\n{why}")


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
