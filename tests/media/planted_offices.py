"""Office files with a mark in every place that a printed page would not show."""

import io
import zipfile

from tests.media.planted_pictures import jpeg, png, scene
from tests.media.referees import MARK

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{KINDS}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
)
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ' + SPACES
ABOUT = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    f'xmlns:dcterms="http://purl.org/dc/terms/"><dc:creator>{MARK}</dc:creator>'
    f"<cp:lastModifiedBy>{MARK}</cp:lastModifiedBy><dc:title>{MARK}</dc:title>"
    "<dcterms:created>2026-01-02T03:04:05Z</dcterms:created></cp:coreProperties>"
)
Parts = dict[str, str | bytes]


def packed(parts: Parts, *, form: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", form) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def links(**targets: str) -> str:
    """Return a part of links: ``id=kind:target``."""
    inner = "".join(
        f'<Relationship Id="{name}" Type="{KINDS}/{to.split(":")[0]}" Target="{to.split(":")[1]}"/>'
        for name, to in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'


def office(main: str, parts: Parts) -> bytes:
    """Return an office file around its main part."""
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": links(m=f"officeDocument:{main}", c="core-properties:docProps/core.xml"),
            "docProps/core.xml": ABOUT,
            "docProps/app.xml": f"<Properties><Application>{MARK}</Application></Properties>",
            "docProps/thumbnail.jpeg": jpeg(),
            **parts,
        }
    )


