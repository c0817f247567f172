"""From texts to label probabilities: the tagger as one call."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.extract.tagger.crf import Floats, Model, emissions, hot_pieces, load_model, marginals
from kg.extract.tagger.features import PAD, features
from kg.extract.tagger.words import Wordlist, lexicon_words
from kg.vocab.lexicon import Lexicon


class Tagger(NamedTuple):
    """A trained model and the word lists its features need."""

    model: Model
    words: Wordlist
    surnames: npt.NDArray[np.bool_]

    def tag(self, folded: Sequence[str]) -> list[Floats]:
        """Return, for each folded text, the probability of each label at each character."""
        joined = "".join(PAD + text + PAD for text in folded)
        scores = emissions(self.model, features(joined, self.words, self.surnames))
        probabilities = marginals(self.model, scores, hot_pieces(joined, scores))
        out, at = [], 0
        for text in folded:
            at += len(PAD)
            out.append(probabilities[at : at + len(text)])
            at += len(text) + len(PAD)
        return out


def make_tagger(lexicon: Lexicon, path: Path) -> Tagger:
    """Load the model and compile the lexicon for it."""
    return Tagger(load_model(path), lexicon_words(lexicon), surname_flags(lexicon))


def surname_flags(lexicon: Lexicon) -> npt.NDArray[np.bool_]:
    """Return for each code point below 65,536 whether it is a surname of one character."""
    flags = np.zeros(0x10000, dtype=np.bool_)
    for concept in lexicon.concepts:
        if concept.type == "Surname":
            flags[[ord(name) for name in concept.weak if len(name) == 1]] = True
    return flags
