"""The page of results keeps what a run did not measure."""

from pathlib import Path

from benchmarks.page import write_sections


def test_a_section_that_was_not_measured_stays(tmp_path: Path) -> None:
    page = tmp_path / "RESULTS.md"
    write_sections({"# Results": ["first"], "## One": ["1"], "## Two": ["2", "", "3"]}, page)
    write_sections({"# Results": ["second"], "## One": ["one"]}, page)
    assert page.read_text() == "# Results\n\nsecond\n\n## One\n\none\n\n## Two\n\n2\n\n3\n"
