"""What a clerk is told of words that a file holds and the text does not."""

from __future__ import annotations

from extractor.parsers.building import Builder


def warn_of_loss(builder: Builder, *, tracked: int, hidden: int, too_deep: bool) -> None:
    """The builder warns of tracked changes, hidden words, tables nested too deeply, and a body without words."""
    if tracked:
        builder.warn(
            "tracked-changes",
            "The file holds tracked changes: insertions are read as text, deletions are left out. "
            "Accept or reject them in Word if that is not what was agreed",
        )
    if hidden:
        builder.warn(
            "hidden-text", "The file holds hidden words, which are left out of the text. Check it before sharing"
        )
    if too_deep:
        builder.warn(
            "nested-deeply",
            "Tables or lists stand too deep inside each other: their words are kept, their cells are not. "
            "Check them against the original",
        )
    if builder.empty:
        builder.warn(
            "no-text",
            "The file holds no words in its body, perhaps only a picture. Open it and look; scan a picture to a PDF",
        )
