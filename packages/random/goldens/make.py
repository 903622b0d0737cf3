"""Writes goldens.json: draws by an independent implementation, with integers or with 50 decimal digits.

    python -m venv venv && venv/bin/pip install mpmath==1.3.0
    venv/bin/python goldens/make.py
"""

import json
from pathlib import Path

from mpmath import cos, erfc, findroot, log, mp, mpf, pi, sin, sqrt

mp.dps = 50
MASK = 0xFFFFFFFF
ATTEMPT = 0x10000000


def threefry2x32(key, counter):
    """Salmon et al. 2011, 20 rounds."""
    schedule = [key[0], key[1], key[0] ^ key[1] ^ 0x1BD11BDA]
    rotations = [13, 15, 26, 6, 17, 29, 16, 24]
    x0, x1 = (counter[0] + schedule[0]) & MASK, (counter[1] + schedule[1]) & MASK
    for r in range(20):
        x0 = (x0 + x1) & MASK
        s = rotations[r % 8]
        x1 = ((x1 << s | x1 >> (32 - s)) & MASK) ^ x0
        if r % 4 == 3:
            i = r // 4 + 1
            x0 = (x0 + schedule[i % 3]) & MASK
            x1 = (x1 + schedule[(i + 1) % 3] + i) & MASK
    return x0, x1


def bits(seed, index, attempt=0):
    """53 random bits of a counter, as an integer."""
    key = (seed >> 32, seed & MASK)
    if attempt > 0:
        key = threefry2x32(key, (ATTEMPT, attempt))
    high, low = threefry2x32(key, (index >> 32, index & MASK))
    return (high >> 5 << 26) + (low >> 6)


def unit(seed, index):
    return mpf(bits(seed, index)) / 2**53


def integer(seed, index, count):
    bucket, attempt = 2**53 // count, 0
    while bits(seed, index, attempt) // bucket >= count:
        attempt += 1
    return bits(seed, index, attempt) // bucket


def permutation(seed, n):
    order = list(range(n))
    for place in reversed(range(1, n)):
        chosen = integer(seed, place, place + 1)
        order[place], order[chosen] = order[chosen], order[place]
    return order


def shuffled_front(seed, n, k):
    order = list(range(n))
    for place in range(k):
        chosen = place + integer(seed, place, n - place)
        order[place], order[chosen] = order[chosen], order[place]
    return order[:k]


def earliest(seed, weights, k):
    times = [-log(1 - unit(seed, i)) / w if w > 0 else mp.inf for i, w in enumerate(weights)]
    return sorted(range(len(weights)), key=lambda i: times[i])[:k]


def normal(seed, index):
    pair = index - index % 2
    radius = sqrt(-2 * log(1 - unit(seed, pair)))
    angle = 2 * pi * unit(seed, pair + 1)
    return radius * (sin(angle) if index % 2 else cos(angle))


def upper_tail(x):
    return erfc(mpf(x) / sqrt(mpf(2))) / 2


def truncated(seed, index, lower, upper):
    """In the upper tail or about the middle: found by bisection, with no inverse function to trust."""
    above = upper_tail(upper) + (1 - unit(seed, index)) * (upper_tail(lower) - upper_tail(upper))
    return findroot(lambda z: upper_tail(z) / above - 1, (lower, upper), solver="bisect", tol=1e-25, maxsteps=400)


def doubles(values):
    return [float(value) for value in values]


FAR = 2**40 + 1
TRUNCATIONS = [[-2, 2], [-0.5, 3], [5, 6], [20, 25], [-9, -3]]
WEIGHTS = [0.5, 2, 0, 1, 3, 0.25, 1, 4]
goldens = {
    "uniform": [{"seed": seed, "start": start, "bits": [bits(seed, start + i) for i in range(6)]}
                for seed, start in [(42, 0), (2**53 - 1, 0), (42, 2**32 - 3), (7, FAR)]],
    "normal": [{"seed": seed, "start": start, "values": doubles(normal(seed, start + i) for i in range(40))}
               for seed, start in [(42, 0), (42, 7), (7, FAR)]],
    "truncatedNormal": [{"lower": lower, "upper": upper,
                         "values": doubles(truncated(3, i, lower, upper) for i in range(40))}
                        for lower, upper in TRUNCATIONS],
    "integers": [{"below": below, "values": [integer(5, i, below) for i in range(12)]}
                 for below in [1, 6, 10**9, 2**52 + 1, 3 * 2**51]],
    "permutation": [{"n": n, "order": permutation(8, n)} for n in [1, 10, 600]],
    "distinct": [{"n": n, "k": k, "indices": shuffled_front(8, n, k)} for n, k in [(10, 10), (1000, 600)]],
    "earliest": {"weights": WEIGHTS, "indices": earliest(8, WEIGHTS, 7)},
    "upperTail": [{"x": x, "value": float(upper_tail(x))}
                  for x in [-8, -1, 0, 0.01, 1, 1.999, 2, 3, 5, 8, 20, 37, 37.5]],
}
Path(__file__).with_name("goldens.json").write_text(json.dumps(goldens, indent=1) + "\n")
