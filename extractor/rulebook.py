"""Reads and checks `models/`: what a person could suggest by quoting a phrase.

A rule file is TOML with a list of `[[rule]]`. Each rule has an `id`, the `label` of the cue that it finds,
`phrases` (plain words) or `patterns` (spaCy's token patterns), `where` in a block it may stand, `examples` it
must find and `not_examples` it must leave alone. Everything else under `models/` is a table that one module
reads by name with `table()`.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from extractor.errors import RulebookError

Where = Literal["anywhere", "start", "end", "whole"]
TokenPattern = list[dict[str, Any]]


class Rule(BaseModel):
    """One rule: the cue `label` stands where one of `patterns` or `phrases` matches.

    `where` says in which part of a block's words (its number or bullet aside): anywhere in it, at its start, at
    its end, or as the whole of it. `reason` is for a reader who wonders why the rule exists.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    label: str
    phrases: list[str] = Field(default_factory=list)
    patterns: list[TokenPattern] = Field(default_factory=list)
    where: Where = "anywhere"
    confidence: float = Field(default=0.9, gt=0, le=1)
    reason: str = ""
    examples: list[str] = Field(min_length=1)
    not_examples: list[str] = Field(default_factory=list)

    @model_validator(mode="after")
    def _says_something(self) -> Rule:
        if not self.phrases and not self.patterns:
            raise ValueError("a rule needs 'phrases' or 'patterns'")
        return self


@dataclass(frozen=True)
class Rulebook:
    """All of `models/`, checked: the cue rules, and the folders its tables are read from."""

    folders: tuple[Path, ...]
    rules: tuple[Rule, ...]
    _tables: dict[str, dict[str, Any]] = field(default_factory=dict, repr=False, compare=False)

    def table(self, name: str) -> dict[str, Any]:
        """The TOML table `<name>.toml`, read once and changed by nobody; a clerk's own folder beside the shipped one
        wins where both have it."""
        if name not in self._tables:
            self._tables[name] = self._table(name)
        return self._tables[name]

    def _table(self, name: str) -> dict[str, Any]:
        for folder in reversed(self.folders):
            path = folder / f"{name}.toml"
            if path.is_file():
                return _read(path)
        raise RulebookError(f"there is no {name}.toml", "Restore it from the release", filename=str(self.folders[0]))

    def tables(self, folder_name: str) -> list[dict[str, Any]]:
        """Every TOML table of a folder under `models/`, in the order of file names."""
        return [_read(path) for folder in self.folders for path in sorted((folder / folder_name).glob("*.toml"))]

    def path(self, name: str) -> Path:
        """A file under `models/` that is not TOML, such as a CSV of facts."""
        return next(folder / name for folder in reversed(self.folders) if (folder / name).exists())

    @cached_property
    def sha256(self) -> str:
        """One hash over every file of the rulebook: equal hashes mean equal rules."""
        digest = hashlib.sha256()
        for folder in self.folders:
            for path in sorted(p for p in folder.rglob("*") if p.is_file()):
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()


def load(own: str | None = None) -> Rulebook:
    """The shipped rulebook, with a clerk's `own` folder of the same layout laid over it."""
    return _load(own)


@lru_cache(maxsize=4)
def _load(own: str | None) -> Rulebook:
    folders = (shipped(), _checked(Path(own))) if own else (shipped(),)
    rules = [
        rule for folder in folders for path in sorted((folder / "rules").glob("*.toml")) for rule in read_rules(path)
    ]
    seen: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in seen:
            raise RulebookError(f"two rules have the id '{rule.id}'", "Give your own another id")
        seen[rule.id] = rule
    return Rulebook(folders, tuple(rules))


def _checked(own: Path) -> Path:
    """The folder, if it holds anything that is read: a clerk whose rules are passed over must be told."""
    if not own.is_dir():
        raise RulebookError("there is no such folder of rules", "Check its name", filename=str(own))
    if not any((shipped() / path.relative_to(own)).parent.is_dir() for path in own.glob("*/*.toml")) and not any(
        (shipped() / path.name).is_file() for path in own.iterdir()
    ):
        raise RulebookError(
            "there are no rules in this folder", "Put them into rules/NAME.toml in it", filename=str(own)
        )
    return own


def shipped() -> Path:
    """The folder of the rulebook that came with this installation: in the package, or beside it in a checkout."""
    packaged = Path(__file__).parent / "_models"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "models"


def read_rules(path: Path) -> list[Rule]:
    """The rules of one file. Raises RulebookError with the file, the rule and the key that is wrong."""
    rules = []
    entries = _read(path).get("rule", [])
    if not isinstance(entries, list) or not all(isinstance(raw, dict) for raw in entries):
        raise RulebookError("'rule' is not a list", "Begin each rule with a line [[rule]]", filename=str(path))
    for position, raw in enumerate(entries, start=1):
        try:
            rules.append(Rule.model_validate(raw))
        except ValidationError as error:
            first = error.errors()[0]
            key = ".".join(str(part) for part in first["loc"])
            name = raw.get("id", f"number {position}")
            raise RulebookError(f"rule {name}: {key}: {first['msg']}", "Mend the rule", filename=str(path)) from error
    return rules


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))  # Notepad puts a mark in front
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RulebookError(f"not valid TOML: {error}", "Mend the line it names", filename=str(path)) from error
