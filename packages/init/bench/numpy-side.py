"""The numpy side of bench.mjs: writes seconds for two weights of rows × columns, both on the command line, as JSON."""

import json
import math
import sys
import time

import numpy as np

ROWS, COLUMNS, RUNS = (int(argument) for argument in sys.argv[1:4])
LIMIT = math.sqrt(6 / (ROWS + COLUMNS))
DEVIATION = math.sqrt(2 / ROWS)
generator = np.random.default_rng(1)


def best(draw):
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        draw()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def single(draw, scale, shift):
    values = draw((ROWS, COLUMNS), dtype=np.float32)
    values *= np.float32(scale)
    values -= np.float32(shift)


def orthogonal(size):
    q, r = np.linalg.qr(generator.standard_normal((size, size)))
    return (q * np.sign(np.diag(r))).astype(np.float32)


print(json.dumps({
    "version": np.__version__,
    "glorotUniform": best(lambda: generator.uniform(-LIMIT, LIMIT, (ROWS, COLUMNS)).astype(np.float32)),
    "glorotUniform, numpy in single precision": best(lambda: single(generator.random, 2 * LIMIT, LIMIT)),
    "heNormal, normal": best(lambda: generator.normal(0, DEVIATION, (ROWS, COLUMNS)).astype(np.float32)),
    "heNormal, normal, numpy in single precision": best(lambda: single(generator.standard_normal, DEVIATION, 0)),
    "orthogonal 256": best(lambda: orthogonal(256)),
    "orthogonal 1024": best(lambda: orthogonal(1024)),
}))
