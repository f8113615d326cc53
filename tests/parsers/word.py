"""Builds small Word files from their XML, so that a test shows exactly what is in the file it reads."""

from __future__ import annotations

import io
import zipfile

from extractor.parsers.docx.names import NAMESPACE

_OPEN = f'xmlns:w="{NAMESPACE}" xmlns:wps="urn:wps" xmlns:mc="urn:mc" xmlns:r="urn:r"'
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/numbering.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def word_file(body: str, numbering: str = "", styles: str = "", **parts: str) -> bytes:
    """A .docx of this body; `parts` are further parts by kind, such as `footnotes` or `header`."""
    named = {"numbering": numbering, "styles": styles, **parts}
    present = {kind: xml for kind, xml in named.items() if xml}
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{_RELATION}/{kind}" Target="{kind}.xml"/>'
        for number, kind in enumerate(present)
    )
    roots = {"header": "hdr", "footer": "ftr"}
    files = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _RELS.format(
            f'<Relationship Id="r0" Type="{_RELATION}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/_rels/document.xml.rels": _RELS.format(relations),
        "word/document.xml": f"<w:document {_OPEN}><w:body>{body}</w:body></w:document>",
    }
    for kind, xml in present.items():
        files[f"word/{kind}.xml"] = f"<w:{roots.get(kind, kind)} {_OPEN}>{xml}</w:{roots.get(kind, kind)}>"
    return zipped(files)


def zipped(files: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()


def p(words: str = "", *, num: str = "", style: str = "", run: str = "", more: str = "") -> str:
    """A paragraph; `num` is "list/level", `run` properties of its words, `more` further properties of its own."""
    list_id, _, depth = num.partition("/")
    numbered = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>' if num else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = r(words, run) if words else ""
    return f"<w:p><w:pPr>{named}{numbered}{more}</w:pPr>{inner}</w:p>"


def r(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def table(*rows: str) -> str:
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid/>{"".join(rows)}</w:tbl>'


def tr(*cells: str, header: bool = False) -> str:
    about = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    return f"<w:tr>{about}{''.join(cells)}</w:tr>"


def tc(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def levels(*lines: tuple[str, str]) -> str:
    """The levels of an abstract list as (format, text), the outermost first."""
    return "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{720 * (depth + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for depth, (style, text) in enumerate(lines)
    )


def abstract(number: int, inner: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{inner}</w:abstractNum>'


def num(number: int, abstract_number: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract_number}"/>{overrides}</w:num>'


def start_at(depth: int, number: int) -> str:
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{number}"/></w:lvlOverride>'


DECIMAL = levels(("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("lowerRoman", "(%4)"))
LETTERS = levels(("lowerLetter", "(%1)"), ("lowerRoman", "%2."), ("upperRoman", "%3)"))
BULLETS = levels(("bullet", "\uf0b7"), ("bullet", "o"), ("bullet", "\uf0a7"))


def numbered_paper() -> bytes:
    """A paper with every way of numbering that council papers use; what is printed stands in test_docx.py."""
    numbering = (
        abstract(1, DECIMAL)
        + abstract(2, LETTERS)
        + abstract(3, BULLETS)
        + abstract(
            4,
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Clause"/>'
            '<w:lvlText w:val="R%1"/></w:lvl>'
            '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="SubClause"/>'
            '<w:lvlText w:val="R%1-%2"/></w:lvl>',
        )
        + abstract(5, levels(("upperRoman", "%1."), ("upperLetter", "%1-%2")))
        + abstract(6, levels(("decimal", "%1)")).replace('<w:start w:val="1"/>', '<w:start w:val="5"/>'))
        + num(1, 1)
        + num(2, 1, start_at(0, 1))
        + num(3, 2)
        + num(4, 3)
        + num(5, 4)
        + num(6, 5)
        + num(7, 6)
        + num(8, 2, start_at(0, 1))
        + num(9, 1)
    )
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/><w:basedOn w:val="Normal"/>'
        '<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="ClauseBold"><w:name w:val="Clause Bold"/><w:basedOn w:val="Clause"/>'
        "</w:style>"
        '<w:style w:type="paragraph" w:styleId="SubClause"><w:name w:val="SubClause"/><w:basedOn w:val="Normal"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    )
    body = "".join(
        (
            p("Purpose of the plan", num="1/0"),
            p("The plan answers the letter", num="1/1"),
            p("The plan was drawn up in May", num="1/1"),
            p("with partners", num="1/2"),
            p("with schools", num="1/2"),
            p("primary", num="1/3"),
            p("secondary", num="1/3"),
            p("with families", num="1/2"),
            p("Money", num="1/0"),
            p("No cost arises", num="1/1"),
            p("Words between two items"),
            p("Risk", num="1/0"),
            p("A list that starts anew", num="2/0"),
            p("and goes on", num="2/0"),
            p("The first list carries on", num="9/0"),
            p("note the report", num="3/0"),
            p("agree the plan", num="3/0"),
            p("by June", num="3/1"),
            p("by July", num="3/1"),
            p("a part of July", num="3/2"),
            p("thank the officers", num="3/0"),
            p("note again", num="8/0"),
            p("agree again", num="8/0"),
            p("a bullet", num="4/0"),
            p("a bullet inside", num="4/1"),
            p("Keep better records", style="Clause"),
            p("Check them monthly", style="SubClause"),
            p("Report to the board", style="ClauseBold"),
            p("Report by style, out of the list", style="Clause", more='<w:numPr><w:numId w:val="0"/></w:numPr>'),
            p("Train new staff", style="Clause"),
            p("Chapter", num="6/0"),
            p("Section", num="6/1"),
            p("Starts at five", num="7/0"),
            p("", num="7/0"),
            p("After an empty item", num="7/0"),
            table(
                tr(tc(p("Action", num="7/0")), tc("Owner")),
                tr(tc(p("Write to schools", num="7/0") + p("Write to carers", num="7/0")), tc("Clerk")),
            ),
            p("Last", num="1/0"),
        )
    )
    return word_file(body, numbering, styles)
