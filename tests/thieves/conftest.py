"""Fixtures of the thieves: the scene of the journeys, and the people in it."""

from tests.journeys.conftest import amina, maya, place, scene, tom

__all__ = ["amina", "maya", "place", "scene", "tom"]
