"""PowerPoint files: the slides that are shown, without notes, comments and hidden slides."""

from domain.model.evidence import Removed
from media.office_archive import Archive, attribute, child, link_id
from media.office_story import Story, drawn


def read(archive: Archive, main: str) -> Story:
    """Return what is seen of a PowerPoint file, slide by slide."""
    story = Story()
    links = archive.links(main)
    order = child(archive.xml(main), "sldIdLst")
    for number, entry in enumerate(() if order is None else order, 1):
        link = links.get(link_id(entry))
        if link is None or link.target not in archive.names:
            continue
        slide = archive.xml(link.target)
        if attribute(slide, "show") in {"0", "false"}:
            story.removed.add(Removed.HIDDEN_TEXT)
            continue
        words = "".join(drawn(slide, story, archive.links(link.target))).strip()
        story.words.append(f"[{number}]\n{words}" if words else "")
        if any(True for _ in archive.linked(link.target, "notesSlide")):
            story.removed.add(Removed.HIDDEN_TEXT)
        if any(True for _ in archive.linked(link.target, "comments")):
            story.removed.add(Removed.COMMENTS)
    return story
