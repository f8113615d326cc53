"""The words of one paragraph and how its letters look, counted as they are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Look:
    """How words look; None where a style does not say."""

    bold: bool | None = None
    underlined: bool | None = None
    hidden: bool | None = None
    colour: str | None = None
    fill: str | None = None

    def over(self, below: Look) -> Look:
        """This look laid over another: what it does not say shows through."""
        return Look(
            below.bold if self.bold is None else self.bold,
            below.underlined if self.underlined is None else self.underlined,
            below.hidden if self.hidden is None else self.hidden,
            self.colour or below.colour,
            self.fill or below.fill,
        )


@dataclass(slots=True)
class Words:
    """What a paragraph prints and hides. Looks are counted in letters, so that a cell can say which colour fills it."""

    printed: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    letters: int = 0
    bold: int = 0
    underlined: int = 0
    colours: dict[str, int] = field(default_factory=dict)
    fills: dict[str, int] = field(default_factory=dict)

    def add(self, text: str, look: Look) -> None:
        """The text follows what was there; hidden text is kept apart."""
        if look.hidden:
            self.hidden.append(text)
            return
        self.printed.append(text)
        letters = sum(map(str.isalnum, text))
        self.letters += letters
        self.bold += letters if look.bold else 0
        self.underlined += letters if look.underlined else 0
        for counts, colour in ((self.colours, look.colour), (self.fills, look.fill)):
            if colour and letters:
                counts[colour] = counts.get(colour, 0) + letters

    @property
    def text(self) -> str:
        return "".join(self.printed)

    @property
    def all_bold(self) -> bool:
        return self.letters > 0 and self.bold == self.letters

    @property
    def all_underlined(self) -> bool:
        return self.letters > 0 and self.underlined == self.letters

    @property
    def main_colour(self) -> str | None:
        """The text colour of all the letters but a few."""
        return _main(self.colours, self.letters)

    @property
    def main_fill(self) -> str | None:
        """The colour behind all the letters but a few."""
        return _main(self.fills, self.letters)

    @classmethod
    def together(cls, all_words: Iterable[Words]) -> Words:
        """The looks of several paragraphs counted as one."""
        whole = cls()
        for words in all_words:
            whole.letters += words.letters
            for counts, more in ((whole.colours, words.colours), (whole.fills, words.fills)):
                for colour, number in more.items():
                    counts[colour] = counts.get(colour, 0) + number
        return whole


def _main(counts: dict[str, int], letters: int) -> str | None:
    colour, number = max(counts.items(), key=lambda item: item[1], default=(None, 0))
    return colour if letters and number * 10 >= letters * 9 else None
