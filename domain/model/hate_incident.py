"""The form that ships: a hate incident, easy facts first, the narrative later, needs last.

Only shapes live here. The words of step ``what`` are ``report-what-prompt``,
``report-what-label`` and ``report-what-option-<option>`` in the catalogue.
"""

from domain.model.form import Form
from domain.model.ids import OptionId, StepId
from domain.model.step import (
    Date,
    Files,
    Gate,
    LongWords,
    ManyOf,
    OneOf,
    Place,
    WayOfContact,
    Words,
    when_any,
)


def _options(*ids: str) -> tuple[OptionId, ...]:
    return tuple(OptionId(each) for each in ids)


GROUNDS = _options(
    "race",
    "religion",
    "sexual_orientation",
    "disability",
    "transgender",
    "sex_or_gender",
    "age",
    "appearance",
    "immigration_status",
    "other",
)

STEPS = (
    Gate(
        id=StepId("safe_now"),
        section="safety",
        options=_options("safe", "danger", "hurt"),
        safe=OptionId("safe"),
        required=True,
    ),
    OneOf(
        id=StepId("role"),
        section="incident",
        counted=True,
        options=_options("me", "witness", "for_someone_else", "me_and_others"),
    ),
    OneOf(
        id=StepId("agreed"),
        section="incident",
        options=_options("they_agree", "they_do_not_know", "cannot_ask"),
        ask_if=(when_any("role", "for_someone_else"),),
    ),
    ManyOf(
        id=StepId("what"),
        section="incident",
        required=True,
        counted=True,
        options=_options(
            "verbal_abuse",
            "threats",
            "physical_attack",
            "spitting_or_throwing",
            "harassment",
            "sexual",
            "damage",
            "graffiti",
            "arson",
            "theft",
            "online",
            "leaflets",
            "exploitation",
            "refused_service",
            "bullying",
            "other",
        ),
    ),
    Words(
        id=StepId("what_other"),
        section="incident",
        longest=300,
        ask_if=(when_any("what", "other"),),
    ),
    ManyOf(
        id=StepId("why"),
        section="incident",
        unsure=True,
        counted=True,
        options=GROUNDS,
    ),
    ManyOf(
        id=StepId("why_signs"),
        section="incident",
        counted=True,
        options=_options(
            "words_used",
            "symbols",
            "clothes_or_place",
            "date_or_event",
            "same_people",
            "no_other_reason",
            "own_feeling",
        ),
        ask_if=(when_any("why", *GROUNDS),),
    ),
    Date(id=StepId("when"), section="when_and_where", required=True, counted=True),
    OneOf(
        id=StepId("day_part"),
        section="when_and_where",
        unsure=True,
        counted=True,
        options=_options("morning", "afternoon", "evening", "night"),
        ask_if=(when_any("when", "today", "yesterday", "day"),),
    ),
    OneOf(
        id=StepId("where_kind"),
        section="when_and_where",
        counted=True,
        options=_options(
            "home",
            "street",
            "public_transport",
            "shop",
            "pub_or_restaurant",
            "work",
            "school",
            "park",
            "online",
            "place_of_worship",
            "public_office",
            "care_setting",
            "lgbt_venue",
            "stadium",
            "elsewhere",
        ),
    ),
    Place(id=StepId("where"), section="when_and_where", required=True, counted=True),
    Words(
        id=StepId("transport"),
        section="when_and_where",
        longest=300,
        ask_if=(when_any("where_kind", "public_transport"),),
    ),
    Words(
        id=StepId("online"),
        section="when_and_where",
        longest=1000,
        ask_if=(
            when_any("where_kind", "online"),
            when_any("what", "online"),
            when_any("where", "online"),
        ),
    ),
    LongWords(id=StepId("story"), section="story"),
    Words(id=StepId("who_did_it"), section="story", longest=2000),
    OneOf(
        id=StepId("again"),
        section="harm",
        counted=True,
        unsure=True,
        options=_options("first_time", "before", "still_going_on"),
    ),
    ManyOf(
        id=StepId("harm"),
        section="harm",
        counted=True,
        options=_options(
            "shaken", "hurt", "treated", "hospital", "damage", "loss", "afraid", "other"
        ),
    ),
    OneOf(
        id=StepId("weapon"),
        section="harm",
        unsure=True,
        counted=True,
        options=_options("yes", "no"),
    ),
    Words(
        id=StepId("weapon_what"),
        section="harm",
        longest=300,
        ask_if=(when_any("weapon", "yes"),),
    ),
    Files(id=StepId("evidence"), section="evidence"),
    OneOf(
        id=StepId("witnesses"),
        section="others",
        unsure=True,
        counted=True,
        options=_options("nobody", "strangers", "someone_would_talk"),
    ),
    ManyOf(
        id=StepId("told"),
        section="others",
        counted=True,
        alone=frozenset(_options("nobody")),
        options=_options(
            "police",
            "council",
            "landlord",
            "school",
            "employer",
            "platform",
            "charity",
            "nobody",
        ),
    ),
    Words(
        id=StepId("told_reference"),
        section="others",
        longest=100,
        ask_if=(when_any("told", "police"),),
    ),
    ManyOf(
        id=StepId("wanted"),
        section="needs",
        unsure=True,
        counted=True,
        options=_options("record", "advice", "answer", "support_service", "police_without_me"),
    ),
    ManyOf(
        id=StepId("needs"),
        section="needs",
        counted=True,
        options=_options(
            "someone_to_talk_to",
            "practical_safety",
            "housing",
            "legal",
            "medical",
            "language",
            "accessible_format",
            "under_18",
            "immigration_worry",
        ),
    ),
    WayOfContact(id=StepId("contact"), section="contact"),
    ManyOf(
        id=StepId("sharing"),
        section="sharing",
        options=_options("police_summary", "statistics", "quote"),
    ),
)

FORM = Form(
    id="hate_incident",
    steps=STEPS,
    perspective=StepId("role"),
    short=tuple(
        StepId(each)
        for each in ("safe_now", "story", "what", "when", "where", "contact", "sharing")
    ),
    urgent_when=(
        when_any("safe_now", "danger", "hurt"),
        when_any("weapon", "yes"),
        when_any("harm", "hospital"),
    ),
    danger_when=(
        when_any("weapon", "yes"),
        when_any("harm", "hospital"),
        when_any("again", "still_going_on"),
    ),
    suggests=(
        (when_any("where_kind", "public_transport"), "btp"),
        (when_any("why", "sexual_orientation", "transgender"), "galop"),
        (when_any("why", "religion"), "cst"),
        (when_any("why", "religion"), "british_muslim_trust"),
        (when_any("role", "witness", "for_someone_else"), "crimestoppers"),
        (when_any("why", "race", "religion", "disability"), "true_vision"),
        (when_any("harm", "shaken", "hurt", "treated", "hospital", "afraid"), "victim_support"),
        (when_any("needs", "under_18"), "fearless"),
        (when_any("needs", "someone_to_talk_to", "legal", "practical_safety"), "victim_support"),
    ),
)
