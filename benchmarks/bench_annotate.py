"""Annotating against jieba's tagger on the same text, in one process and run, on one core."""

from __future__ import annotations

import sys
import time
import warnings
from pathlib import Path

from kg.corpus.read import read_articles
from kg.model import Article
from kg.relate.annotate import annotate, make_annotator


def main(paths: list[str]) -> None:
    """Print characters a second of both, and the ratio; the best of three rounds of each, taken in turn."""
    warnings.simplefilter("ignore")
    import jieba
    import jieba.posseg

    jieba.setLogLevel(60)
    articles = [a for a in read_articles(paths) if isinstance(a, Article)]
    characters = sum(len(a.text) for a in articles)
    annotator = make_annotator()
    list(annotate(articles[:1], annotator))
    list(jieba.posseg.cut(articles[0].text))
    ours, theirs = [], []
    for _ in range(3):
        start = time.process_time()
        for _ in annotate(articles, annotator):
            pass
        ours.append(time.process_time() - start)
        start = time.process_time()
        for article in articles:
            for _ in jieba.posseg.cut(article.text):
                pass
        theirs.append(time.process_time() - start)
    print(f"kg annotate (names and relations)  {characters / min(ours):>12,.0f} characters/s")
    print(f"jieba.posseg.cut                   {characters / min(theirs):>12,.0f} characters/s")
    print(f"ratio                              {min(theirs) / min(ours):>12.2f}")


if __name__ == "__main__":
    main(sys.argv[1:] or [str(Path(__file__).parent.parent / "data" / "articles.json")])
