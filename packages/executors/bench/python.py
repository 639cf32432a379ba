"""One scenario of the benchmark with Python's own pools; prints {contender: {column: figure}} as JSON."""

import json
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

WORKERS = 2


def noop(n):
    return n


def spin(microseconds):
    end = time.perf_counter() + microseconds / 1e6
    while time.perf_counter() < end:
        pass
    return microseconds


def echo(value):
    return value


def ms(work):
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def start_up(make, workers):
    start = time.perf_counter()
    pool = make(workers)
    for future in [pool.submit(spin, 100) for _ in range(workers)]:
        future.result()
    elapsed = (time.perf_counter() - start) * 1000
    pool.shutdown()
    return elapsed


def scenario(name, make, chunked):
    if name == "start-up":
        return {"1 worker, .ts": start_up(make, 1), "2 workers, .ts": start_up(make, 2)}
    with make(WORKERS) as pool:
        for future in [pool.submit(spin, 2000) for _ in range(8)]:
            future.result()
        list(pool.map(noop, range(2000), **chunked))
        if name == "noop":
            queued = ms(lambda: [f.result() for f in [pool.submit(noop, n) for n in range(20000)]])
            return {
                "20,000 queued": 20000 / queued,
                "map of 20,000": 20000 / ms(lambda: list(pool.map(noop, range(20000), **chunked))),
            }
        if name == "round-trip":
            samples = sorted(ms(lambda: pool.submit(noop, 1).result()) * 1000 for _ in range(2000))
            return {"p50": samples[1000], "p99": samples[1980]}
        if name == "bytes":
            data = bytes(64 << 20)
            return {"copied": ms(lambda: pool.submit(echo, data).result())}
        if name in ("100us", "1ms"):
            each, count = (100, 5000) if name == "100us" else (1000, 600)
            took = ms(lambda: list(pool.map(spin, [each] * count, **chunked)))
            return {"% of 2 cores": each * count / 1000 / (took * WORKERS) * 100}
        if name == "queue":
            return {"ms": ms(lambda: [f.result() for f in [pool.submit(noop, n) for n in range(100000)]])}
    return {}


if __name__ == "__main__":
    version = ".".join(map(str, sys.version_info[:2]))
    name = sys.argv[1]
    # 64 no-ops are a good chunk; of longer tasks it is one.
    chunked = {"chunksize": 64 if name in ("noop", "round-trip") else 8 if name == "100us" else 1}
    print(json.dumps({
        f"Python {version} processes": scenario(name, ProcessPoolExecutor, chunked),
        f"Python {version} threads": scenario(name, ThreadPoolExecutor, {}),
    }))
