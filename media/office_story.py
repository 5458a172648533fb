"""What can be seen of an office file: its words in reading order, and the pictures between them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element  # the type alone: defusedxml reads

from domain.model.evidence import Removed
from media.office_archive import Link, attribute, child, local
from media.pictures import Crop

Words = Iterator[str]
Links = dict[str, Link]
NOTHING_CUT: Crop = (0.0, 0.0, 0.0, 0.0)


@dataclass(slots=True)
class Story:
    """Words and pictures that are seen, and what was passed over."""

    words: list[str] = field(default_factory=list)
    pictures: list[tuple[str, Crop]] = field(default_factory=list)
    removed: set[Removed] = field(default_factory=set)

    def show(self, picture: str, crop: Crop = NOTHING_CUT) -> None:
        """Note a picture, once for each way in which it is cut."""
        if (picture, crop) not in self.pictures:
            self.pictures.append((picture, crop))

    def show_filled(self, filling: Element, links: Links) -> None:
        """Note the picture of a filling, cut as it is seen."""
        picture = child(filling, "blip")
        link = links.get(attribute(picture, "embed") or "") if picture is not None else None
        if link:
            self.show(link.target, _cut(child(filling, "srcRect")))


def _cut(rectangle: Element | None) -> Crop:
    if rectangle is None:
        return NOTHING_CUT
    left, top, right, bottom = (_share(attribute(rectangle, side)) for side in "ltrb")
    return left, top, right, bottom


def _share(value: str | None) -> float:
    """Return a share of one: thousandths of a percent, or percent in strict files."""
    if not value:
        return 0.0
    share = float(value.rstrip("%")) / (100 if value.endswith("%") else 100_000)
    return max(0.0, share)


def is_on(node: Element | None) -> bool:
    """Tell whether a switch is there and not said to be off."""
    return node is not None and attribute(node, "val") not in {"0", "false", "off"}


def is_hidden_shape(node: Element) -> bool:
    """Tell whether a drawing says of itself that it is not shown."""
    for each in node:
        about = each if local(each.tag) == "docPr" else child(each, "cNvPr")
        if about is not None and attribute(about, "hidden") in {"1", "true"}:
            return True
    return False


def drawn(node: Element, story: Story, links: Links) -> Words:
    """Yield the words of a drawing, a paragraph a line, and note its pictures."""
    name = local(node.tag)
    if name in {"Fallback", "extLst"}:
        return
    if is_hidden_shape(node):
        story.removed.add(Removed.HIDDEN_TEXT)
        return
    if name == "blipFill":
        story.show_filled(node, links)
    elif name == "t":
        yield node.text or ""
    elif name == "br":
        yield "\n"
    for each in node:
        yield from drawn(each, story, links)
    yield AFTER.get(name, "")


AFTER = {"p": "\n", "tc": "\t"}
