"""OpenDocument texts, tables and slides: what a printed page would show."""

from xml.etree.ElementTree import Element  # the type alone: defusedxml reads

from domain.model.evidence import FileRefused, Refusal, Removed
from media.office_archive import Archive, attribute, child, local
from media.office_story import Story, Words

KINDS = frozenset({"text", "spreadsheet", "presentation"})
MIME = "application/vnd.oasis.opendocument."
COMMENTS = frozenset({"annotation", "annotation-end"})
CHANGES = frozenset({"tracked-changes", "deletion", "change-info"})
HIDDEN = frozenset({"hidden-text", "hidden-paragraph", "notes", "forms", "scripts"})
SIGNS = {"tab": "\t", "line-break": "\n"}
AFTER = {"p": "\n", "h": "\n", "table-cell": "\t", "covered-table-cell": "\t", "table-row": "\n"}
REPEATED = frozenset({"table-cell", "covered-table-cell", "table-row"})
"""Neighbours that say the same are written once, with a count."""
MOST_REPEATS, MOST_EMPTY = 500, 20
MOST_SPACES = 100


def is_one(archive: Archive) -> bool:
    """Tell whether an archive calls itself one of the kinds that are read."""
    if "mimetype" not in archive.names or "content.xml" not in archive.names:
        return False
    told = archive.raw("mimetype", most=200).decode("ascii", errors="replace").strip()
    return told.removeprefix(MIME).removesuffix("-template") in KINDS


def read(archive: Archive) -> Story:
    """Return what is seen of an OpenDocument file."""
    manifest = "META-INF/manifest.xml"
    if manifest in archive.names and b"encryption-data" in archive.raw(manifest):
        raise FileRefused(Refusal.PASSWORD)
    content = archive.xml("content.xml")
    trees = [content] + [archive.xml(name) for name in ("styles.xml",) if name in archive.names]
    reader = _Reader(_hidden_styles(trees), _cut_styles(trees))
    body = child(content, "body")
    if body is not None:
        lines = "".join(reader.seen(body)).splitlines()
        reader.story.words.append("\n".join(map(str.rstrip, lines)).strip())
    return reader.story


def _hidden_styles(trees: list[Element]) -> frozenset[str]:
    return frozenset(
        attribute(style, "name") or ""
        for tree in trees
        for style in tree.iter()
        if local(style.tag) == "style" and any(_hides(each) for each in style)
    )


def _hides(properties: Element) -> bool:
    """Tell whether properties hide a text, a table or a slide."""
    is_table = local(properties.tag) == "table-properties"
    return (
        attribute(properties, "display") == ("false" if is_table else "none")
        or attribute(properties, "visibility") == "hidden"
    )


def _cut_styles(trees: list[Element]) -> frozenset[str]:
    """Return the styles that show a part of a picture only."""
    return frozenset(
        attribute(style, "name") or ""
        for tree in trees
        for style in tree.iter()
        for each in style
        if (attribute(each, "clip") or "auto") not in {"auto", "rect(0cm, 0cm, 0cm, 0cm)"}
    )


def _times(node: Element, name: str, *, is_empty: bool) -> int:
    what = "number-rows-repeated" if name == "table-row" else "number-columns-repeated"
    most = MOST_REPEATS if not is_empty else 1 if name == "table-row" else MOST_EMPTY
    return min(int(attribute(node, what) or 1), most)


class _Reader:
    def __init__(self, hidden: frozenset[str], cut: frozenset[str]) -> None:
        self.story = Story()
        self._hidden = hidden
        self._cut = cut

    def seen(self, node: Element, *, cut: bool = False) -> Words:
        """Yield the words of a node that are seen."""
        name = local(node.tag)
        why = self._why_unseen(node, name)
        if why:
            self.story.removed.add(why)
            return
        cut = cut or (name == "frame" and attribute(node, "style-name") in self._cut)
        if name == "image":
            self._show(attribute(node, "href") or "", cut=cut)
        elif name == "s":
            yield " " * min(int(attribute(node, "c") or 1), MOST_SPACES)
        yield SIGNS.get(name, "")
        if name in REPEATED:
            inside = "".join(word for each in node for word in self.seen(each, cut=cut))
            yield (inside + AFTER[name]) * _times(node, name, is_empty=not inside.strip())
            return
        # Words stand between the nodes of a paragraph; elsewhere it is only layout.
        is_text = name in {"p", "h", "span", "a"}
        yield (node.text or "") if is_text else ""
        for each in node:
            yield from self.seen(each, cut=cut)
            yield (each.tail or "") if is_text else ""
        yield AFTER.get(name, "")

    def _show(self, picture: str, *, cut: bool) -> None:
        # How much is cut off is told in the picture's own inches, which need not be true:
        # rather no picture than the part that its author did not show.
        if cut:
            self.story.removed.add(Removed.ATTACHMENTS)
        elif picture:
            self.story.show(picture.removeprefix("./"))

    def _why_unseen(self, node: Element, name: str) -> Removed | None:
        if name in COMMENTS:
            return Removed.COMMENTS
        if name in CHANGES:
            return Removed.CHANGES
        hidden = attribute(node, "visibility") in {"collapse", "filter"}
        if hidden or name in HIDDEN or attribute(node, "style-name") in self._hidden:
            return Removed.HIDDEN_TEXT
        return None
