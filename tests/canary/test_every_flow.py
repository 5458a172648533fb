"""Whatever Telegram tells of a person beside their words is found nowhere, whatever they do.

Each flow is walked by people of whom every optional field of every type tells something: a marker.
Then all that was sent, shown, stored, sealed, logged and named is searched for those markers.
"""

import asyncio
import re

import pytest
from typer.testing import CliRunner

from bot import cli
from handlers.reporter import menu
from handlers.screens import Screen
from tests.canary.flows import FLOWS, Flow, casework, handing_over_files
from tests.canary.traces import Everything

pytestmark = [
    pytest.mark.asyncio,
    # Telegram still sends fields that the framework has begun to call old.
    pytest.mark.filterwarnings("default::telegram.warnings.PTBDeprecationWarning"),
]


@pytest.mark.parametrize("flow", FLOWS, ids=[each.__name__ for each in FLOWS])
async def test_no_field_of_an_update_leaves_a_trace(everything: Everything, flow: Flow) -> None:
    await flow(everything)
    assert await everything.leaks() == set()


async def test_an_error_is_told_by_its_reference_and_nothing_of_what_was_in_it(
    everything: Everything, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = everything.dressing.markers.word("message.from.username")

    def fails(*_: object) -> Screen:
        raise ValueError(told) from KeyError(told)

    monkeypatch.setattr(menu, "contacts_screen", fails)
    amina = everything.scene.phone("Amina")
    await amina.opens()
    await amina.says("/help_now")
    assert re.search("E-[0-9A-Z]{4}", amina.text)
    await amina.opens()
    await amina.taps("button-who-to-call")
    assert len(everything.scene.log.errors) == 2
    everything.scene.log.errors.clear()
    assert await everything.leaks() == set()


@pytest.mark.parametrize("flow", [casework, handing_over_files])
async def test_a_webhook_leaves_no_trace_either(called: Everything, flow: Flow) -> None:
    await flow(called)
    assert await called.leaks() == set()


@pytest.mark.parametrize(
    "command", ["status", "figures", "audit show", "audit verify", "keys status"]
)
async def test_no_command_of_the_operator_tells_who_reported(
    everything: Everything, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    scene = everything.scene
    await casework(everything)
    await scene.stop_bot()
    for name, value in scene.environment.items():
        monkeypatch.setenv(name, value)
    words = [*command.split(), "--config", str(scene.config_file)]
    shown = await asyncio.to_thread(CliRunner().invoke, cli.app, words)
    assert len(shown.output) > 20
    assert everything.found_in(command, shown.output) == set()
