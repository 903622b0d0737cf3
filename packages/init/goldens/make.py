"""Writes goldens.json: draws by an independent Threefry in Python, and the fans that Keras computes.

    python -m venv venv && venv/bin/pip install numpy==2.4.6 keras==3.15.1
    venv/bin/python goldens/make.py
"""

import ast
import importlib.metadata
import importlib.util
import json
import math
from pathlib import Path

import numpy as np

MASK = 0xFFFFFFFF


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


def uniform(seed, n):
    words = [threefry2x32((0, seed), (0, i)) for i in range(n)]
    return [((high >> 5) * 2**26 + (low >> 6)) / 2**53 for high, low in words]


def normal(seed, n):
    u = uniform(seed, n + n % 2)
    pairs = [(math.sqrt(-2 * math.log(1 - a)), 2 * math.pi * b) for a, b in zip(u[::2], u[1::2])]
    return [value for r, t in pairs for value in (r * math.cos(t), r * math.sin(t))][:n]


def float32(values):
    return [float(np.float32(v)) for v in values]


def keras_compute_fans():
    """Keras' own function, taken from its file: importing keras needs a whole framework, this function needs none."""
    package = Path(importlib.util.find_spec("keras").origin).parent
    tree = ast.parse((package / "src/initializers/random_initializers.py").read_text())
    tree.body = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "compute_fans"]
    scope = {}
    exec(compile(tree, "keras", "exec"), scope)
    return scope["compute_fans"]


SHAPES = [[], [5], [784, 500], [3, 16, 32], [5, 5, 1, 20], [3, 3, 16, 32], [2, 3, 4, 5, 6]]

limit = math.sqrt(6 / (3 + 4))
compute_fans = keras_compute_fans()
goldens = {
    "keras": importlib.metadata.version("keras"),
    "glorotUniform [3,4] seed 42": float32(limit * (2 * u - 1) for u in uniform(42, 12)),
    "normal [7] seed 42 mean 1 standardDeviation 2": float32(1 + 2 * z for z in normal(42, 7)),
    "fans": [{"shape": shape, "fans": list(compute_fans(tuple(shape)))} for shape in SHAPES],
}
Path(__file__).with_name("goldens.json").write_text(json.dumps(goldens, indent=2, ensure_ascii=False) + "\n")
