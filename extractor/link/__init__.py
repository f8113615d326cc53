"""Follows one recommendation from paper to paper: items in, threads and links out, no database."""

from extractor.link.inference import Inference, infer_authority, restated
from extractor.link.items import Facts, Item, Link
from extractor.link.keys import keys_of
from extractor.link.mentions import Mention, closes, mentions_of
from extractor.link.pairs import come_backs, match_papers
from extractor.link.threads import Former, Thread, Threads, make_threads

__all__ = [
    "Facts",
    "Former",
    "Inference",
    "Item",
    "Link",
    "Mention",
    "Thread",
    "Threads",
    "closes",
    "come_backs",
    "infer_authority",
    "keys_of",
    "make_threads",
    "match_papers",
    "mentions_of",
    "restated",
]
