"""What staff write and read in their private chat: notes, masks, other cases' numbers, words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.model.case import Case, Status
from domain.model.ids import StepId
from domain.ports import Transaction
from domain.usecases.casework import case_for_staff, desk_of
from handlers.context import Services
from handlers.events import StaffSaid
from handlers.fitting import shown_length
from handlers.staff.prompts import opened_prompt
from tests.builders import REQUIRED, a_case, written
from tests.handlers.staff.private import opens, presses, says, screen
from tests.handlers.staff.setting import MAYA, SAM, TOM, Hands, office

pytestmark = pytest.mark.asyncio

CASE = a_case(
    answers={
        **REQUIRED,
        StepId("story"): written("Gregor hit me. <b>gregor</b> ran."),
        StepId("who_did_it"): written("It was Gregor"),
    }
)


def put_case(tx: Transaction, case: Case) -> None:
    tx.cases.add(case)


async def stored(used: Services) -> Case:
    return await used.store.read(case_for_staff, CASE.id)


# Notes


async def test_a_note_is_asked_for_taken_and_shown_again(used: Services) -> None:
    await used.store.write(put_case, CASE)
    asked = await opens(used, f"s_note_{CASE.id}", TOM)
    assert "the reporter never does" in asked.text
    told = screen(await says(used, "call <shelter>", TOM))
    assert "call &lt;shelter&gt;" in told.text
    assert "never sent to the reporter" in told.text
    assert (await stored(used)).history[-1].detail == "call <shelter>"


async def test_words_after_the_note_are_nobodys_note(used: Services) -> None:
    await used.store.write(put_case, CASE)
    await opens(used, f"s_note_{CASE.id}", TOM)
    await says(used, "call the shelter", TOM)
    assert await says(used, "and me", TOM, update=3) is None


async def test_a_note_can_be_cancelled(used: Services) -> None:
    await used.store.write(put_case, CASE)
    asked = await opens(used, f"s_note_{CASE.id}", TOM)
    told = screen(await presses(used, asked, "Cancel", TOM))
    assert told.text == "Nothing was changed."
    assert await says(used, "too late", TOM) is None


async def test_cancel_under_an_answered_prompt_does_not_say_that_nothing_was_changed(
    used: Services,
) -> None:
    await used.store.write(put_case, CASE)
    asked = await opens(used, f"s_note_{CASE.id}", TOM)
    await says(used, "call the shelter", TOM)
    told = screen(await presses(used, asked, "Cancel", TOM))
    assert told.text == "Nothing is waited for here any more. What you did stays as it is."
    assert (await stored(used)).history[-1].detail == "call the shelter"


async def test_cancel_under_an_older_prompt_leaves_the_newer_one_waiting(used: Services) -> None:
    await used.store.write(put_case, CASE)
    older = await opens(used, f"s_note_{CASE.id}", MAYA)
    await opens(used, f"s_decline_{CASE.id}_duplicate", MAYA)
    told = screen(await presses(used, older, "Cancel", MAYA))
    assert "Nothing was changed" not in told.text
    assert "no case nope" in screen(await says(used, "nope", MAYA)).text


async def test_a_note_that_is_too_long_can_be_written_again(used: Services) -> None:
    await used.store.write(put_case, CASE)
    await opens(used, f"s_note_{CASE.id}", TOM)
    assert "3,000" in screen(await says(used, "x" * 3001, TOM)).text
    assert "Note added" in screen(await says(used, "x" * 3000, TOM, update=3)).text


async def test_words_that_come_an_hour_later_are_not_taken_for_a_note(
    used: Services, hands: Hands
) -> None:
    await used.store.write(put_case, CASE)
    await opens(used, f"s_note_{CASE.id}", TOM)
    hands.now += timedelta(hours=1)
    assert "Too much time" in screen(await says(used, "call", TOM)).text
    assert (await stored(used)).history == ()
    assert await says(used, "I want to report", TOM, update=3) is None


async def test_history_lists_notes_with_who_wrote_them(used: Services) -> None:
    await used.store.write(put_case, CASE)
    await opens(used, f"s_note_{CASE.id}", TOM)
    await says(used, "call the shelter", TOM)
    shown = await opens(used, f"s_history_{CASE.id}", MAYA)
    assert "Tom noted" in shown.text
    assert "call the shelter" in shown.text


# Who may


@pytest.mark.parametrize("action", ["note", "mask", "read", "history", "decline"])
async def test_a_link_gives_nothing_to_somebody_without_a_role(used: Services, action: str) -> None:
    await used.store.write(put_case, CASE)
    link = f"s_{action}_{CASE.id}" + ("_duplicate" if action == "decline" else "")
    shown = await opens(used, link, SAM)
    assert shown.text.startswith("Only ")
    assert await used.store.read(desk_of, SAM.id) is None


async def test_a_case_worker_cannot_read_before_release(used: Services) -> None:
    await used.store.write(put_case, CASE)
    assert "Gregor" not in (await opens(used, f"s_read_{CASE.id}", TOM)).text
    assert "Gregor" not in (await opens(used, f"s_mask_{CASE.id}", TOM)).text


async def test_a_role_that_was_taken_away_ends_the_prompt(used: Services) -> None:
    await used.store.write(put_case, CASE)
    await opens(used, f"s_note_{CASE.id}", TOM)
    told = screen(await says(used, "call", replace(TOM, roles=frozenset())))
    assert told.text.startswith("Only ")
    assert (await stored(used)).history == ()


@pytest.mark.parametrize("payload", ["", "report", "tips_online", "at_E8", "s_", "s_note_xyz"])
async def test_other_links_are_left_to_others(used: Services, payload: str) -> None:
    event = StaffSaid(text="/start", argument=payload)
    assert await opened_prompt(event, office(used, TOM)) is None


async def test_a_link_to_an_erased_case_says_so(used: Services) -> None:
    assert "deleted" in (await opens(used, f"s_note_{CASE.id}", TOM)).text


# Duplicates


async def test_the_number_of_the_other_case_is_typed(used: Services) -> None:
    await used.store.write(put_case, CASE)
    await used.store.write(put_case, a_case("9QX-4M"))
    await opens(used, f"s_decline_{CASE.id}_duplicate", MAYA)
    assert "no case nope" in screen(await says(used, "nope", MAYA)).text
    assert "this very case" in screen(await says(used, "7f3k2", MAYA, update=3)).text
    assert "Declined" in screen(await says(used, "9qx4m", MAYA, update=4)).text
    assert (await stored(used)).detail == "duplicate 9QX-4M"


# Masking


async def test_masking_shows_the_answer_and_then_its_bars(used: Services) -> None:
    await used.store.write(put_case, CASE)
    before = await opens(used, f"s_mask_{CASE.id}", MAYA)
    assert "Gregor hit me" in before.text
    after = screen(await says(used, "gregor", MAYA))
    assert "██████ hit me. &lt;b&gt;██████&lt;/b&gt; ran." in after.text
    assert {mask.step for mask in (await stored(used)).masks} == {"story", "who_did_it"}


async def test_several_words_are_masked_one_after_another(used: Services) -> None:
    await used.store.write(put_case, CASE)
    await opens(used, f"s_mask_{CASE.id}", MAYA)
    await says(used, "Gregor", MAYA)
    assert "████ me" in screen(await says(used, "hit", MAYA, update=3)).text


async def test_a_mask_is_undone_with_its_button(used: Services) -> None:
    await used.store.write(put_case, CASE)
    await opens(used, f"s_mask_{CASE.id}", MAYA)
    after = screen(await says(used, "Gregor", MAYA))
    undone = await presses(used, after, "Undo: Gregor", MAYA)
    assert "Gregor hit me" in screen(undone).text
    assert {mask.step for mask in (await stored(used)).masks} == {"who_did_it"}


async def test_an_undo_button_of_an_older_list_undoes_nothing(used: Services) -> None:
    await used.store.write(put_case, CASE)
    await opens(used, f"s_mask_{CASE.id}", MAYA)
    old = screen(await says(used, "Gregor", MAYA))
    await says(used, "hit", MAYA, update=3)
    await presses(used, old, "Undo: Gregor", MAYA, update=4)
    assert len((await stored(used)).masks) == 3


async def test_words_that_are_not_there_are_told_and_asked_again(used: Services) -> None:
    await used.store.write(put_case, CASE)
    await opens(used, f"s_mask_{CASE.id}", MAYA)
    assert "in no answer" in screen(await says(used, "Gregory", MAYA)).text
    assert "██████" in screen(await says(used, "Gregor", MAYA, update=3)).text


async def test_words_that_are_not_there_leave_done_and_nothing_to_cancel(used: Services) -> None:
    await used.store.write(put_case, CASE)
    await opens(used, f"s_mask_{CASE.id}", MAYA)
    await says(used, "Gregor", MAYA)
    told = screen(await says(used, "Gregory", MAYA, update=3))
    assert [each.words for row in told.rows for each in row] == ["Done"]
    assert "is done" in screen(await presses(used, told, "Done", MAYA, update=4)).text
    assert len((await stored(used)).masks) == 2


async def test_answers_are_turned_and_done_ends_the_masking(used: Services) -> None:
    await used.store.write(put_case, CASE)
    first = await opens(used, f"s_mask_{CASE.id}", MAYA)
    second = screen(await presses(used, first, "Next", MAYA))
    assert "It was Gregor" in second.text
    done = screen(await presses(used, second, "Done", MAYA))
    assert "is done" in done.text
    assert await says(used, "Gregor", MAYA) is None


async def test_a_very_long_answer_is_masked_page_by_page(used: Services) -> None:
    story = written(*["Somebody said something to somebody. " * 80] * 6)
    long = a_case(answers={**REQUIRED, StepId("story"): story})
    await used.store.write(put_case, long)
    shown = await opens(used, f"s_mask_{long.id}", MAYA)
    for update in range(3, 8):
        assert shown_length(shown.text) <= 4096
        shown = screen(await presses(used, shown, "Next", MAYA, update))


# Reading


async def test_words_are_read_page_by_page_with_their_bars(used: Services) -> None:
    story = written(*[f"Page {at}. " + "Somebody said something. " * 130 for at in range(4)])
    long = a_case(answers={**REQUIRED, StepId("story"): story})
    await used.store.write(put_case, long)
    shown = await opens(used, f"s_read_{long.id}", MAYA)
    assert "Page 0" in shown.text
    shown = screen(await presses(used, shown, "Next", MAYA))
    assert "Page 1" in shown.text
    assert shown_length(shown.text) <= 4096
    assert "again through its card" in screen(await presses(used, shown, "Done", MAYA)).text


async def test_case_workers_read_after_release_without_what_is_masked(used: Services) -> None:
    await used.store.write(put_case, CASE)
    await opens(used, f"s_mask_{CASE.id}", MAYA)
    await says(used, "Gregor", MAYA)

    def release(tx: Transaction) -> None:
        tx.cases.put(replace(case_for_staff(tx, CASE.id), status=Status.ACCEPTED))

    await used.store.write(release)
    shown = await opens(used, f"s_read_{CASE.id}", TOM)
    assert "hit me" in shown.text
    assert "regor" not in shown.text
