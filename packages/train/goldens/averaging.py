"""Writes averaging.json: the moving average of PyTorch's AveragedModel, and its clipped gradients, in float64.
Run: pip install torch==2.* && python averaging.py"""

import json
from pathlib import Path

import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

torch.manual_seed(5)
DECAY, STEPS, SIZE = 0.9, 12, 4
layer = torch.nn.Linear(SIZE, 1, bias=False).double()
averaged = AveragedModel(layer, multi_avg_fn=get_ema_multi_avg_fn(DECAY))
weights, averages = [], []
for _ in range(STEPS):
    with torch.no_grad():
        layer.weight += 0.5 * torch.randn_like(layer.weight)
    averaged.update_parameters(layer)
    weights.append(layer.weight.flatten().tolist())
    averages.append(averaged.module.weight.flatten().tolist())

gradients = [3 * torch.randn(3, 2, dtype=torch.float64), torch.randn(2, dtype=torch.float64)]


def clipped(norm, value):
    parameters = [torch.zeros_like(gradient, requires_grad=True) for gradient in gradients]
    for parameter, gradient in zip(parameters, gradients):
        parameter.grad = gradient.clone()
    if value is not None:
        torch.nn.utils.clip_grad_value_(parameters, value)
    if norm is not None:
        torch.nn.utils.clip_grad_norm_(parameters, norm)
    options = {} if norm is None else {"norm": norm}
    return {
        "options": options if value is None else {**options, "value": value},
        "weight": parameters[0].grad.tolist(),
        "bias": parameters[1].grad.tolist(),
    }


golden = {
    "source": f"PyTorch {torch.__version__}, averaging.py",
    "decay": DECAY,
    "weights": weights,
    "averages": averages,
    "gradients": {"weight": gradients[0].tolist(), "bias": gradients[1].tolist()},
    "clipped": [clipped(1.5, None), clipped(100.0, None), clipped(None, 0.7), clipped(1.0, 0.7)],
}
Path(__file__).with_name("averaging.json").write_text(json.dumps(golden, indent=1) + "\n")
