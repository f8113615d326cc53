"""A tokenizer whose cost grows with the text and nothing else.

spaCy's own tokenizer takes quadratic time on runs of underscores, brackets and quotes, which minutes are full
of (signature lines, blank forms), and is the dearest step of a rules-only pipeline. This one splits words from
marks by one regular expression and splits possessives as spaCy does, so that token patterns written for spaCy's
English tokenizer match here too.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.tokens import Doc
from spacy.vocab import Vocab

_RUNS = "|".join(re.escape(mark) + "++" for mark in ".,'’()/:;-–—‘“”\"?!*•·…&[]<>=+~#%@^`|\\{}$£§")
# A word without its possessive, a possessive, a run of one of the usual marks or any other mark, with the single space
# behind it if there is one; or white space that stands otherwise. What may be there is quicker looked for as "this or
# nothing" than as "this, once at most".
_TOKEN = re.compile(rf"(?:\w++(?:['’](?!s\b)\w++(?:['’]\w++)*+|)|['’]s\b|{_RUNS}|[^\w\s])(?: (?! )|)|(?: (?! )|\s++)")


class LinearTokenizer:
    """Callable that turns a text into a spaCy `Doc` with `doc.text == text`."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        found = _TOKEN.findall(text)
        words = {token: token.rstrip() or token for token in dict.fromkeys(found)}
        spaces = {token: word != token for token, word in words.items()}
        # Most words come often, and spaCy need not be asked for the number of one more than once.
        numbers: dict[str, Any] = {token: self.vocab.strings.add(word) for token, word in words.items()}
        return Doc(self.vocab, words=[numbers[token] for token in found], spaces=[spaces[token] for token in found])
