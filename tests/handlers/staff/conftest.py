"""Fixtures of the staff side's tests: its services on an empty store, and its clock in hand."""

import pytest

from domain.ports import Store
from handlers.context import Services
from tests.handlers.staff.setting import Hands, services
from texts.catalogue import Catalogue


@pytest.fixture
def hands() -> Hands:
    """Return the clock that the services go by."""
    return Hands()


@pytest.fixture
def used(store: Store, texts: Catalogue, hands: Hands) -> Services:
    """Return the services of a staff side with a queue of its own."""
    return services(store, texts, clock=hands)
