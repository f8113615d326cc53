"""A tokenizer whose cost grows with the text and nothing else.

spaCy's own tokenizer takes quadratic time on runs of underscores, brackets and quotes, which minutes are full
of (signature lines, blank forms), and is the dearest step of a rules-only pipeline. This one splits words from
marks by one regular expression and splits possessives as spaCy does, so that token patterns written for spaCy's
English tokenizer match here too.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc
from spacy.vocab import Vocab

# A word without its possessive, a possessive, a run of one mark, or white space other than a single space.
_TOKEN = re.compile(r"\w+(?=['’]s\b)|['’]s\b|\w+(?:['’]\w+)*|([^\w\s])\1*| (?! )|\s+")


class LinearTokenizer:
    """Callable that turns a text into a spaCy `Doc` with `doc.text == text`."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        for match in _TOKEN.finditer(text):
            token = match.group()
            if token == " " and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
            else:
                words.append(token)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)
