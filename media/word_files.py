"""Word files: what a printed page would show, without deleted, hidden and margin text."""

from xml.etree.ElementTree import Element  # the type alone: defusedxml reads

from domain.model.evidence import Removed
from media.office_archive import Archive, attribute, child, local
from media.office_story import Links, Story, Words, is_hidden_shape, is_on

DELETED = frozenset({"del", "moveFrom", "delText", "delInstrText"})
CHANGED = frozenset({"ins", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "sectPrChange"})
UNSEEN = frozenset({"instrText", "Fallback", "sdtPr", "sdtEndPr", "annotationRef"})
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
AFTER = {"p": "\n", "tc": "\t", "tr": "\n"}
BEFORE_THE_TEXT, AFTER_THE_TEXT = ("header",), ("footnotes", "endnotes", "footer")
CUT = ("croptop", "cropleft", "cropright", "cropbottom")


def read(archive: Archive, main: str) -> Story:
    """Return what is seen of a Word file."""
    story = Story()
    hidden = _hidden_styles(archive, main)
    before = [part for kind in BEFORE_THE_TEXT for part in archive.linked(main, kind)]
    after = [part for kind in AFTER_THE_TEXT for part in archive.linked(main, kind)]
    for part in (*before, main, *after):
        page = _Page(story, hidden, archive.links(part))
        words = "".join(page.seen(archive.xml(part))).strip()
        if words not in story.words:  # the same header for first, odd and even pages
            story.words.append(words)
    if any(True for _ in archive.linked(main, "comments")):
        story.removed.add(Removed.COMMENTS)
    return story


def _hidden_styles(archive: Archive, main: str) -> frozenset[str]:
    """Return the styles whose text is not shown, those that build on one of them included."""
    styles = {
        attribute(style, "styleId") or "": style
        for part in archive.linked(main, "styles")
        for style in archive.xml(part)
        if local(style.tag) == "style"
    }
    hidden: set[str] = set()
    for name in styles:
        at, seen = name, set[str]()
        while at in styles and at not in seen:
            seen.add(at)
            switch = child(styles[at], "rPr", "vanish")
            if switch is not None:
                hidden |= {name} if is_on(switch) else set()
                break
            base = child(styles[at], "basedOn")
            at = (attribute(base, "val") or "") if base is not None else ""
    return frozenset(hidden)


class _Page:
    """Reads one part of a Word file."""

    def __init__(self, story: Story, hidden_styles: frozenset[str], links: Links) -> None:
        self._story = story
        self._hidden_styles = hidden_styles
        self._links = links

    def seen(self, node: Element, *, hidden: bool = False) -> Words:
        """Yield the words of a node that are seen."""
        name = local(node.tag)
        if name in CHANGED or name in DELETED:
            self._story.removed.add(Removed.CHANGES)
        if name in DELETED or name in UNSEEN or self._is_gone(node, name):
            return
        if name == "p":
            hidden = self._is_style(child(node, "pPr", "pStyle"))
        elif name == "r" and self._is_hidden(node, inherited=hidden):
            self._story.removed.add(Removed.HIDDEN_TEXT)
            return
        yield from self._itself(node, name)
        if name not in {"pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr"}:
            for each in node:
                yield from self.seen(each, hidden=hidden)
        yield AFTER.get(name, "")

    def _itself(self, node: Element, name: str) -> Words:
        if name == "t":
            yield node.text or ""
        elif name == "blipFill":
            self._story.show_filled(node, self._links)
        elif name == "imagedata" and not any(attribute(node, e) for e in CUT):
            link = self._links.get(attribute(node, "id") or "")
            if link:
                self._story.show(link.target)
        else:
            yield SIGNS.get(name, "")

    def _is_gone(self, node: Element, name: str) -> bool:
        row = child(node, "trPr") if name == "tr" else None
        if row is not None and child(row, "del") is not None:
            self._story.removed.add(Removed.CHANGES)
            return True
        if is_on(child(row, "hidden")) or is_hidden_shape(node):
            self._story.removed.add(Removed.HIDDEN_TEXT)
            return True
        return False

    def _is_hidden(self, run: Element, *, inherited: bool) -> bool:
        about = child(run, "rPr")
        switch = child(about, "vanish")
        if switch is not None:
            return is_on(switch)
        if is_on(child(about, "specVanish")) or is_on(child(about, "webHidden")):
            return True
        return inherited or self._is_style(child(about, "rStyle"))

    def _is_style(self, style: Element | None) -> bool:
        return style is not None and attribute(style, "val") in self._hidden_styles
