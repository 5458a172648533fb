"""The archive that an office file is, opened with care: it says first what it would unfold to.

It must not unfold anything whose directory promises too much, nor more than was promised.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from xml.etree.ElementTree import Element  # the type alone: defusedxml reads

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from domain.model.evidence import FileRefused, Refusal
from media.limits import MEGABYTE

MOST_MEMBERS, MOST_RATIO = 2000, 150
MOST_UNFOLDED, MOST_XML = 200 * MEGABYTE, 20 * MEGABYTE
ALWAYS_FINE = MEGABYTE
"""Bytes that a member may unfold to at any ratio: small ones compress well."""
ENCRYPTED = 1


def local(name: str) -> str:
    """Return a name without its namespace: strict and usual files differ in nothing else."""
    return name.rpartition("}")[2]


def attribute(node: Element, name: str) -> str | None:
    """Return an attribute by its name without namespace."""
    return next((value for key, value in node.attrib.items() if local(key) == name), None)


def child(node: Element | None, *path: str) -> Element | None:
    """Return the first node at a path of names without namespaces."""
    for name in path:
        if node is None:
            return None
        node = next((each for each in node if local(each.tag) == name), None)
    return node


def link_id(node: Element) -> str:
    """Return the id of the link in a list's entry, which has an id of its own without namespace."""
    return next((v for k, v in node.attrib.items() if local(k) == "id" != k), "")


@dataclass(frozen=True, slots=True)
class Link:
    """What a part of an office file refers to: its kind and where it is."""

    kind: str
    target: str


class Archive:
    """An office file's parts."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        """Take an opened archive that was looked over."""
        self._zip = opened
        self.names = frozenset(opened.namelist())

    def raw(self, name: str, *, most: int = MOST_XML) -> bytes:
        """Return a part's bytes; refuse one that is larger than allowed or than it said."""
        size = self._zip.getinfo(name).file_size
        if size > most:
            raise FileRefused(Refusal.TOO_MUCH_INSIDE)
        with self._zip.open(name) as part:
            return part.read(size)

    def xml(self, name: str) -> Element:
        """Return a part as a tree; refuse one that defines entities."""
        try:
            tree: Element = fromstring(self.raw(name), forbid_dtd=True)
        except (DefusedXmlException, ParseError):
            raise FileRefused(Refusal.BROKEN) from None
        return tree

    def links(self, name: str) -> dict[str, Link]:
        """Return what a part refers to inside the archive, by the id it uses."""
        folder, file = posixpath.split(name)
        where = posixpath.join(folder, "_rels", f"{file}.rels")
        if where not in self.names:
            return {}
        return {
            each.get("Id", ""): Link(
                each.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/"),
            )
            for each in self.xml(where)
            if each.get("TargetMode") != "External"
        }

    def linked(self, name: str, kind: str) -> Iterator[str]:
        """Yield the parts of one kind that a part refers to."""
        for link in self.links(name).values():
            if link.kind == kind and link.target in self.names:
                yield link.target


@contextmanager
def opened(data: bytes) -> Iterator[Archive]:
    """Open an archive after a look at its directory alone."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError):
        raise FileRefused(Refusal.BROKEN) from None
    with archive:
        members = archive.infolist()
        if any(each.flag_bits & ENCRYPTED for each in members):
            raise FileRefused(Refusal.PASSWORD)
        total = sum(each.file_size for each in members)
        if len(members) > MOST_MEMBERS or total > MOST_UNFOLDED or any(map(_swells, members)):
            raise FileRefused(Refusal.TOO_MUCH_INSIDE)
        yield Archive(archive)


def _swells(member: zipfile.ZipInfo) -> bool:
    too_much = max(ALWAYS_FINE, MOST_RATIO * member.compress_size)
    return member.file_size > too_much
