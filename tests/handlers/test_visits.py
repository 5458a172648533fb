"""Open cases and wrong codes: in memory, for a while, one chat apart from the other."""

from datetime import timedelta

from domain.model.contact import WayBack
from domain.model.ids import CaseId, ReporterKey
from handlers.visits import ALL_WRONG_CODES, IDLE, MOST_VISITS, WINDOW, WRONG_CODES, Visits
from tests.builders import NOW

ME, ANOTHER = ReporterKey("a" * 32), ReporterKey("b" * 32)
CASE, PROOF = CaseId("c" * 16), WayBack(b"sealed")
MOMENT = timedelta(seconds=1)


def test_a_case_stays_open_while_it_is_looked_at_and_no_longer() -> None:
    visits = Visits()
    visits.begin(ME, CASE, PROOF, NOW)
    assert visits.of(ANOTHER, NOW) is None
    looked = NOW + IDLE - MOMENT
    assert visits.of(ME, looked) is not None
    assert visits.of(ME, looked + IDLE - MOMENT) is not None
    assert visits.of(ME, looked + 3 * IDLE) is None


def test_words_are_for_the_case_only_while_the_chat_shows_it() -> None:
    visits = Visits()
    visits.begin(ME, CASE, PROOF, NOW)
    assert visits.is_there(ME, NOW)
    visits.leave(ME)
    assert not visits.is_there(ME, NOW)
    assert visits.of(ME, NOW) is not None
    assert visits.is_there(ME, NOW)
    visits.end(ME)
    assert visits.of(ME, NOW) is None


def test_a_code_is_awaited_until_something_else_is_done() -> None:
    visits = Visits()
    visits.await_code(ME, NOW)
    assert visits.awaits_code(ME, NOW)
    assert not visits.awaits_code(ANOTHER, NOW)
    assert not visits.awaits_code(ME, NOW + IDLE)
    visits.leave(ME)
    assert not visits.awaits_code(ME, NOW)


def test_wrong_codes_of_one_chat_do_not_lock_out_another() -> None:
    visits = Visits()
    for _ in range(WRONG_CODES):
        assert visits.may_try(ME, NOW)
        visits.was_wrong(ME, NOW)
    assert not visits.may_try(ME, NOW)
    assert visits.may_try(ANOTHER, NOW)
    assert visits.may_try(ME, NOW + WINDOW)


def test_wrong_codes_of_all_chats_together_have_a_limit() -> None:
    visits = Visits()
    for number in range(ALL_WRONG_CODES):
        visits.was_wrong(ReporterKey(f"{number:032x}"), NOW)
    assert not visits.may_try(ANOTHER, NOW)
    assert visits.may_try(ANOTHER, NOW + WINDOW)


def test_a_crowd_of_visits_does_not_fill_the_memory() -> None:
    visits = Visits()
    for number in range(MOST_VISITS + 50):
        visits.begin(ReporterKey(f"{number:032x}"), CASE, PROOF, NOW)
        visits.await_code(ReporterKey(f"{number:032x}"), NOW)
    assert len(visits._open) == MOST_VISITS
    assert len(visits._awaited) == MOST_VISITS
