"""The database: open it, save papers whole, link them, keep what people decide, ask, search, back up.

Whoever has the SQLite file needs none of this to read it; whoever writes it goes through these functions.
"""

from extractor.store.backup import backup, check, misplaced
from extractor.store.connection import Store, close, connect, open_database, own_files, raw, transaction
from extractor.store.decisions import Action, decide, decide_all, gone, replay, undo
from extractor.store.fingerprint import fingerprint, fingerprints
from extractor.store.given import given_of, keep_given
from extractor.store.public import lay_over, left_out
from extractor.store.publishing import Published, doubts, publish
from extractor.store.questions import Question, how_to_answer, open_questions
from extractor.store.relink import deciding, relink
from extractor.store.reports import ask, question, reckoned
from extractor.store.runs import dismissed, finish_run, is_interrupted, known, record_failure, start_run
from extractor.store.save import SaveResult, save, save_name
from extractor.store.search import Hit, search
from extractor.store.slice import narrow_to_council, narrow_to_thread
from extractor.store.withheld import Withheld, closed_rows, summary, withheld

__all__ = [
    "Action",
    "Hit",
    "Published",
    "Question",
    "SaveResult",
    "Store",
    "Withheld",
    "ask",
    "backup",
    "check",
    "close",
    "closed_rows",
    "connect",
    "decide",
    "decide_all",
    "deciding",
    "dismissed",
    "doubts",
    "fingerprint",
    "fingerprints",
    "finish_run",
    "given_of",
    "gone",
    "how_to_answer",
    "is_interrupted",
    "keep_given",
    "known",
    "lay_over",
    "left_out",
    "misplaced",
    "narrow_to_council",
    "narrow_to_thread",
    "open_database",
    "open_questions",
    "own_files",
    "publish",
    "question",
    "raw",
    "reckoned",
    "record_failure",
    "relink",
    "replay",
    "save",
    "save_name",
    "search",
    "start_run",
    "summary",
    "transaction",
    "undo",
    "withheld",
]
