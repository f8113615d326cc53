"""What a clerk reads when something cannot be done: what is wrong, in which file and page, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "question"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that could not be done, or is doubtful; a row of the table `problems`.

    `code` is a short constant for programs ("no-text-layer"); `message` says to a person what is wrong and
    what to do next, and is never empty; `page` is 1-based, None where the file has no pages.
    """

    severity: Severity
    code: str
    message: str
    page: int | None = None


class ExtractorError(Exception):
    """Anything this tool refuses to do, with a message fit for the person who asked.

    `what` says what is wrong, `todo` what to do about it; `filename` and `page` say where. `str()` joins them
    into one line.
    """

    code = "failed"

    def __init__(self, what: str, todo: str = "", *, filename: str = "", page: int | None = None) -> None:
        super().__init__(what)
        self.what, self.todo, self.filename, self.page = what, todo, filename, page

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.filename, f"page {self.page}" if self.page else "") if part)
        sentence = f"{place}: {self.what}" if place else self.what
        return f"{sentence}. {self.todo}" if self.todo else sentence

    def as_problem(self) -> Problem:
        """The same thing as a row for the table `problems`; the file's name goes into its own column."""
        return Problem("error", self.code, f"{self.what}. {self.todo}".strip(), self.page)


class UnreadableFileError(ExtractorError):
    """The file is not a paper that can be read: empty, encrypted, damaged, or of another kind than its name says."""

    code = "unreadable"


class RulebookError(ExtractorError):
    """A file under models/ is not valid; the message names the file, the rule and the key."""

    code = "rulebook"


class StoreError(ExtractorError):
    """The database cannot be opened, read or written; what was stored before is unharmed."""

    code = "store"
