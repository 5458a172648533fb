"""One value of each kind that is stored, with every field filled."""

from dataclasses import replace
from datetime import date, timedelta

from domain.model.answers import (
    Answer,
    Attached,
    Chosen,
    Grid,
    NotSure,
    Skipped,
    When,
    WhenKind,
    Where,
    WhereKind,
    Written,
)
from domain.model.attached import AttachedFile, FileState, Part, SentAs
from domain.model.case import Case, Event, Mask, Proposal, Status
from domain.model.clues import Kept
from domain.model.contact import Addition
from domain.model.conversation import Conversation, Receipt, Trace
from domain.model.desk import Desk
from domain.model.draft import Draft
from domain.model.evidence import Kind, Refusal, Remains, Removed
from domain.model.ids import (
    CaseId,
    ChatId,
    EvidenceId,
    Language,
    MessageId,
    OptionId,
    OutgoingId,
    StaffId,
    StepId,
)
from domain.model.outgoing import Outgoing, Post, PostCard, Priority, RefreshCard, Spot, What
from storage import Keys
from tests.builders import NOW, a_case, a_draft

KEYS = Keys(b"k" * 32)
REPORTER = KEYS.reporter_key(700_800_900)
MEMBER = StaffId(900_800_700)

ANSWERS: dict[StepId, Answer] = {
    StepId("what"): Chosen(options=(OptionId("verbal_abuse"), OptionId("threat"))),
    StepId("story"): Written(parts=("They shouted.", "Then they left."), forwarded=True),
    StepId("when"): When(kind=WhenKind.DAY, day=date(2026, 11, 20), words="last Friday"),
    StepId("where"): Where(
        kind=WhereKind.PIN, latitude=51.5451, longitude=-0.0553, grid=Grid.STREET
    ),
    StepId("who"): Skipped(),
    StepId("why"): NotSure(),
    StepId("evidence"): Attached(
        files=(
            AttachedFile(
                id=EvidenceId("e" * 16),
                sent_as=SentAs.VIDEO,
                state=FileState.CLEAN,
                size=9,
                place=1,
                mime="video/mp4",
                caption="look",
                without_sound=True,
                forwarded=True,
                as_document=True,
                tries=1,
                parts=(Part(kind=Kind.VIDEO, ending="mp4", size=7),),
                removed=(Removed.PLACE, Removed.SOUND),
                remains=(Remains.LOOKS,),
                refused=Refusal.BROKEN,
                sha256="5" * 64,
            ),
        )
    ),
}

DRAFT: Draft = replace(
    a_draft(ANSWERS, at="story"),
    reporter=REPORTER,
    language=Language("ar"),
    short=True,
    changing=True,
    pending=When(kind=WhenKind.WORDS, words="in the evening"),
    kept=(Kept(StepId("story"), "They shouted."),),
)

CONVERSATION = Conversation(
    reporter=REPORTER,
    expires_at=NOW + timedelta(hours=72),
    language=Language("ar"),
    screen=MessageId(41),
    traces=(Trace(message=MessageId(40), at=NOW), Trace(message=MessageId(41), at=NOW)),
    receipt=Receipt(delete_on=date(2027, 2, 22), contacts=("police", "stop_hate")),
)

CASE: Case = replace(
    a_case(status=Status.IN_PROGRESS, answers=ANSWERS, urgent=True),
    version=3,
    owner=MEMBER,
    owner_name="Priya",
    detail="advice_given",
    masks=(Mask(step=StepId("story"), words="They"),),
    history=(
        Event(action="claim", by=MEMBER, by_name="Priya", on=NOW.date()),
        Event(action="note", by=MEMBER, by_name="Priya", on=NOW.date(), detail="Rang back."),
    ),
    additions=(Addition(on=NOW.date(), words="It was the red door."),),
    files=(
        AttachedFile(
            id=EvidenceId("e" * 16),
            sent_as=SentAs.VIDEO,
            state=FileState.CLEAN,
            without_sound=True,
            parts=(Part(kind=Kind.VIDEO, ending="mp4", size=9),),
            removed=(Removed.SOUND,),
            remains=(Remains.LOOKS,),
            sha256="5" * 64,
        ),
    ),
    proposal=Proposal(action="extend", choice="30", by=MEMBER, by_name="Priya", on=NOW.date()),
)

DESK = Desk(
    action="mask",
    case=CASE.id,
    expires_at=NOW + timedelta(hours=1),
    choice="duplicate",
    step=StepId("story"),
    words="Can we call you?",
    stamp="a1b2",
)

CARD = Post(chat=ChatId(-1001), message=MessageId(7), part=0, topic=5)


def outgoing(
    name: int,
    what: What | None = None,
    *,
    priority: Priority = Priority.CARD,
    due_in: int = 0,
) -> Outgoing:
    """Return a message that waits, due so many seconds from `NOW`."""
    return Outgoing(
        id=OutgoingId(f"{name:016x}"),
        what=what or PostCard(case=CaseId("c" * 16), spot=Spot.QUEUE),
        priority=priority,
        due_at=NOW + timedelta(seconds=due_in),
    )


def refresh(name: int, *, due_in: int = 0, spot: Spot = Spot.QUEUE) -> Outgoing:
    """Return a waiting refresh of the one card."""
    what = RefreshCard(case=CaseId("c" * 16), spot=spot)
    return outgoing(name, what, priority=Priority.COSMETIC, due_in=due_in)
