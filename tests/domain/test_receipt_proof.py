"""Proofs of receipt: confirmed by who made them, for their day, and nothing else."""

from datetime import date
from hashlib import blake2b

from domain.model.ids import CaseId
from domain.model.receipt_proof import MAC_BYTES, confirmed, proof_of

CASE = CaseId("c" * 16)
DAY = date(2026, 11, 25)


def mac(told: bytes) -> bytes:
    return blake2b(told, key=b"ours", digest_size=MAC_BYTES).digest()


def another_mac(told: bytes) -> bytes:
    return blake2b(told, key=b"theirs", digest_size=MAC_BYTES).digest()


def test_a_proof_is_confirmed_for_its_day() -> None:
    proof = proof_of(CASE, DAY, mac)
    assert confirmed(proof, mac) == DAY
    assert confirmed(proof.lower().replace("-", " "), mac) == DAY


def test_a_proof_is_the_same_each_time_and_holds_nothing_of_its_case() -> None:
    assert proof_of(CASE, DAY, mac) == proof_of(CASE, DAY, mac)
    assert CASE not in proof_of(CASE, DAY, mac).lower()


def test_a_proof_of_somebody_else_or_with_a_slip_is_not_confirmed() -> None:
    proof = proof_of(CASE, DAY, mac)
    assert confirmed(proof, another_mac) is None
    assert confirmed(proof[:-1] + ("0" if proof[-1] != "0" else "1"), mac) is None
    for text in ("", "P-", "hello", "P-0000-0000-0000-0000"):
        assert confirmed(text, mac) is None
