"""The words of Rich Text Format: which print a character, which open a group that is no part of the text."""

from __future__ import annotations

import re

from extractor.document import SetAsideKind
from extractor.parsers.pieces import LINE_BREAK

TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)"
)
# Groups that hold no words of the paper.
SILENT = frozenset(
    {"fonttbl", "subject", "keywords", "doccomm", "company", "category", "manager",
     "pict", "object", "themedata", "colorschememapping", "latentstyles", "datastore",
     "xmlnstbl", "listtable", "listoverridetable", "rsidtbl", "generator", "fldinst", "nonshppict", "template",
     "operator", "revtbl", "filetbl", "pgptbl", "atnid", "atnauthor", "annotation", "datafield", "bkmkstart",
     "bkmkend", "mmathPr", "shpinst", "sp", "sn", "sv"}
)  # fmt: skip
ASIDES: dict[str, SetAsideKind] = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
    "footnote": "footnote",
}
KNOWN_PARTS = {"shptxt": "", "pntext": "label", "listtext": "label"}
INFO = frozenset({"title", "author"})
PRINTED = {
    "tab": "\t", "line": LINE_BREAK, "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ",
}  # fmt: skip
SIGNS = {b"~": "\xa0", b"_": "-", b"-": "", b"\\": "\\", b"{": "{", b"}": "}", b"\n": LINE_BREAK, b"\r": LINE_BREAK}
