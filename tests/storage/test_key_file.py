"""The key file is made once, for its owner only; what is wrong with one is said with the mend."""

from base64 import b64encode
from pathlib import Path

import pytest

from storage import KeyFileProblem, load_key_file, make_key_file
from tests.builders import SeededChance


def test_a_key_that_was_made_is_read(tmp_path: Path) -> None:
    file = tmp_path / "tellsafe.key"
    make_key_file(file, SeededChance(1))
    assert load_key_file(file) == SeededChance(1).token(32)
    assert [each.name for each in tmp_path.iterdir()] == ["tellsafe.key"]


def test_a_key_file_is_its_owners_and_says_what_it_is(tmp_path: Path) -> None:
    file = tmp_path / "tellsafe.key"
    make_key_file(file, SeededChance())
    assert file.stat().st_mode & 0o777 == 0o600
    comment, key = file.read_text().splitlines()
    assert comment.startswith("# ")
    assert len(key) == 44


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "tellsafe.key"
    make_key_file(file, SeededChance(1))
    with pytest.raises(KeyFileProblem, match="is there already"):
        make_key_file(file, SeededChance(2))
    assert load_key_file(file) == SeededChance(1).token(32)
    assert [each.name for each in tmp_path.iterdir()] == ["tellsafe.key"]


def test_a_key_without_the_comment_will_do(tmp_path: Path) -> None:
    file = tmp_path / "tellsafe.key"
    file.write_bytes(b64encode(b"k" * 32))
    assert load_key_file(file) == b"k" * 32


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"# only a comment\n",
        b"not base64 at all!\n",
        b64encode(b"k" * 31),
        b64encode(b"k" * 33),
        b64encode(b"k" * 32) * 2,
        b64encode(b"k" * 32) + b"\n" + b64encode(b"j" * 32),
        b"\xff\xfe\x00binary",
        b"k" * 32,
    ],
)
def test_a_file_without_a_key_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "tellsafe.key"
    file.write_bytes(content)
    with pytest.raises(KeyFileProblem) as caught:
        load_key_file(file)
    words = str(caught.value)
    assert words.startswith(f"TELLSAFE_KEY_FILE: {file} holds no key")
    assert b64encode(b"k" * 32).decode()[:12] not in words


def test_a_missing_file_is_told_with_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(KeyFileProblem, match=r"TELLSAFE_KEY_FILE: .* is not there\..*urandom"):
        load_key_file(tmp_path / "none.key")
    with pytest.raises(KeyFileProblem, match="cannot be read"):
        load_key_file(tmp_path)
    with pytest.raises(KeyFileProblem, match="cannot be made"):
        make_key_file(tmp_path / "no folder" / "tellsafe.key", SeededChance())
