"""A deployer's own form: taken when it is right, and every fault named at once when it is not."""

import copy
import tomllib
from pathlib import Path
from typing import Any

import pytest

from domain.model.form_fault import FormFaultsError
from domain.model.form_spec import read_form
from domain.model.step import Gate, ManyOf
from tests.builders import chosen

GUIDE = Path(__file__).parents[2] / "docs" / "forms.md"


def guide_form() -> dict[str, Any]:
    """Return the example of the guide, made whole: it leaves out three steps it names."""
    _, _, rest = GUIDE.read_text().partition('```toml\nid = "workplace"')
    plain = tomllib.loads('id = "workplace"' + rest.partition("```")[0])
    words = {"en": {"prompt": "Say it.", "label": "It"}}
    plain["steps"] += [
        {"id": "story", "kind": "long_words", "words": words},
        {"id": "day", "kind": "date", "required": True, "words": words},
        {"id": "place", "kind": "place", "required": True, "words": words},
    ]
    return plain


def faults(plain: dict[str, Any]) -> list[str]:
    with pytest.raises(FormFaultsError) as faulty:
        read_form(plain)
    return [f"{each.where}: {each.what}" for each in faulty.value.faults]


def test_the_form_of_the_guide_is_taken() -> None:
    found = read_form(guide_form())
    assert [step.id for step in found.form.steps] == ["safe", "what", "story", "day", "place"]
    assert isinstance(found.form.steps[0], Gate)
    assert isinstance(found.form.steps[1], ManyOf)
    assert found.form.is_urgent({found.form.steps[0].id: chosen("no")})
    assert found.words["en"]["report-what-option-threats"] == "Threats"
    assert found.words["en"]["report-section-incident"] == "What happened"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda f: f.pop("id"), "form: its id is missing"),
        (
            lambda f: f["steps"][1].update(kind="colour"),
            "step what: its kind is missing or unknown",
        ),
        (
            lambda f: f["steps"][1].update(options=["one"]),
            "step what: it has fewer than two options",
        ),
        (lambda f: f["steps"][1].update(id="Not Fit"), "steps[2]: an id does not fit"),
        (lambda f: f["steps"][1].update(colour=1), "step what: colour is not known here"),
        (lambda f: f["steps"][0].update(safe="maybe"), "step safe: safe names no option"),
        (
            lambda f: f["steps"][1].update(required="yes"),
            "step what, required: it is neither true nor false",
        ),
        (lambda f: f["steps"][2].update(longest=0), "step story: longest does not fit"),
        (
            lambda f: f["steps"][1]["words"]["en"].pop("prompt"),
            "step what, words.en.prompt: the words are missing",
        ),
        (
            lambda f: f["steps"][1]["words"]["en"]["options"].pop("threats"),
            "step what, words.en.options.threats: the words are missing",
        ),
        (lambda f: f["sections"].pop("incident"), "sections.incident.en: the words are missing"),
        (lambda f: f["steps"].pop(0), "steps[1]: the first question is no gate"),
        (
            lambda f: f["steps"].append(copy.deepcopy(f["steps"][1])),
            "step what: the id is used twice",
        ),
        (lambda f: f.update(short=["safe", "nowhere"]), "short: there is no step nowhere"),
        (lambda f: f.update(short=["safe"]), "short: it leaves out what"),
        (
            lambda f: f.update(urgent_when=[{"step": "x", "any_of": ["y"]}]),
            "urgent_when: there is no step x",
        ),
        (
            lambda f: f.update(urgent_when=[{"step": "what", "any_of": ["y"]}]),
            "urgent_when: step what has no option y",
        ),
        (
            lambda f: f.update(urgent_when=[{"step": "what"}]),
            "form, urgent_when: a condition is not whole",
        ),
        (lambda f: f.update(steps="none"), "form, steps: it is no list of tables"),
    ],
)
def test_a_fault_is_named_by_its_place(change: Any, fault: str) -> None:  # noqa: ANN401 - a lambda
    plain = guide_form()
    change(plain)
    assert fault in faults(plain)


def test_all_faults_come_at_once() -> None:
    plain = guide_form()
    plain["steps"][1]["options"] = ["one"]
    plain["steps"][2]["longest"] = 0
    del plain["id"]
    assert len(faults(plain)) >= 4
