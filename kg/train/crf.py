"""Training the tagger's CRF with CRFsuite, and writing it as a table of weights."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pycrfsuite

from kg.extract.tagger.crf import LABELS, pieces
from kg.extract.tagger.features import BUCKETS, PAD, Ints, features
from kg.extract.tagger.words import Wordlist
from kg.model import ENTITY_TYPES
from kg.train.data import GoldArticle
from kg.vocab.lexicon import fold


def labels_of(gold: GoldArticle) -> Ints:
    """Return the label number of each character of the article."""
    labels = np.zeros(len(gold.article.text), dtype=np.int64)
    for start, end, key in gold.spans:
        kind = ENTITY_TYPES.index(gold.entities[key].type)
        labels[start] = 2 * kind + 1
        labels[start + 1 : end] = 2 * kind + 2
    return labels


def train_crf(
    gold: Sequence[GoldArticle],
    lexicon: Wordlist,
    surnames: npt.NDArray[np.bool_],
    path: Path,
    *,
    c1: float = 0.05,
    c2: float = 0.1,
    iterations: int = 80,
    min_count: int = 2,
) -> None:
    """Train on the articles and write the model file.

    Parameters
    ----------
    c1, c2
        Weights of the L1 and L2 penalties (OWL-QN).
    iterations
        Of L-BFGS.
    min_count
        Features seen less often are left out.
    """
    encoded: list[tuple[Ints, Ints]] = []
    counts = np.zeros(BUCKETS, dtype=np.int32)
    for article in gold:
        text = PAD + article.article.text + PAD
        numbers = features(fold(text), lexicon, surnames)
        labels = np.pad(labels_of(article), len(PAD))
        counts += np.bincount(numbers.ravel(), minlength=len(counts)).astype(np.int32)
        encoded.extend((numbers[:, start:end], labels[start:end]) for start, end in pieces(text).tolist())
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {"c1": c1, "c2": c2, "max_iterations": iterations, "feature.possible_transitions": True}
    )
    for piece, labels in encoded:
        rows = [[str(f) for f in column if counts[f] >= min_count] for column in piece.T.tolist()]
        trainer.append(rows, [str(x) for x in labels.tolist()])
    crf_path = str(path) + ".crfsuite"
    trainer.train(crf_path)
    save_model(crf_path, path)
    Path(crf_path).unlink()


def save_model(crf_path: str, path: Path) -> None:
    """Turn a CRFsuite model into a table of weights in 16-bit floats."""
    tagger = pycrfsuite.Tagger()
    tagger.open(crf_path)
    info = tagger.info()
    weights: dict[int, dict[int, float]] = {}
    for (attribute, label), weight in info.state_features.items():
        weights.setdefault(int(attribute), {})[int(label)] = weight
    numbers = np.array(sorted(weights), dtype=np.int32)
    table = np.zeros((len(numbers), len(LABELS)), dtype=np.float32)
    for row, number in enumerate(numbers.tolist()):
        for label, weight in weights[number].items():
            table[row, label] = weight
    # A continuation follows only its own type; everything else is impossible.
    transitions = np.full((len(LABELS), len(LABELS)), -3.0, dtype=np.float32)
    for (before, after), weight in info.transitions.items():
        transitions[int(before), int(after)] = weight
    for after in range(2, len(LABELS), 2):
        allowed = (after - 1, after)
        for before in range(len(LABELS)):
            if before not in allowed:
                transitions[before, after] = -100.0
    np.savez_compressed(
        path,
        features=numbers,
        weights=table.astype(np.float16),
        scale=np.float32(1.0),
        transitions=transitions,
    )
