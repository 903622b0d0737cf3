"""PyTorch as one side of the benchmark: reads one JSON request a line, answers with one JSON line.

The networks, weights and inputs are those of the other sides (values.mjs); layouts are PyTorch's own (channels first).
"""

import json
import math
import os
import resource
import sys
import time

import torch
from torch.nn import functional

GOLDEN = 0x9E3779B1
MIX = 0x85EBCA6B
WORD = 0xFFFFFFFF
BIAS_SCALE = 0.05

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


def make_optimizer(name, parameters, rate, fused):
    make = {
        "sgd": lambda: torch.optim.SGD(parameters, lr=rate, fused=fused),
        "adam": lambda: torch.optim.Adam(parameters, lr=rate, fused=fused),
    }
    return make[name]()


def training_step(layers, batch, optimizer="sgd", rate=1e-3, layout="first", fused=True, **_):
    parameters = make_parameters(layers)
    rule = make_optimizer(optimizer, [p for pair in parameters for p in pair], rate, fused)
    x = uniform_values([batch, *layers[0]["input"]], 0, 1)
    if x.dim() == 4:
        x = x.permute(0, 3, 1, 2)
        x = x.contiguous(memory_format=torch.channels_last if layout == "last" else torch.contiguous_format)
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


def optimizer_update(shapes, optimizer, rate=1e-6, fused=True, **_):
    parameters = [uniform_values(shape, i, 1).requires_grad_() for i, shape in enumerate(shapes)]
    for i, parameter in enumerate(parameters):
        parameter.grad = uniform_values(parameter.shape, i + 100, 1)
    return make_optimizer(optimizer, parameters, rate, fused).step


def matrix_product(m, k, n, transposeA=False, transposeB=False, **_):
    a = uniform_values([k, m] if transposeA else [m, k], 1, 1)
    b = uniform_values([n, k] if transposeB else [k, n], 2, 1)
    a = a.t() if transposeA else a
    b = b.t() if transposeB else b
    return lambda: torch.matmul(a, b)


MAKE = {"matMul": matrix_product, "step": training_step, "update": optimizer_update}


def milliseconds(run, shortest):
    """Wall time and time on a processor of one call, from calls that together last `shortest`."""
    start, start_on = time.perf_counter(), time.process_time()
    count = 0
    while True:
        run()
        count += 1
        elapsed = (time.perf_counter() - start) * 1000
        if elapsed >= shortest:
            return {"wall": elapsed / count, "cpu": (time.process_time() - start_on) * 1000 / count}


def describe():
    blas = "oneDNN" if torch.backends.mkldnn.is_available() else "none"
    config = torch.__config__.show()
    library = next((line.strip(" -") for line in config.splitlines() if "Math Kernel Library" in line or "OpenBLAS" in line), "")
    onednn = next((line.strip(" -").split(" (")[0] for line in config.splitlines() if "MKL-DNN" in line), "")
    return {"version": torch.__version__, "blas": library, "dnn": onednn or blas, "capability": torch.backends.cpu.get_cpu_capability()}


def answer(request, prepared):
    if request["ask"] == "describe":
        return describe()
    if request["ask"] == "prepare":
        work = request["work"]
        prepared[work["name"]] = MAKE[work["kind"]](**work)
        return {}
    run = prepared[request["name"]]
    if request["ask"] == "losses":
        return {"losses": [run().item() for _ in range(request["count"])]}
    with torch.set_grad_enabled(request.get("gradients", True)):
        times = milliseconds(run, request["shortest"])
    return {**times, "rssBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}


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
