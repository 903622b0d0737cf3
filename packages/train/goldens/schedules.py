"""Writes schedules.json: the learning rates of PyTorch's schedulers. Run: pip install torch==2.* && python schedules.py"""

import json
import warnings
from pathlib import Path

import torch
from torch.optim import lr_scheduler as lr

warnings.simplefilter("ignore")
RATE, COUNT = 0.3, 60


def rates(make, base=RATE, count=COUNT):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base)
    scheduler = make(optimizer)
    path = []
    for _ in range(count):
        path.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return [float(rate) for rate in path]


def plateau(values, **options):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=RATE)
    scheduler = lr.ReduceLROnPlateau(optimizer, **options)
    path = []
    for value in values:
        scheduler.step(value)
        path.append(float(optimizer.param_groups[0]["lr"]))
    return path


torch.manual_seed(11)
noisy = (1 / (1 + 0.3 * torch.arange(40.0, dtype=torch.float64)) + 0.05 * torch.randn(40, dtype=torch.float64)).tolist()
noisy[20] = float("nan")
PLATEAUS = [
    ({"mode": "min", "patience": 2}, {"mode": "min", "patience": 2}),
    (
        {"mode": "max", "factor": 0.5, "patience": 1, "cooldown": 3, "minRate": 0.01},
        {"mode": "max", "factor": 0.5, "patience": 1, "cooldown": 3, "min_lr": 0.01},
    ),
    (
        {"mode": "min", "patience": 0, "threshold": 0.05, "thresholdMode": "absolute", "epsilon": 1e-3},
        {"mode": "min", "patience": 0, "threshold": 0.05, "threshold_mode": "abs", "eps": 1e-3},
    ),
    (
        {"mode": "min", "factor": 0.3, "patience": 3, "threshold": 0.1},
        {"mode": "min", "factor": 0.3, "patience": 3, "threshold": 0.1},
    ),
]


def one_cycle(**options):
    return rates(lambda o: lr.OneCycleLR(o, max_lr=RATE, total_steps=COUNT, cycle_momentum=False, **options))


golden = {
    "source": f"PyTorch {torch.__version__}, schedules.py",
    "rate": RATE,
    "schedules": {
        "constant": rates(lambda o: lr.ConstantLR(o, factor=0.25, total_iters=7)),
        "linear": rates(lambda o: lr.LinearLR(o, start_factor=0.1, total_iters=12)),
        "linearDown": rates(lambda o: lr.LinearLR(o, start_factor=1.0, end_factor=0.2, total_iters=12)),
        "step": rates(lambda o: lr.StepLR(o, step_size=13, gamma=0.4)),
        "milestones": rates(lambda o: lr.MultiStepLR(o, milestones=[5, 6, 30], gamma=0.4)),
        "exponential": rates(lambda o: lr.ExponentialLR(o, gamma=0.93)),
        "polynomial": rates(lambda o: lr.PolynomialLR(o, total_iters=40, power=2.5)),
        "cosine": rates(lambda o: lr.CosineAnnealingLR(o, T_max=25, eta_min=0.002)),
        "cosineRestarts": rates(lambda o: lr.CosineAnnealingWarmRestarts(o, T_0=7, T_mult=2, eta_min=0.002)),
        "cosineEqualRestarts": rates(lambda o: lr.CosineAnnealingWarmRestarts(o, T_0=9)),
        "oneCycle": one_cycle(),
        "oneCycleLinear": one_cycle(pct_start=0.45, anneal_strategy="linear", div_factor=10, final_div_factor=50),
        "oneCycleThreePhases": one_cycle(pct_start=0.4, three_phase=True),
        "warmUpThenCosine": rates(
            lambda o: lr.SequentialLR(
                o,
                [lr.LinearLR(o, start_factor=0.1, total_iters=5), lr.CosineAnnealingLR(o, T_max=55)],
                milestones=[5],
            )
        ),
        "three": rates(
            lambda o: lr.SequentialLR(
                o,
                [
                    lr.ConstantLR(o, factor=0.1, total_iters=100),
                    lr.ExponentialLR(o, gamma=0.9),
                    lr.StepLR(o, step_size=8, gamma=0.5),
                ],
                milestones=[10, 30],
            )
        ),
    },
    "plateau": {
        "values": ["NaN" if value != value else value for value in noisy],
        "cases": [{"options": ours, "rates": plateau(noisy, **theirs)} for ours, theirs in PLATEAUS],
    },
}
Path(__file__).with_name("schedules.json").write_text(json.dumps(golden, indent=1) + "\n")
