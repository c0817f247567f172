"""From texts to label probabilities: the tagger as one call."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.extract.hashing import Numbers
from kg.extract.tagger.crf import Floats, Model, emissions, hot_pieces, load_model, marginals
from kg.extract.tagger.features import features
from kg.extract.tagger.words import Cover, Wordlist, dictionary, lexicon_words
from kg.vocab.lexicon import Lexicon


class Tagger(NamedTuple):
    """A trained model and the word lists its features need."""

    model: Model
    words: Wordlist
    surnames: npt.NDArray[np.bool_]

    def tag(self, joined: str) -> tuple[Floats, Cover]:
        """Return the probability of each label at each character, and the dictionary's words.

        ``joined`` is the folded text of a batch (:class:`kg.extract.batch.Batch`).
        """
        numbers, words = character_features(joined, self.words, self.surnames)
        scores = emissions(self.model, numbers)
        return marginals(self.model, scores, hot_pieces(joined, scores)), words


def character_features(
    joined: str, lexicon: Wordlist, surnames: npt.NDArray[np.bool_]
) -> tuple[Numbers, Cover]:
    """Return what the tagger sees of each character of a folded text, and the dictionary's words."""
    words = dictionary().cover(joined)
    return features(joined, words, lexicon.cover(joined), surnames), words


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
