"""Stories that nobody thought of: several people at once, Telegram at its worst, kills in between.

The real store, use cases and delivery loop on one side; on the other what must be true by now.
"""

import asyncio
from collections import Counter
from datetime import datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from domain.model.case import Case
from domain.model.errors import AlreadyHandled, DomainError, NoDraft
from domain.model.hate_incident import FORM
from domain.model.ids import Language, ReporterKey
from domain.model.outgoing import CARD_SPOTS, Post, PostCard, Spot
from domain.model.staff import StaffMember
from domain.usecases import casework, reporting, submitting, upkeep
from handlers.staff.card import card
from tests.builders import POLICY, new_mailbox
from tests.handlers.staff.setting import CHANNEL, MEMBERS, PRIYA, QUEUE, TOM
from tests.journeys.english import bare
from tests.reliability.bounds import LONG
from tests.reliability.expected import CLAIM, MOVES, STORY, ExpectedCase, ExpectedDraft, Move
from tests.reliability.service import Service
from tests.reliability.staff_chats import MARK, Outcome

CHATS = {Spot.QUEUE: QUEUE, Spot.STAFF: CHANNEL}
KEYS = {name: ReporterKey(f"{at:032x}") for at, name in enumerate(("Amina", "Yusuf", "Ola"))}
A_LOT = "and then " * 300
"""Words of which two do not fit on one card."""

people = st.sampled_from(list(KEYS))
members = st.sampled_from(list(MEMBERS.values()))
moves = st.sampled_from(MOVES)
numbers = st.integers(min_value=0, max_value=99)
outcomes = st.lists(st.sampled_from(Outcome), max_size=3)
has_cases = precondition(lambda self: bool(self.cases))
has_drafts = precondition(lambda self: bool(self.drafts))


