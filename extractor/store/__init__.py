"""The database: open it, save papers whole, link them, keep what people decide, ask, search, back up.

Whoever has the SQLite file needs none of this to read it; whoever writes it goes through these functions.
"""

from extractor.store.backup import backup, check, misplaced
from extractor.store.connection import Store, close, connect, open_database, own_files, raw, transaction
from extractor.store.decisions import Action, decide, decide_all, gone, replay, undo
from extractor.store.fingerprint import fingerprint, fingerprints
from extractor.store.questions import Question, how_to_answer, open_questions
from extractor.store.relink import LinkResult, relink
from extractor.store.reports import ask, question
from extractor.store.runs import finish_run, known, record_failure, start_run
from extractor.store.save import SaveResult, save, save_name
from extractor.store.search import Hit, search

__all__ = [
    "Action",
    "Hit",
    "LinkResult",
    "Question",
    "SaveResult",
    "Store",
    "ask",
    "backup",
    "check",
    "close",
    "connect",
    "decide",
    "decide_all",
    "fingerprint",
    "fingerprints",
    "finish_run",
    "gone",
    "how_to_answer",
    "known",
    "misplaced",
    "open_database",
    "open_questions",
    "own_files",
    "question",
    "raw",
    "record_failure",
    "relink",
    "replay",
    "save",
    "save_name",
    "search",
    "start_run",
    "transaction",
    "undo",
]