def picture(link: str, *, cut: str = "", hidden: bool = False) -> str:
    """Return a drawing with a picture."""
    return (
        f'<w:drawing><wp:inline><wp:docPr id="1" name="{MARK}" descr="{MARK}" '
        f'hidden="{int(hidden)}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>'
        f'<a:blip r:embed="{link}"/>{cut}</pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )


HIDDEN = f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{MARK} hidden</w:t></w:r>"
WORD_BODY = f"""<w:document {SPACES}><w:body>
<w:p w:rsidR="00{MARK}"><w:r><w:t>Seen first.</w:t></w:r>
<w:r><w:tab/><w:t>After a tab.</w:t></w:r></w:p>
<w:p>{HIDDEN}<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Not hidden.</w:t></w:r></w:p>
<w:p><w:del w:author="{MARK}"><w:r><w:delText>{MARK} deleted</w:delText></w:r></w:del>
<w:ins w:author="{MARK}" w:date="2026-01-02T03:04:05Z"><w:r><w:t>Inserted.</w:t></w:r></w:ins></w:p>
<w:p><w:moveFrom w:author="{MARK}"><w:r><w:t>{MARK} moved away</w:t></w:r></w:moveFrom></w:p>
<w:p><w:pPr><w:pStyle w:val="Child"/></w:pPr><w:r><w:t>{MARK} by style</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:rStyle w:val="Gone"/></w:rPr><w:t>{MARK} by style</w:t></w:r></w:p>
<w:p><w:r><w:instrText>HYPERLINK "http://{MARK}"</w:instrText></w:r>
<w:r><w:t>A link.</w:t></w:r></w:p>
<w:sdt><w:sdtPr><w:alias w:val="{MARK}"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>In a field.</w:t>
</w:r></w:p></w:sdtContent></w:sdt>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Left</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Right</w:t></w:r>
</w:p></w:tc></w:tr><w:tr><w:trPr><w:del w:author="{MARK}"/></w:trPr><w:tc><w:p><w:r>
<w:t>{MARK} deleted row</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>In a box.</w:t></mc:Choice><mc:Fallback>
<w:t>{MARK} fallback</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>
<w:p><w:r>{picture("whole")}</w:r><w:r>{picture("gone", hidden=True)}</w:r>
<w:r>{picture("cut", cut='<a:srcRect r="50000" b="50000"/>')}</w:r></w:p>
</w:body></w:document>"""
WORD_STYLES = f"""<w:styles {SPACES}>
<w:style w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:styleId="Child"><w:basedOn w:val="Gone"/></w:style>
<w:style w:styleId="Back"><w:basedOn w:val="Gone"/>
<w:rPr><w:vanish w:val="false"/></w:rPr></w:style>
</w:styles>"""
WORDS_SEEN = """At the top.

Seen first.\tAfter a tab.
Not hidden.
Inserted.

A link.
In a field.
Left
\tRight
\t
In a box."""


def word() -> bytes:
    """Return a Word file."""
    header = f"<w:hdr {SPACES}><w:p><w:r><w:t>At the top.</w:t></w:r></w:p></w:hdr>"
    comments = f'<w:comments {SPACES}><w:comment w:author="{MARK}"/></w:comments>'
    return office(
        "word/document.xml",
        {
            "word/document.xml": WORD_BODY,
            "word/_rels/document.xml.rels": links(
                s="styles:styles.xml", h="header:header1.xml", k="comments:comments.xml",
                whole="image:media/a.jpg", cut="image:media/b.png", gone="image:media/c.jpg",
            ),
            "word/styles.xml": WORD_STYLES,
            "word/header1.xml": header,
            "word/comments.xml": comments,
            "word/people.xml": f"<people>{MARK}</people>",
            "word/vbaProject.bin": MARK,
            "word/embeddings/o.bin": MARK,
            "customXml/item1.xml": f"<a>{MARK}</a>",
            "word/media/a.jpg": jpeg(),
            "word/media/b.png": png(scene()),
            "word/media/c.jpg": jpeg(),
            "word/media/unused.jpg": jpeg(),
        },
    )  # fmt: skip


SHEET_SEEN = """[Shown]
Name\tWhen\t7.5
\t\tin line
\t2026-01-02"""


def sheet() -> bytes:
    """Return an Excel file."""
    book = (
        f'<workbook {SHEET}><sheets><sheet name="Shown" sheetId="1" r:id="a"/>'
        '<sheet name="Secret" sheetId="2" state="veryHidden" r:id="b"/></sheets></workbook>'
    )
    shown = f"""<worksheet {SHEET}><cols><col min="4" max="5" hidden="1"/></cols><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>
<c r="C1"><f>{MARK}()</f><v>7.5</v></c>
<c r="D1" t="s"><v>2</v></c></row>
<row r="2" hidden="1"><c r="A2" t="s"><v>2</v></c></row>
<row r="3"><c r="C3" t="inlineStr"><is><t>in line</t></is></c></row>
<row r="4"><c r="A4" s="2"><v>4242</v></c><c r="B4" s="1"><v>46024</v></c></row>
</sheetData></worksheet>"""
    words = (
        f"<sst {SHEET}><si><t>Name</t></si><si><r><t>Wh</t></r><r><t>en</t></r>"
        f"<rPh><t>{MARK}</t></rPh></si><si><t>{MARK}</t></si></sst>"
    )
    styles = (
        f'<styleSheet {SHEET}><numFmts><numFmt numFmtId="200" formatCode=";;;"/></numFmts><cellXfs>'
        '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="200"/></cellXfs></styleSheet>'
    )
    return office(
        "xl/workbook.xml",
        {
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": links(
                a="worksheet:worksheets/sheet1.xml", b="worksheet:worksheets/sheet2.xml",
                w="sharedStrings:sharedStrings.xml", s="styles:styles.xml",
            ),
            "xl/worksheets/sheet1.xml": shown,
            "xl/worksheets/_rels/sheet1.xml.rels": links(k="comments:../comments1.xml"),
            "xl/worksheets/sheet2.xml": shown.replace("7.5", MARK),
            "xl/sharedStrings.xml": words,
            "xl/styles.xml": styles,
            "xl/comments1.xml": f"<comments {SHEET}><t>{MARK}</t></comments>",
        },
    )  # fmt: skip