class Stories(RuleBasedStateMachine):
    """Interleaves everything that people, time, Telegram and power cuts can do."""

    def __init__(self) -> None:
        """Set up an empty service."""
        super().__init__()
        self.service = Service()
        self.drafts: dict[str, ExpectedDraft] = {}
        self.cases: list[ExpectedCase] = []
        self.erased: list[ExpectedCase] = []

    def teardown(self) -> None:
        """Leave nothing behind."""
        self.service.close()

    # People who report

    @rule(person=people, urgent=st.booleans())
    def begins(self, person: str, urgent: bool) -> None:  # noqa: FBT001  drawn
        """Start a report, in place of any other."""
        draft = self._draft((f"{person} begins",), urgent=urgent)
        self.service.handle(
            reporting.begin_report,
            KEYS[person],
            form=FORM,
            policy=POLICY,
            language=Language("en"),
            answers=draft.answers,
        )
        self.drafts[person] = draft

    @has_drafts
    @rule(number=numbers, length=st.sampled_from((0, 1, 2)))
    def writes(self, number: int, length: int) -> None:
        """Write more of the story."""
        person = self._somebody(number)
        draft = self.drafts[person]
        text = f"{person} writes {len(draft.said)} " + length * A_LOT
        if sum(map(len, draft.said)) + len(text) > 15_000:
            return
        self.service.handle(
            reporting.add_to_story, KEYS[person], STORY, (text,), form=FORM, policy=POLICY
        )
        self.drafts[person] = self._draft((*draft.said, text), urgent=draft.urgent)

    @has_drafts
    @rule(number=numbers)
    def discards(self, number: int) -> None:
        """Delete the draft."""
        person = self._somebody(number)
        assert self.service.handle(reporting.discard_draft, KEYS[person])
        del self.drafts[person]

    @has_drafts
    @rule(number=numbers)
    def submits(self, number: int) -> None:
        """Send the report; what is acknowledged is a case from now on."""
        person = self._somebody(number)
        draft = self.drafts.pop(person)
        known = {case.id for case in self.service.disk.cases()}
        sent = self.service.handle(
            submitting.submit_report,
            KEYS[person],
            form=FORM,
            policy=POLICY,
            chance=self.service.chance,
            sender=(),
            reach=new_mailbox(len(self.service.done)),
        )
        (case,) = (case for case in self.service.disk.cases() if case.id not in known)
        self.cases.append(
            ExpectedCase(
                id=case.id,
                number=case.number,
                answers=draft.answers,
                delete_on=sent.receipt.delete_on,
            )
        )

    @rule(person=people)
    def submits_without_a_draft(self, person: str) -> None:
        """Press Send on an old screen."""
        if person not in self.drafts:
            with pytest.raises(NoDraft):
                self.service.handle(
                    submitting.submit_report,
                    KEYS[person],
                    form=FORM,
                    policy=POLICY,
                    chance=self.service.chance,
                    sender=(),
                )

    # People who work on cases

    @has_cases
    @rule(number=numbers, move=moves, member=members, behind=st.booleans())
    def acts(self, number: int, move: Move, member: StaffMember, behind: bool) -> None:  # noqa: FBT001  drawn
        """Press a button of a card, which may have been drawn before the last change."""
        case = self._case(number)
        self.service.alive(lambda: self._acts(case, move, member, case.version - behind))

    @has_cases
    @rule(number=numbers)
    def two_claim_at_once(self, number: int) -> None:
        """Press Claim on the same card in the same moment: one of them is too late."""
        case, pair = self._case(number), (TOM, PRIYA)
        possible = case.allows(CLAIM, TOM, case.version)
        results = self.service.alive(lambda: self._all_claim(case, pair))
        assert results is not None
        winners = [who for who, lost in zip(pair, results, strict=True) if lost is None]
        assert len(winners) == possible
        for winner in winners:
            case.moved(CLAIM, winner)

    # Telegram, time, power

    @rule(queue=outcomes, channel=outcomes)
    def delivers(self, queue: list[Outcome], channel: list[Outcome]) -> None:
        """Send what is due; of each chat the first few requests go as they go."""
        self.service.deliver({QUEUE: queue, CHANNEL: channel})

    @has_cases
    @rule(queue=outcomes, number=numbers, move=moves, member=members)
    def delivers_while_somebody_acts(
        self, queue: list[Outcome], number: int, move: Move, member: StaffMember
    ) -> None:
        """Send what is due, and have a case change while a message is under way."""
        case = self._case(number)

        async def acts() -> None:
            await self._acts(case, move, member, case.version)

        self.service.deliver({QUEUE: queue}, acts)

    @has_cases
    @rule(queue=outcomes, number=numbers)
    def delivers_while_cases_are_erased(self, queue: list[Outcome], number: int) -> None:
        """Send what is due, and have the deletion day come while a message is under way."""
        case = self._case(number)

        async def erases() -> None:
            await self._erases(case)

        self.service.deliver({QUEUE: queue}, erases)
        self._nothing_more_of_the_erased()

    @has_cases
    @rule(number=numbers)
    def is_erased(self, number: int) -> None:
        """Let the deletion day of a case come; with it comes that of all older ones."""
        case = self._case(number)
        self.service.alive(lambda: self._erases(case))
        self._nothing_more_of_the_erased()

    @rule(minutes=st.sampled_from((0.1, 1, 15)))
    def waits(self, minutes: float) -> None:
        """Let time pass."""
        self.service.hands.now += timedelta(minutes=minutes)

    @rule(number=numbers)
    def somebody_deletes_a_message(self, number: int) -> None:
        """Delete a message in a staff chat, as its administrators can."""
        messages = list(self.service.chats.messages)
        if messages:
            del self.service.chats.messages[messages[number % len(messages)]]

    @rule()
    def crashes(self) -> None:
        """Kill the program between two deeds."""
        self.service.crash()

    @rule(number=numbers)
    def an_update_comes_again(self, number: int) -> None:
        """Have Telegram offer again what was handled: it changes nothing."""
        if self.service.done:
            done = self.service.done[number % len(self.service.done)]
            with pytest.raises(AlreadyHandled):
                self.service.write(done.usecase, *done.arguments, **done.more)

    @rule()
    def all_comes_to_rest(self) -> None:
        """Have everything sent: what stands in the chats is what is so."""
        self.service.come_to_rest()
        assert self.service.disk.outbox() == []
        for case in self.service.disk.cases():
            self._is_shown_as_it_is(case)
        gone = {case.number for case in self.erased}
        shown = self.service.chats.messages.values()
        # What arrived without the program ever learning it can only be found by whoever sees it.
        assert [each for each in shown if each.known and each.number in gone] == []

    # What must always be true

    @invariant()
    def every_draft_is_there_and_its_person_s_own(self) -> None:
        """Compare drafts."""
        for person, key in KEYS.items():
            draft, expected = self.service.disk.draft(key), self.drafts.get(person)
            assert (draft and draft.answers) == (expected and expected.answers)
            assert draft is None or draft.reporter == key

    @invariant()
    def no_case_is_lost_and_each_is_what_was_made_of_it(self) -> None:
        """Compare cases: their words, their owner, their version, what was done to them."""
        cases = {case.id: case for case in self.service.disk.cases()}
        assert cases.keys() == {case.id for case in self.cases}
        assert [each for each in self.cases if not each.matches(cases[each.id])] == []

    @invariant()
    def every_card_has_come_or_is_on_its_way(self) -> None:
        """Look for the cards of all cases, in the chats and in the outbox."""
        under_way = {each.what for each in self.service.disk.outbox()}
        arrived = self.service.chats.arrived
        for case in self.cases:
            for spot in CARD_SPOTS if case.was_released else (Spot.QUEUE,):
                card = PostCard(case=case.id, spot=spot)
                assert (CHATS[spot], case.number) in arrived or card in under_way

    @invariant()
    def no_part_of_a_card_comes_twice_unmarked(self) -> None:
        """Count what stands in the chats."""
        assert [each for each, n in Counter(self.service.chats.unmarked()).items() if n > 1] == []

    @invariant()
    def nothing_is_sent_of_what_was_erased(self) -> None:
        """Look at what was sent."""
        assert self.service.chats.too_late == []

    # How it is done

    def _draft(self, said: tuple[str, ...], *, urgent: bool) -> ExpectedDraft:
        until = POLICY.draft_expires_at(self.service.services.now())
        return ExpectedDraft(said=said, urgent=urgent, until=until)

    def _somebody(self, number: int) -> str:
        return sorted(self.drafts)[number % len(self.drafts)]

    def _case(self, number: int) -> ExpectedCase:
        return self.cases[number % len(self.cases)]

    async def _acts(
        self, case: ExpectedCase, move: Move, member: StaffMember, version: int
    ) -> None:
        possible = case.allows(move, member, version)
        try:
            await self._press(case, move, member, version)
        except DomainError:
            assert not possible
        else:
            assert possible
            case.moved(move, member)

    async def _all_claim(
        self, case: ExpectedCase, pair: tuple[StaffMember, ...]
    ) -> list[BaseException | None]:
        presses = (self._press(case, CLAIM, who, case.version) for who in pair)
        return await asyncio.gather(*presses, return_exceptions=True)

    async def _press(
        self, case: ExpectedCase, move: Move, member: StaffMember, version: int
    ) -> None:
        await self.service.handling(
            casework.perform_action,
            case.id,
            move.action,
            version,
            member,
            chance=self.service.chance,
            one_place=False,
            detail=move.detail,
        )

    async def _erases(self, case: ExpectedCase) -> None:
        service = self.service
        noon = datetime.combine(case.delete_on, time(12), service.hands.now.tzinfo)
        service.hands.now = max(service.hands.now, noon)
        now = service.services.now()
        await service.store.write(upkeep.clear_expired, now=now)
        await service.store.write(upkeep.erase_due_cases, now=now, chance=service.chance, form=FORM)
        due = [each for each in self.cases if each.delete_on <= now.date()]
        self.erased += due
        self.cases = [each for each in self.cases if each not in due]
        # A draft is kept to the full hour after its time.
        late = timedelta(hours=1)
        self.drafts = {who: each for who, each in self.drafts.items() if each.until + late > now}
        service.done.clear()

    def _nothing_more_of_the_erased(self) -> None:
        self.service.chats.erased = frozenset(case.number for case in self.erased)

    def _is_shown_as_it_is(self, case: Case) -> None:
        for spot, chat in CHATS.items():
            drawn = card(self.service.services, case, spot)
            posts = [each for each in self.service.disk.posts(case.id) if each.chat == chat]
            newest = {each.part: each.message for each in sorted(posts, key=_message)}
            for part, message in newest.items():
                shown = self.service.chats.messages.get((chat, message))
                if shown:
                    assert shown.text.removeprefix(f"{MARK}\n\n") == bare(drawn.parts[part])


def _message(post: Post) -> int:
    return post.message


TestStories = Stories.TestCase
TestStories.settings = settings(
    max_examples=2_000 if LONG else 60,
    stateful_step_count=80 if LONG else 30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
