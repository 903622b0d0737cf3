"""Writes losses.json: losses of PyTorch in float64 and their gradients. Run: pip install torch==2.* && python losses.py"""

import json
from pathlib import Path

import torch
from torch.nn import functional as F

torch.manual_seed(7)
BATCH, CLASSES = 5, 4
CLASS_WEIGHTS = [0.5, 2.0, 0.0, 1.25]
labels = torch.tensor([1, 3, 0, 2, 1])
logits = 3 * torch.randn(BATCH, CLASSES, dtype=torch.float64)
binary_logits = 4 * torch.randn(BATCH, 3, dtype=torch.float64)
binary_targets = torch.randint(0, 2, (BATCH, 3), dtype=torch.float64)
predictions = 2 * torch.randn(BATCH, 2, dtype=torch.float64)
targets = torch.randn(BATCH, 2, dtype=torch.float64)
log_variances = torch.randn(BATCH, 2, dtype=torch.float64)


def case(loss, inputs, **options):
    values = inputs.clone().requires_grad_()
    mean = loss(values, "mean")
    mean.backward()
    each = loss(inputs, "none")
    return {
        "options": options,
        "mean": mean.item(),
        "gradient": values.grad.flatten().tolist(),
        "none": each.reshape(BATCH, -1).mean(1).tolist(),
    }


def softmax(smoothing, weights):
    weight = None if weights is None else torch.tensor(weights, dtype=torch.float64)
    options = {"labelSmoothing": smoothing, **({} if weights is None else {"classWeights": weights})}
    return case(
        lambda z, how: F.cross_entropy(z, labels, weight=weight, label_smoothing=smoothing, reduction=how),
        logits,
        **options,
    )


def binary(smoothing, positive):
    y = binary_targets * (1 - smoothing) + smoothing / 2
    weight = torch.tensor(positive, dtype=torch.float64)
    return case(
        lambda z, how: F.binary_cross_entropy_with_logits(z, y, pos_weight=weight, reduction=how),
        binary_logits,
        labelSmoothing=smoothing,
        classWeights=[1, positive],
    )


def gaussian(full):
    def loss(z, how):
        mean, log_variance = z[:, :2], z[:, 2:]
        return F.gaussian_nll_loss(mean, targets, log_variance.exp(), full=full, eps=1e-12, reduction=how)

    return case(loss, torch.cat([predictions, log_variances], 1), full=full)


golden = {
    "source": f"PyTorch {torch.__version__}, losses.py",
    "labels": labels.tolist(),
    "logits": logits.tolist(),
    "binaryTargets": binary_targets.tolist(),
    "binaryLogits": binary_logits.tolist(),
    "targets": targets.tolist(),
    "predictions": predictions.tolist(),
    "logVariances": log_variances.tolist(),
    "softmaxCrossEntropy": [
        softmax(smoothing, weights)
        for smoothing in (0.0, 0.1, 1.0)
        for weights in (None, CLASS_WEIGHTS)
    ],
    "binaryCrossEntropy": [binary(smoothing, positive) for smoothing in (0.0, 0.2) for positive in (1.0, 3.5)],
    "meanSquaredError": [case(lambda z, how: F.mse_loss(z, targets, reduction=how), predictions)],
    "huber": [
        case(lambda z, how, d=delta: F.huber_loss(z, targets, delta=d, reduction=how), predictions, delta=delta)
        for delta in (0.3, 1.0, 2.5)
    ],
    "gaussianNll": [gaussian(full) for full in (False, True)],
}
Path(__file__).with_name("losses.json").write_text(json.dumps(golden, indent=1) + "\n")
