"""Prints a paper as the plain text that somebody pastes into a file."""

from __future__ import annotations

from printing.source import SPAN, Block, Paper


def print_text(paper: Paper) -> bytes:
    """The file's bytes: UTF-8, with the blank lines and odd spaces of pasted text."""
    return "".join(f"{line(block)}\n\n" for block in paper.blocks).encode()


def line(block: Block) -> str:
    text = SPAN.sub(r"\2", block.text).replace("**", "").replace("//", "").replace("\\\\", "\n")
    if block.kind == "bullet":
        return "·" + "\u00a0" * 7 + f" {text}"
    return f"{block.label} {text}" if block.label else text
