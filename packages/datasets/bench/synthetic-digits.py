"""How hard the synthetic digits are: a linear model, an MLP and a small CNN, each trained with Adam on 10,000 digits of
seed 1 and tested on 4,000 of seed 2.

    pnpm build && pip install jax optax numpy && python bench/synthetic-digits.py
"""

import subprocess
import tempfile
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import optax

WRITE = """
import { writeFileSync } from 'node:fs';
import { syntheticDigits } from '@gradlab/datasets';
for (const [name, size, seed] of [['train', 10000, 1], ['test', 4000, 2]]) {
  const start = performance.now();
  const { x, y } = syntheticDigits({ size, seed });
  console.log(name, size, 'digits drawn in', Math.round(performance.now() - start), 'ms');
  writeFileSync(process.argv[1] + '/' + name + '.x', x.data);
  writeFileSync(process.argv[1] + '/' + name + '.y', y.data);
}
"""


def digits():
    package = Path(__file__).parent.parent
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["node", "--input-type=module", "-e", WRITE, folder], check=True, cwd=package)
        for part in ("train", "test"):
            x = np.fromfile(f"{folder}/{part}.x", np.uint8).reshape(-1, 28, 28, 1).astype(np.float32) / 255
            yield x, np.fromfile(f"{folder}/{part}.y", np.uint8).astype(np.int32)


rng = np.random.default_rng(0)


def weight(*shape):
    return jnp.array(rng.normal(size=shape) * np.sqrt(2 / np.prod(shape[:-1])), jnp.float32)


def convolve(x, kernel):
    return jax.lax.conv_general_dilated(x, kernel, (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))


def pool(x):
    return jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")


def flat(x):
    return x.reshape(len(x), -1)


def linear(p, x):
    return flat(x) @ p["w"] + p["b"]


def mlp(p, x):
    return jax.nn.relu(flat(x) @ p["w1"] + p["b1"]) @ p["w2"] + p["b2"]


def cnn(p, x):
    h = pool(jax.nn.relu(convolve(x, p["k1"]) + p["c1"]))
    h = pool(jax.nn.relu(convolve(h, p["k2"]) + p["c2"]))
    return mlp(p, h)


def dense(n_in, hidden):
    return {"w1": weight(n_in, hidden), "b1": jnp.zeros(hidden), "w2": weight(hidden, 10), "b2": jnp.zeros(10)}


MODELS = {
    "linear": (linear, {"w": jnp.zeros((784, 10)), "b": jnp.zeros(10)}, 30),
    "mlp 784-256-10": (mlp, dense(784, 256), 20),
    "cnn 8c3-p-16c3-p-64-10": (
        cnn,
        {"k1": weight(3, 3, 1, 8), "c1": jnp.zeros(8), "k2": weight(3, 3, 8, 16), "c2": jnp.zeros(16), **dense(784, 64)},
        8,
    ),
}


def train(apply, params, epochs, x, y):
    optimiser = optax.adam(1e-3)

    def loss(p, xs, ys):
        return optax.softmax_cross_entropy_with_integer_labels(apply(p, xs), ys).mean()

    @jax.jit
    def step(p, state, xs, ys):
        updates, state = optimiser.update(jax.grad(loss)(p, xs, ys), state)
        return optax.apply_updates(p, updates), state

    state = optimiser.init(params)
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for i in range(0, len(x) - 63, 64):
            params, state = step(params, state, x[order[i : i + 64]], y[order[i : i + 64]])
    return params


(train_x, train_y), (test_x, test_y) = digits()
for name, (apply, params, epochs) in MODELS.items():
    params = train(apply, params, epochs, train_x, train_y)
    accuracy = float((apply(params, test_x).argmax(-1) == test_y).mean())
    print(f"{name}: {100 * accuracy:.1f} % after {epochs} epochs", flush=True)
