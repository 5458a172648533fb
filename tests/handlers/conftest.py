"""Fixtures of the handlers' tests: the words, which take a while to read and never change."""

import pytest

from texts.catalogue import Catalogue


@pytest.fixture(scope="session")
def texts() -> Catalogue:
    """Return the words."""
    return Catalogue.load()
