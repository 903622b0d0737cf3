"""Writes goldens.json: the gradients of a small network in double precision, as PyTorch computes them.

    python -m venv venv && venv/bin/pip install torch==2.15.0
    venv/bin/python goldens/make.py

The values are multiples of 1/64, so float32 and JSON have them exactly.
"""

import json
from pathlib import Path

import torch

torch.set_default_dtype(torch.float64)
generator = torch.Generator().manual_seed(0)


def draw(*shape):
    return torch.randint(-64, 65, shape, generator=generator).double() / 64


names = ["x", "conv", "bias", "scale", "offset", "dense"]
shapes = [(2, 6, 6, 2), (3, 3, 2, 3), (3,), (3,), (3,), (27, 4)]
values = {name: draw(*shape).requires_grad_() for name, shape in zip(names, shapes)}
labels = torch.tensor([1, 3])


def loss(x, conv, bias, scale, offset, dense):
    """NHWC and HWIO outside, NCHW and OIHW inside."""
    h = torch.nn.functional.conv2d(x.permute(0, 3, 1, 2), conv.permute(3, 2, 0, 1), bias, padding=1)
    h = torch.nn.functional.batch_norm(h, None, None, scale, offset, training=True, eps=2**-10)
    h = torch.nn.functional.max_pool2d(torch.tanh(h), 2).permute(0, 2, 3, 1).reshape(2, -1)
    return torch.nn.functional.cross_entropy(torch.nn.functional.softplus(h @ dense), labels)


value = loss(**values)
value.backward()
goldens = {
    "torch": torch.__version__,
    "loss": value.item(),
    "values": {name: {"shape": list(v.shape), "data": v.detach().flatten().tolist()} for name, v in values.items()},
    "gradients": {name: v.grad.flatten().tolist() for name, v in values.items()},
}
Path(__file__).with_name("goldens.json").write_text(json.dumps(goldens) + "\n")
