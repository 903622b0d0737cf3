"""The numpy side of bench.mjs: reads how many draws on the command line, writes seconds for each sampler as JSON.

Each figure is the best of several runs, a fresh array each time, as the other side is measured.
"""

import json
import math
import sys
import time

import numpy as np

COUNT, RUNS = int(sys.argv[1]), int(sys.argv[2])
LIMIT = math.sqrt(6 / (5000 + 5000))
DEVIATION = math.sqrt(2 / 5000)
generator = np.random.default_rng(1)


def best(draw):
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        draw()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def single_uniform():
    values = generator.random(COUNT, dtype=np.float32)
    values *= np.float32(2 * LIMIT)
    values -= np.float32(LIMIT)


def single_normal():
    values = generator.standard_normal(COUNT, dtype=np.float32)
    values *= np.float32(DEVIATION)


print(json.dumps({
    "version": np.__version__,
    "uniform": best(lambda: generator.uniform(-LIMIT, LIMIT, COUNT).astype(np.float32)),
    "uniform, single precision": best(single_uniform),
    "normal": best(lambda: generator.normal(0, DEVIATION, COUNT).astype(np.float32)),
    "normal, single precision": best(single_normal),
    "integers below 10": best(lambda: generator.integers(10, size=COUNT)),
    "permutation of a 25th": best(lambda: generator.permutation(COUNT // 25)),
}))
