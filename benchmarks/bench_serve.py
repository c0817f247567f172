"""What `kg serve` bears: 64 clients at once for 60 seconds, on loopback.

    python benchmarks/bench_serve.py [--seconds 60] [--clients 64] [STORE]

Each client asks again as soon as it has been answered: the page, the JSON of the explorer, SPARQL. Prints
requests a second, the share of answers that were no 200, the median and 99th percentile of each kind, and
the memory of the server and its processes (proportional set size) before and after, in MB.
"""

from __future__ import annotations

import argparse
import http.client
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
SPARQL = "SELECT ?name { ?c a kg:Company ; rdfs:label ?name } ORDER BY ?name LIMIT 20"
KINDS = {
    "entity": (30, ("/api/entity?id=上海", "/api/entity?id=浦东新区")),
    "neighbors": (30, ("/api/neighbors?id=上海&limit=50", "/api/page/around?id=浦东新区")),
    "search": (28, ("/api/search?q=上海", "/api/search?q=机器人", "/api/search?q=pudong")),
    "page": (2, ("/",)),
    "sparql": (10, (f"/sparql?query={SPARQL}",)),
}
"""How often each kind is asked, in a hundred, and its addresses."""


class Load(NamedTuple):
    """What came of it: seconds of every answer by kind, how many had each status, MB before and after."""

    seconds: dict[str, list[float]]
    statuses: Counter[int | str]
    before: float
    after: float


def memory(process: int) -> float:
    """Return the memory of a process and all those it has started, in MB, or 0 where that is not told."""
    total, waiting = 0.0, [process]
    while waiting:
        one = waiting.pop()
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
            children = Path(f"/proc/{one}/task/{one}/children").read_text().split()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
        waiting += map(int, children)
    return total


def ask(port: int, seed: int, until: float, answers: list[tuple[str, float, int | str]]) -> None:
    """Ask one question after another until the time is over."""
    choice = random.Random(seed)
    kinds, weights = list(KINDS), [often for often, _ in KINDS.values()]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while time.monotonic() < until:
        kind = choice.choices(kinds, weights)[0]
        path = quote(choice.choice(KINDS[kind][1]), safe="/?=&")
        began = time.monotonic()
        status: int | str
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            status = answer.status
        except (OSError, http.client.HTTPException) as error:
            status = type(error).__name__
            connection.close()
        answers.append((kind, time.monotonic() - began, status))
    connection.close()


def loaded(port: int, process: int, clients: int, seconds: float) -> Load:
    """Have so many clients ask for so long; before that, once each, so that everything is warm."""
    warm: list[tuple[str, float, int | str]] = []
    ask(port, 0, time.monotonic() + min(5.0, seconds), warm)
    together(port, clients, min(5.0, seconds), warm)
    before = memory(process)
    answers: list[tuple[str, float, int | str]] = []
    together(port, clients, seconds, answers)
    times: defaultdict[str, list[float]] = defaultdict(list)
    for kind, took, _ in answers:
        times[kind].append(took)
    return Load(dict(times), Counter(status for _, _, status in answers), before, memory(process))


def together(port: int, clients: int, seconds: float, answers: list[tuple[str, float, int | str]]) -> None:
    """Run the clients side by side."""
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=ask, args=(port, n, until, answers)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main() -> None:
    """Serve, load, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", nargs="?", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--clients", type=int, default=64)
    chosen = parser.parse_args()
    kg = Path(sys.executable).with_name("kg")
    with tempfile.TemporaryDirectory() as folder:
        store = chosen.store or Path(folder) / "out"
        if not chosen.store:
            subprocess.run([kg, "build", ROOT / "data" / "articles.json", "-o", store, "-q"], check=True)
        command = [kg, "serve", "--port", "0", "--store", store]
        with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", bufsize=1) as server:
            assert server.stdout is not None
            port = int(server.stdout.readline().split("/")[2].rpartition(":")[2])
            try:
                found = loaded(port, server.pid, chosen.clients, chosen.seconds)
            finally:
                server.terminate()
    total = sum(found.statuses.values())
    print(f"{chosen.clients} clients, {chosen.seconds:g} s: {total / chosen.seconds:.0f} requests a second")
    print(f"no 200: {1 - found.statuses[200] / total:.2%}  ({dict(found.statuses)})")
    for kind, times in sorted(found.seconds.items()):
        times.sort()
        middle, late = times[len(times) // 2], times[int(len(times) * 0.99)]
        print(f"{kind:10} {len(times):6} answers, median {middle * 1000:7.0f} ms, p99 {late * 1000:7.0f} ms")
    everything = sorted(t for times in found.seconds.values() for t in times)
    print(f"all        p99 {everything[int(len(everything) * 0.99)] * 1000:.0f} ms")
    print(f"memory     {found.before:.0f} MB before, {found.after:.0f} MB after")


if __name__ == "__main__":
    main()
