"""Each act of staff writes one line, in the same transaction, without anybody's words."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.model.actions import action
from domain.model.audit import Entry, without_words
from domain.model.case import Status
from domain.model.errors import NotPossibleNow
from domain.model.hate_incident import FORM
from domain.model.ids import StaffId, StepId
from domain.model.policy import Policy
from domain.model.staff import Role, StaffMember
from domain.usecases import casework, upkeep
from storage import SqliteStore
from tests.builders import NOW, REQUIRED, SeededChance, a_case, occasion, written
from tests.stores import a_store

MAYA = StaffMember(
    id=StaffId(9001), name="Maya", roles=frozenset({Role.MODERATOR, Role.CASE_WORKER})
)
CASE = a_case(answers={**REQUIRED, StepId("story"): written("Qmark words of a reporter")})
OTHER = a_case("9Z9-Z9")
CHANCE = SeededChance(4)


async def press(store: SqliteStore, update: int, action: str, detail: str = "") -> None:
    version = (await store.read(casework.case_for_staff, CASE.id)).version
    await store.write(
        casework.perform_action,
        CASE.id,
        action,
        version,
        MAYA,
        occasion=occasion(update),
        chance=CHANCE,
        one_place=False,
        detail=detail,
    )


async def write_words(
    store: SqliteStore, update: int, action: str, words: str, choice: str = ""
) -> None:
    happening = occasion(update)
    await store.write(casework.open_desk, CASE.id, action, MAYA, occasion=happening, choice=choice)
    await store.write(
        casework.take_desk, MAYA, words, occasion=happening, chance=CHANCE, one_place=False
    )


async def lines(store: SqliteStore) -> list[tuple[str, str]]:
    entries = await store.read(lambda tx: tx.audit.entries())
    return [(each.action, each.detail) for each in entries]


@pytest.mark.asyncio
async def test_every_act_writes_a_line_and_no_line_has_words(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        await store.write(lambda tx: tx.cases.add(CASE))
        await store.write(lambda tx: tx.cases.add(OTHER))
        await store.write(
            casework.mask_words, CASE.id, MAYA, "reporter", occasion=occasion(1), chance=CHANCE
        )
        await write_words(store, 2, "decline", "9Z9Z9", "duplicate")
        await press(store, 3, "take_back")
        await press(store, 4, "release")
        await press(store, 5, "claim")
        await write_words(store, 6, "note", "Qmark words of a colleague")
        await write_words(store, 7, "note", "referred 7F3-K2 was what she said")
        await press(store, 8, "close", "referred")
        assert await lines(store) == [
            ("mask", ""),
            ("decline", "duplicate 9Z9-Z9"),
            ("take_back", ""),
            ("release", ""),
            ("claim", ""),
            ("note", ""),
            ("note", ""),
            ("close", "referred"),
        ]
        (first, *_) = await store.read(lambda tx: tx.audit.entries())
        assert first == Entry(action="mask", by=MAYA.id, by_name="Maya", at=NOW, case=CASE.number)


@pytest.mark.asyncio
async def test_a_refused_act_writes_no_line(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        await store.write(lambda tx: tx.cases.add(replace(CASE, status=Status.CLOSED)))
        with pytest.raises(NotPossibleNow):
            await press(store, 1, "release")
        assert await lines(store) == []


@pytest.mark.asyncio
async def test_erasing_on_its_day_writes_a_line_that_is_dropped_after_its_own_time(
    tmp_path: Path,
) -> None:
    async with a_store(tmp_path) as store:
        await store.write(lambda tx: tx.cases.add(CASE))
        then = NOW + timedelta(days=90)
        more = {"chance": CHANCE, "form": FORM}
        assert await store.write(upkeep.erase_due_cases, now=then, **more) == 1  # type: ignore[arg-type]
        (line,) = await store.read(lambda tx: tx.audit.entries(CASE.number))
        assert (line.action, line.by) == (upkeep.ERASED, None)
        policy = Policy(audit_days=30)
        young = then + timedelta(days=29)
        assert await store.write(upkeep.drop_old_audit, now=young, policy=policy) == 0
        old = then + timedelta(days=31)
        assert await store.write(upkeep.drop_old_audit, now=old, policy=policy) == 1


@pytest.mark.parametrize(
    ("detail", "kept"),
    [
        ("spam", "spam"),
        ("duplicate 9Z9-Z9", "duplicate 9Z9-Z9"),
        ("duplicate what she said", "duplicate"),
        ("duplicate 9Z9-Z9 and more", "duplicate"),
        ("what she said", ""),
        ("", ""),
    ],
)
def test_only_what_an_action_declares_is_kept_of_its_detail(detail: str, kept: str) -> None:
    decline = action("decline")
    assert decline is not None
    assert without_words(decline, detail) == kept
