"""Inline queries: what people ask after the bot's name, and what they are offered."""

from dataclasses import dataclass, field

from sandbox.chats import User
from sandbox.refusals import Json, bad_request, nonsense

MAX_RESULTS = 50
MAX_ID_BYTES = 64


@dataclass(slots=True, eq=False)
class InlineQuery:
    """Words typed after the bot's name; ``results`` is None until the bot answers."""

    id: str
    person: User
    query: str
    results: list[Json] | None = None
    button: Json | None = None


@dataclass(slots=True)
class InlineQueries:
    """All inline queries that wait for an answer."""

    _last: int = 9_000_000_000
    _open: dict[str, InlineQuery] = field(default_factory=dict)

    def add(self, person: User, query: str) -> InlineQuery:
        """Note a query."""
        self._last += 1
        asked = InlineQuery(str(self._last), person, query)
        self._open[asked.id] = asked
        return asked

    def settle(self, query_id: str, results: list[Json], button: Json | None) -> InlineQuery:
        """Answer a query; raises `Refusal` for the second answer and for results of no use."""
        _check(results)
        asked = self._open.pop(query_id, None)
        if asked is None:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        asked.results = results
        asked.button = button
        return asked


def _check(results: list[Json]) -> None:
    if len(results) > MAX_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    ids = [each.get("id", "") for each in results]
    if len(set(ids)) != len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    for each in results:
        if not each.get("id") or len(each["id"].encode()) > MAX_ID_BYTES:
            raise bad_request("RESULT_ID_INVALID")
        if each.get("type") != "article":
            raise nonsense(f"inline result {each.get('type')} is not modelled by the sandbox")
        if not each.get("title") or "message_text" not in each.get("input_message_content", {}):
            raise bad_request("can't parse inline query result")
