"""Whatever Telegram tells of a person beside their words is found nowhere, whatever they do.

Each flow is walked by people of whom every optional field of every type tells something: a marker.
Then all that was sent, shown, stored, sealed, logged and named is searched for those markers.
"""

import pytest

from tests.canary.flows import FLOWS, Flow
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
