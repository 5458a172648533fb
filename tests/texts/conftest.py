"""The catalogue as it ships, read once."""

import pytest

from texts.catalogue import Catalogue


@pytest.fixture(scope="session")
def texts() -> Catalogue:
    """Return the shipped words; tests that count fallbacks load their own."""
    return Catalogue.load()
