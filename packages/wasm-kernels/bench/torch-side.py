"""PyTorch as one side of the benchmark: reads one JSON request a line, answers with one JSON line.

The networks, weights and inputs are those of the other sides (values.mjs); layouts are PyTorch's own (channels first).
"""

import itertools
import json
import math
import resource
import sys
import time

import torch
from torch.nn import functional

GOLDEN = 0x9E3779B1
MIX = 0x85EBCA6B
WORD = 0xFFFFFFFF
BIAS_SCALE = 0.05
COPIES = 8
PATIENCE = 5

ACTIVATE = {"relu": torch.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "none": lambda x: x}


def uniform_values(shape, seed, scale):
    size = math.prod(shape)
    bits = torch.arange(size, dtype=torch.int64) + ((seed * MIX) & WORD)
    bits = ((bits & WORD) * GOLDEN) & WORD
    bits = ((bits ^ (bits >> 15)) * MIX) & WORD
    bits = bits ^ (bits >> 13)
    return ((bits.double() / 2**31 - 1) * scale).float().reshape(shape)


def weight_scale(shape):
    return math.sqrt(6 / math.prod(shape[:-1]))


def make_weight(layer, seed):
    """A weight of [height, width, in, out] or [in, out], laid out as PyTorch has it."""
    shape = layer["weight"]
    values = uniform_values(shape, seed, weight_scale(shape))
    if layer["type"] == "conv":
        return values.permute(3, 2, 0, 1).contiguous()
    if len(layer["input"]) == 3:
        # The others flatten height, width, channels; PyTorch flattens channels, height, width.
        return values.reshape(*layer["input"], shape[1]).permute(3, 2, 0, 1).reshape(shape[1], -1).contiguous()
    return values.t().contiguous()


def make_parameters(layers):
    parameters = []
    for i, layer in enumerate(layers):
        if "weight" not in layer:
            parameters.append(())
            continue
        weight = make_weight(layer, 2 * i + 1)
        bias = uniform_values([layer["weight"][-1]], 2 * i + 2, BIAS_SCALE)
        parameters.append((weight.requires_grad_(), bias.requires_grad_()))
    return parameters


def apply_layer(layer, h, parameters):
    if layer["type"] == "pool":
        return functional.max_pool2d(h, 2, 2)
    weight, bias = parameters
    if layer["type"] == "conv":
        padding = layer["kernel"] // 2 if layer["padding"] == "same" else 0
        h = functional.conv2d(h, weight, bias, padding=padding)
    else:
        h = functional.linear(h.flatten(1), weight, bias)
    return ACTIVATE[layer["activation"]](h)


def make_optimizer(name, parameters, rate):
    """The fused kind, PyTorch's fastest, where this PyTorch has it for the CPU."""
    make = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[name]
    try:
        return make(parameters, lr=rate, fused=True)
    except (RuntimeError, TypeError):
        return make(parameters, lr=rate)


def training_step(layers, batch, optimizer="sgd", rate=1e-3, **_):
    parameters = make_parameters(layers)
    rule = make_optimizer(optimizer, [p for pair in parameters for p in pair], rate)
    x = uniform_values([batch, *layers[0]["input"]], 0, 1)
    if x.dim() == 4:
        x = x.permute(0, 3, 1, 2).contiguous()
    labels = torch.arange(batch) % layers[-1]["output"][0]

    def step():
        rule.zero_grad()
        h = x
        for layer, pair in zip(layers, parameters):
            h = apply_layer(layer, h, pair)
        loss = functional.cross_entropy(h, labels)
        loss.backward()
        rule.step()
        return loss

    return step


def optimizer_update(shapes, optimizer, rate=1e-6, **_):
    parameters = [uniform_values(shape, i, 1).requires_grad_() for i, shape in enumerate(shapes)]
    for i, parameter in enumerate(parameters):
        parameter.grad = uniform_values(parameter.shape, i + 100, 1)
    return make_optimizer(optimizer, parameters, rate).step


def matrix_product(m, k, n, transposeA=False, transposeB=False, **_):
    a = uniform_values([k, m] if transposeA else [m, k], 1, 1)
    a = a.t() if transposeA else a
    # As many right operands as the other sides have, so that it lies in the same level of memory.
    shape = [n, k] if transposeB else [k, n]
    copies = itertools.cycle([uniform_values(shape, 2, 1) for _ in range(COPIES)])
    return lambda: torch.matmul(a, next(copies).t() if transposeB else next(copies))


MAKE = {"matMul": matrix_product, "step": training_step, "update": optimizer_update}


def milliseconds(run, shortest):
    """Wall time and processor time of one call, from calls that together last `shortest` (clocks.mjs does the same)."""
    start, start_on_processor = time.perf_counter(), time.process_time()
    count = 0
    while True:
        run()
        count += 1
        wall = (time.perf_counter() - start) * 1000
        cpu = (time.process_time() - start_on_processor) * 1000
        if cpu >= shortest or wall >= PATIENCE * shortest:
            return {"wall": wall / count, "cpu": cpu / count}


def describe():
    """The libraries it was built with, in its own words."""
    lines = [line.strip(" -").split(" for Intel")[0].split(" (Git")[0] for line in torch.__config__.show().splitlines()]
    libraries = [line for line in lines if "Math Kernel Library" in line or "OpenBLAS" in line or "MKL-DNN" in line]
    return {"version": torch.__version__, "libraries": libraries, "capability": torch.backends.cpu.get_cpu_capability()}


def answer(request, prepared):
    if request["ask"] == "describe":
        return describe()
    if request["ask"] == "prepare":
        work = request["work"]
        prepared[work["name"]] = MAKE[work["kind"]](**work)
        return {}
    run = prepared[request["name"]]
    if request["ask"] == "loss":
        return {"loss": run().item()}
    return {**milliseconds(run, request["shortest"]), "rssBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}


def main():
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    prepared = {}
    for line in sys.stdin:
        try:
            reply = answer(json.loads(line), prepared)
        except Exception as error:  # The bench prints why a side cannot do some work.
            reply = {"reason": f"{type(error).__name__}: {error}"}
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
