"""Randomness in production has the asked length and range."""

from bot.chance import SystemChance


def test_tokens_have_their_length_and_differ() -> None:
    chance = SystemChance()
    assert len(chance.token(16)) == 16
    assert chance.token(16) != chance.token(16)


def test_numbers_stay_below_the_limit() -> None:
    assert {SystemChance().below(3) for _ in range(300)} == {0, 1, 2}
