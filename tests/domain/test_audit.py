"""Each act of staff writes one line, in the same transaction, without anybody's words."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.model.actions import ACTIONS, CONFIRM, Condition, Needs, StaffAction, action
from domain.model.audit import Entry, without_words
from domain.model.canned import OWN_WORDS
from domain.model.case import Case, Proposal, Status
from domain.model.contact import Contact
from domain.model.errors import NotPossibleNow
from domain.model.hate_incident import FORM
from domain.model.ids import ReporterKey, StaffId, StepId
from domain.model.policy import Policy
from domain.model.staff import Role, StaffMember
from domain.usecases import casework, deciding, letters, muting, upkeep
from storage import Keys, SqliteStore
from tests.builders import NOW, REQUIRED, SeededChance, a_case, occasion, written
from tests.handlers.staff.setting import NOOR
from tests.stores import SECRET, a_store

MAYA = StaffMember(
    id=StaffId(9001), name="Maya", roles=frozenset({Role.MODERATOR, Role.CASE_WORKER})
)
KEYS = Keys(SECRET)
CASE = a_case(answers={**REQUIRED, StepId("story"): written("Qmark words of a reporter")})
OTHER = a_case("9Z9-Z9")
CHANCE = SeededChance(4)
REPORTER = ReporterKey("a" * 32)


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


async def does(store: SqliteStore, act: StaffAction) -> None:
    """Do an act as it is done: by one press, by two people, with words, with a letter."""
    happening = occasion(1)
    if act.mutes:
        await mutes(store, act)
    elif act.by_two or act.id == CONFIRM:
        await proposes_or_confirms(store, act)
    elif act.needs is Needs.WORDS_TO_MASK:
        await store.write(
            casework.mask_words, CASE.id, MAYA, "reporter", occasion=happening, chance=CHANCE
        )
    elif act.writes_letter:
        await writes_letter(store, act)
    elif act.needs is Needs.TEXT:
        await write_words(store, 1, act.id, "Seen today")
    else:
        await press(store, 1, act.id, act.choices[0] if act.choices else "")


async def mutes(store: SqliteStore, act: StaffAction) -> None:
    """Take no more reports from whoever sent the case."""
    await store.write(
        muting.mute_sender,
        CASE.id,
        CASE.version,
        MAYA,
        sender=KEYS.sender_tags(REPORTER, NOW.date())[0],
        days=act.choices[0],
        occasion=occasion(1),
    )


async def proposes_or_confirms(store: SqliteStore, act: StaffAction) -> None:
    """Do one half of what two people do."""
    happening = occasion(1)
    if act.id == CONFIRM:
        await store.write(
            deciding.confirm,
            CASE.id,
            CASE.version,
            MAYA,
            occasion=happening,
            chance=CHANCE,
            one_place=False,
            form=FORM,
        )
        return
    await store.write(
        deciding.propose,
        CASE.id,
        act.id,
        CASE.version,
        MAYA,
        occasion=happening,
        chance=CHANCE,
        choice=act.choices[0] if act.choices else "",
    )


async def writes_letter(store: SqliteStore, act: StaffAction) -> None:
    """Write to the reporter and send it."""
    happening = occasion(1)
    await store.write(
        casework.open_desk, CASE.id, act.id, MAYA, occasion=happening, choice=OWN_WORDS
    )
    shown = await store.write(
        letters.draft_letter, MAYA, "Did he wear a badge?", occasion=happening, chance=CHANCE
    )
    await store.write(
        letters.send_letter,
        MAYA,
        shown.desk.stamp,
        occasion=happening,
        chance=CHANCE,
        one_place=False,
    )


def allows(act: StaffAction) -> Case:
    """Return a case to which an act can be done now, by Maya."""
    proposal = Proposal(action="erase", by=NOOR.id, by_name="Noor", on=NOW.date())
    return replace(
        CASE,
        status=min(act.allowed_in),
        owner=MAYA.id if act.by is Role.OWNER else None,
        owner_name="Maya" if act.by is Role.OWNER else "",
        contact=Contact.REPLY_HERE,
        held=Condition.HELD in act.only_while,
        proposal=proposal if Condition.PROPOSED in act.only_while else None,
    )


@pytest.mark.asyncio
@pytest.mark.parametrize("act", ACTIONS, ids=lambda act: str(act.id))
async def test_every_act_but_muting_writes_one_line_of_who_did_it(
    tmp_path: Path, act: StaffAction
) -> None:
    async with a_store(tmp_path) as store:
        await store.write(lambda tx: tx.cases.add(allows(act)))
        way = KEYS.way_back(5_550_000_501)
        await store.write(lambda tx: tx.routes.add(CASE.id, way, CASE.delete_on))
        await does(store, act)
        entries = await store.read(lambda tx: tx.audit.entries())
        by = [(each.by, each.case) for each in entries]
        assert by == ([] if act.id == "mute" else [(MAYA.id, CASE.number)])


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
