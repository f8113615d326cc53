"""An import that ends between two papers of one file goes on with the papers that are left."""

from __future__ import annotations

import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from extractor import store
from extractor.errors import StoreError
from extractor.importer import Request, import_papers
from extractor.store.save import SaveResult, save

MINUTES = "Harbourne Council\n\nScrutiny Panel, 4 March 2025. Minutes.\n\nRESOLVED that the Head of {} report in June."
POSTS = ("Fostering", "Adoption", "Early Help")


@pytest.fixture
def message(tmp_path: Path) -> Path:
    """A message with two papers and an archive of one attached."""
    path = tmp_path / "mail" / "papers.eml"
    path.parent.mkdir()
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "clerk@example.org", "The papers"
    mail.set_content("They are attached.")
    first, second, third = (MINUTES.format(post).encode() for post in POSTS)
    mail.add_attachment(first, maintype="text", subtype="plain", filename="a.txt")
    mail.add_attachment(second, maintype="text", subtype="plain", filename="b.txt")
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("c.txt", third)
    packed = (tmp_path / "c.zip").read_bytes()
    mail.add_attachment(packed, maintype="application", subtype="zip", filename="c.zip")
    path.write_bytes(mail.as_bytes())
    return path


def imported(path: Path, paper: Path) -> str:
    """What the database says after an import of the paper."""
    db = store.open_database(path)
    import_papers(db, Request((paper,)))
    said = store.fingerprint(db)
    store.close(db)
    return said


@pytest.mark.parametrize("kept", range(4))
def test_a_message_whose_papers_were_half_stored_is_read_again(
    message: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    quiet = imported(tmp_path / "quiet.db", message)
    left = iter(range(kept))

    def until_full(*arguments: object) -> SaveResult:
        if next(left, None) is None:
            raise StoreError("the disk is full")
        return save(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "save", until_full)
    with pytest.raises(StoreError):
        imported(tmp_path / "x.db", message)
    monkeypatch.undo()
    assert imported(tmp_path / "x.db", message) == quiet


def test_an_import_that_ended_before_the_papers_were_linked_links_them_when_it_is_run_again(
    message: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet = imported(tmp_path / "quiet.db", message)

    def full(*_: object, **__: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(store, "relink", full)
    with pytest.raises(StoreError):
        imported(tmp_path / "x.db", message)
    monkeypatch.undo()
    assert imported(tmp_path / "x.db", message) == quiet
