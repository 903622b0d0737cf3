"""Writes goldens.json: draws by an independent Threefry in Python, and what Keras and PyTorch compute for the same weights.

    python -m venv venv && venv/bin/pip install numpy==2.4.6 keras==3.15.1 torch==2.15.0
    venv/bin/python goldens/make.py
"""

import ast
import importlib.metadata
import importlib.util
import json
import math
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import numpy as np
import torch

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


def keras_initializers():
    """Keras' own file without its imports (importing keras needs a whole framework), its generator replaced by a recorder."""

    def record(distribution):
        return lambda shape, seed=None, dtype=None, **arguments: {"distribution": distribution, **arguments}

    class RandomInitializer:
        def __init__(self, seed=None):
            self.seed = seed

    package = Path(importlib.util.find_spec("keras").origin).parent
    tree = ast.parse((package / "src/initializers/random_initializers.py").read_text())
    tree.body = [
        node
        for node in tree.body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name != "RandomInitializer"
    ]
    scope = {
        "math": math,
        "keras_export": lambda *names: lambda exported: exported,
        "random": SimpleNamespace(
            truncated_normal=record("truncatedNormal"), normal=record("normal"), uniform=record("uniform")
        ),
        "RandomInitializer": RandomInitializer,
    }
    exec(compile(tree, "keras", "exec"), scope)
    return scope


def keras_cases(scope):
    for shape in [[784, 500], [5, 5, 1, 20], [3, 3, 16, 32], [7], [3, 16, 32]]:
        for name in ["GlorotUniform", "GlorotNormal", "HeUniform", "HeNormal", "LecunUniform", "LecunNormal"]:
            recorded = scope[name]()(tuple(shape))
            yield {"name": name[0].lower() + name[1:], "shape": shape, **recorded}


def torch_cases():
    """What PyTorch's functions ask of the generator for weights [out, in, ...spatial]."""
    calls = []

    def uniform_(tensor, low, high, generator=None):
        calls.append({"distribution": "uniform", "maxval": high})
        return tensor

    def normal_(tensor, mean, deviation, generator=None):
        calls.append({"distribution": "normal", "stddev": deviation})
        return tensor

    init = torch.nn.init
    with mock.patch.object(torch.Tensor, "uniform_", uniform_), mock.patch.object(torch.Tensor, "normal_", normal_):
        for shape in [[500, 784], [32, 16, 3, 3], [20, 1, 5, 5]]:
            weight = torch.empty(shape)
            for gain in [1.0, 5 / 3]:
                for name, draw in [("glorotUniform", init.xavier_uniform_), ("glorotNormal", init.xavier_normal_)]:
                    draw(weight, gain=gain)
                    yield {"name": name, "shape": shape, "options": {"gain": gain}, **calls.pop()}
            for slope in [0, 0.2]:
                for mode, torch_mode in [("fanIn", "fan_in"), ("fanOut", "fan_out")]:
                    for name, draw in [("heUniform", init.kaiming_uniform_), ("heNormal", init.kaiming_normal_)]:
                        draw(weight, a=slope, mode=torch_mode)
                        yield {"name": name, "shape": shape, "options": {"mode": mode, "slope": slope}, **calls.pop()}


GAINS = [["linear"], ["conv2d"], ["conv_transpose3d"], ["sigmoid"], ["tanh"], ["relu"], ["leaky_relu"],
         ["leaky_relu", 0.2], ["leaky_relu", 0], ["leaky_relu", -1.5], ["selu"]]


def torch_dirac(shape, groups):
    """Of PyTorch's weight [out, in / groups, ...spatial] as [...spatial, in / groups, out]."""
    *spatial, inputs, outputs = shape
    weight = torch.nn.init.dirac_(torch.empty(outputs, inputs, *spatial), groups)
    values = np.moveaxis(weight.numpy(), [0, 1], [-1, -2])
    return {"shape": shape, "groups": groups, "ones": np.flatnonzero(values).tolist(), "sum": float(values.sum())}


def torch_zeros(rows, sparsity):
    weight = torch.nn.init.sparse_(torch.empty(rows, 3), sparsity)
    return {"rows": rows, "sparsity": sparsity, "zeros": int((weight == 0).sum(0)[0])}


def orthogonal(seed, rows, columns):
    """QR by LAPACK of the same normal draws, column by column, with a positive diagonal of R."""
    long, short = max(rows, columns), min(rows, columns)
    q, r = np.linalg.qr(np.array(normal(seed, long * short)).reshape(short, long).T)
    q *= np.sign(np.diag(r))
    return {"shape": [rows, columns], "values": float32((q if rows >= columns else q.T).flat)}


SHAPES = [[], [5], [784, 500], [3, 16, 32], [5, 5, 1, 20], [3, 3, 16, 32], [2, 3, 4, 5, 6]]

limit = math.sqrt(6 / (3 + 4))
keras = keras_initializers()
compute_fans = keras["compute_fans"]
goldens = {
    "keras": importlib.metadata.version("keras"),
    "glorotUniform [3,4] seed 42": float32(limit * (2 * u - 1) for u in uniform(42, 12)),
    "normal [7] seed 42 mean 1 standardDeviation 2": float32(1 + 2 * z for z in normal(42, 7)),
    "torch": torch.__version__,
    "keras initializers": list(keras_cases(keras)),
    "torch initializers": list(torch_cases()),
    "gains": [{"activation": name, "slope": slope, "gain": torch.nn.init.calculate_gain(name, *slope)}
              for name, *slope in GAINS],
    "dirac": [torch_dirac(shape, groups)
              for shape, groups in [([3, 2, 2], 1), ([3, 3, 2, 5], 1), ([5, 4, 3], 1), ([3, 3, 3, 2, 6], 3), ([1, 3, 3, 2], 2)]],
    "sparse": [torch_zeros(rows, sparsity) for rows, sparsity in [(10, 0.25), (7, 0.5), (5, 0), (5, 1), (100, 0.9)]],
    "orthogonal seed 42": [orthogonal(42, *shape) for shape in [(4, 4), (6, 3), (3, 6), (40, 40)]],
    "fans": [{"shape": shape, "fans": list(compute_fans(tuple(shape)))} for shape in SHAPES],
}
Path(__file__).with_name("goldens.json").write_text(json.dumps(goldens, indent=2, ensure_ascii=False) + "\n")
