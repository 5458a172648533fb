"""Words that wait for a yes: in memory, for a while, bounded, one chat apart from the other."""

from datetime import timedelta

from domain.model.ids import MessageId, ReporterKey
from handlers.waiting_words import MOST_LETTERS, MOST_PEOPLE, WAIT, WaitingWords
from tests.builders import NOW

ME, ANOTHER = ReporterKey("a" * 32), ReporterKey("b" * 32)
MOMENT = timedelta(seconds=1)


def test_words_wait_in_order_and_each_message_once() -> None:
    waiting = WaitingWords()
    for number, words in (1, "one"), (2, "two"), (2, "two"):
        waiting.add(ME, MessageId(number), words, NOW)
    assert waiting.of(ME, NOW) == ("one", "two")
    assert waiting.of(ANOTHER, NOW) == ()


def test_words_are_forgotten_a_few_minutes_after_the_last_of_them() -> None:
    waiting = WaitingWords()
    waiting.add(ME, MessageId(1), "one", NOW)
    later = NOW + WAIT - MOMENT
    waiting.add(ME, MessageId(2), "two", later)
    assert waiting.of(ME, later + WAIT - MOMENT) == ("one", "two")
    assert waiting.of(ME, later + WAIT) == ()
    waiting.add(ME, MessageId(3), "three", later + WAIT)
    assert waiting.of(ME, later + WAIT) == ("three",)


def test_neither_one_person_nor_a_crowd_can_fill_the_memory() -> None:
    waiting = WaitingWords()
    for number in range(6):
        waiting.add(ME, MessageId(number), str(number) * (MOST_LETTERS // 5), NOW)
    assert [words[0] for words in waiting.of(ME, NOW)] == ["1", "2", "3", "4", "5"]
    for number in range(MOST_PEOPLE):
        waiting.add(ReporterKey(f"{number:032x}"), MessageId(9), "words", NOW)
    assert waiting.of(ME, NOW) == ()


def test_words_that_wait_are_in_no_error() -> None:
    waiting = WaitingWords()
    waiting.add(ME, MessageId(1), "He hit me", NOW)
    assert "He hit me" not in repr(vars(waiting))