def slides() -> bytes:
    """Return a PowerPoint file."""
    show = (
        f'<p:presentation {SPACES}><p:sldIdLst><p:sldId id="256" r:id="a"/>'
        '<p:sldId id="257" r:id="b"/></p:sldIdLst></p:presentation>'
    )
    slide = (
        f"<p:sld {SPACES}><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>A head</a:t></a:r>"
        "</a:p><a:p><a:r><a:t>A line</a:t></a:r></a:p></p:txBody></p:sp><p:sp><p:nvSpPr>"
        f'<p:cNvPr id="3" name="x" hidden="1"/></p:nvSpPr><p:txBody><a:p><a:r><a:t>{MARK}'
        '</a:t></a:r></a:p></p:txBody></p:sp><p:pic><p:blipFill><a:blip r:embed="i"/></p:blipFill>'
        "</p:pic></p:spTree></p:cSld></p:sld>"
    )
    return office(
        "ppt/presentation.xml",
        {
            "ppt/presentation.xml": show,
            "ppt/_rels/presentation.xml.rels": links(
                a="slide:slides/s1.xml", b="slide:slides/s2.xml"
            ),
            "ppt/slides/s1.xml": slide,
            "ppt/slides/s2.xml": f'<p:sld {SPACES} show="0"><a:t>{MARK}</a:t></p:sld>',
            "ppt/slides/_rels/s1.xml.rels": links(
                i="image:../media/i.jpg", n="notesSlide:../notes/n1.xml", k="comments:../k.xml"
            ),
            "ppt/notes/n1.xml": f"<p:notes {SPACES}><a:t>{MARK}</a:t></p:notes>",
            "ppt/k.xml": f"<p:k {SPACES}>{MARK}</p:k>",
            "ppt/media/i.jpg": jpeg(),
        },
    )


OPEN_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{where}:1.0"'
    for name, where in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"),
        ("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("presentation", "presentation"),
    )
) + ' xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip
OPEN_STYLES = """<office:automatic-styles>
<style:style style:name="Gone"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Away"><style:table-properties table:display="false"/></style:style>
<style:style style:name="Cut">
<style:graphic-properties fo:clip="rect(1cm, 0cm, 0cm, 0cm)"/></style:style>
</office:automatic-styles>"""


def open_document(kind: str, body: str) -> bytes:
    """Return an OpenDocument file around its body."""
    content = (
        f"<office:document-content {OPEN_SPACES}>{OPEN_STYLES}<office:body>{body}</office:body>"
    )
    return packed(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": content + "</office:document-content>",
            "styles.xml": f"<office:document-styles {OPEN_SPACES}/>",
            "meta.xml": f"<office:document-meta {OPEN_SPACES}><creator>{MARK}</creator>"
            "<creation-date>2026-01-02</creation-date></office:document-meta>",
            "Thumbnails/thumbnail.png": png(),
            "Pictures/a.jpg": jpeg(),
            "Pictures/b.jpg": jpeg(),
            "Basic/m.xml": MARK,
        },
        form=zipfile.ZIP_STORED,
    )


def open_text() -> bytes:
    """Return an OpenDocument text."""
    return open_document(
        "text",
        f"""<office:text><text:tracked-changes><text:changed-region>
<text:deletion><text:p>{MARK}
</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:h>A head</text:h>
<text:p>Some <text:span>words</text:span><text:s text:c="3"/>apart<office:annotation
office:name="x"><text:p>{MARK}</text:p></office:annotation>, and more.</text:p>
<text:p text:style-name="Gone">{MARK}</text:p>
<text:p>Seen<text:span text:style-name="Gone">{MARK}</text:span>
too<text:hidden-text text:string-value="{MARK}">{MARK}</text:hidden-text></text:p>
<text:p><draw:frame><draw:image xlink:href="Pictures/a.jpg"/></draw:frame><draw:frame
draw:style-name="Cut"><draw:image xlink:href="Pictures/b.jpg"/></draw:frame></text:p>
</office:text>""",
    )


def open_sheet() -> bytes:
    """Return an OpenDocument table."""
    return open_document(
        "spreadsheet",
        f"""<office:spreadsheet><table:table><table:table-row><table:table-cell
table:number-columns-repeated="2"><text:p>same</text:p></table:table-cell><table:table-cell
table:number-columns-repeated="16000"/></table:table-row>
<table:table-row table:visibility="collapse">
<table:table-cell><text:p>{MARK}</text:p></table:table-cell></table:table-row></table:table>
<table:table table:style-name="Away"><table:table-row><table:table-cell><text:p>{MARK}</text:p>
</table:table-cell></table:table-row></table:table></office:spreadsheet>""",
    )


def open_slides() -> bytes:
    """Return an OpenDocument presentation."""
    return open_document(
        "presentation",
        f"""<office:presentation><draw:page draw:name="{MARK}"><draw:frame><draw:text-box><text:p>On
a slide</text:p></draw:text-box></draw:frame><presentation:notes><text:p>{MARK}</text:p>
</presentation:notes></draw:page></office:presentation>""",
    )
