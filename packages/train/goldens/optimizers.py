"""Writes optimizers.json: 15 steps of PyTorch's optimisers in float64, with a learning rate that changes on the way.
Run: pip install torch==2.* && python optimizers.py"""

import json
from pathlib import Path

import torch

torch.manual_seed(3)
SIZE, STEPS = 7, 15
start = torch.randn(SIZE, dtype=torch.float64)
gradients = torch.randn(STEPS, SIZE, dtype=torch.float64) * torch.logspace(-2, 1, SIZE, dtype=torch.float64)
gradients[:, 3] *= torch.arange(STEPS, dtype=torch.float64) % 3  # zero at times
CASES = [
    ("sgd", "SGD", {"learningRate": 0.05}, {"lr": 0.05}),
    ("sgd", "SGD", {"learningRate": 0.05, "momentum": 0.9}, {"lr": 0.05, "momentum": 0.9}),
    (
        "sgd",
        "SGD",
        {"learningRate": 0.05, "momentum": 0.8, "nesterov": True},
        {"lr": 0.05, "momentum": 0.8, "nesterov": True},
    ),
    ("rmsProp", "RMSprop", {"learningRate": 0.02}, {"lr": 0.02}),
    (
        "rmsProp",
        "RMSprop",
        {"learningRate": 0.02, "decay": 0.9, "momentum": 0.7, "centered": True, "epsilon": 1e-3},
        {"lr": 0.02, "alpha": 0.9, "momentum": 0.7, "centered": True, "eps": 1e-3},
    ),
    ("adam", "Adam", {}, {}),
    (
        "adam",
        "Adam",
        {"learningRate": 0.1, "beta1": 0.8, "beta2": 0.95, "epsilon": 1e-2},
        {"lr": 0.1, "betas": (0.8, 0.95), "eps": 1e-2},
    ),
    ("adamW", "AdamW", {"learningRate": 0.05}, {"lr": 0.05}),
    ("adamW", "AdamW", {"learningRate": 0.05, "weightDecay": 0.3}, {"lr": 0.05, "weight_decay": 0.3}),
]


def run(name, options):
    parameter = start.clone().requires_grad_()
    optimizer = getattr(torch.optim, name)([parameter], **options)
    path = []
    for step in range(STEPS):
        if step == 10:
            optimizer.param_groups[0]["lr"] *= 0.5
        parameter.grad = gradients[step].clone()
        optimizer.step()
        path.append(parameter.tolist())
    return path


golden = {
    "source": f"PyTorch {torch.__version__}, optimizers.py",
    "start": start.tolist(),
    "gradients": gradients.tolist(),
    "halvedAfter": 10,
    "cases": [
        {"optimizer": ours, "options": options, "path": run(theirs, their_options)}
        for ours, theirs, options, their_options in CASES
    ],
}
Path(__file__).with_name("optimizers.json").write_text(json.dumps(golden, indent=1) + "\n")
