"""Writes cases.json: what scikit-learn, SciPy and torchmetrics compute of a few small sets, case by case.

    python -m venv venv && venv/bin/pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1 torch==2.15.0 torchmetrics==1.9.0
    venv/bin/python goldens/cases.py
"""

import json
import math
import warnings
from pathlib import Path

import numpy as np
import scipy.special
import scipy.stats
import sklearn.metrics as sk
import torch
import torchmetrics.functional as tm
from sklearn.calibration import calibration_curve
from sklearn.preprocessing import label_binarize

warnings.simplefilter("ignore")  # 0/0 is asked for on purpose
rng = np.random.default_rng(11)
SIZE, CLASSES = 60, 4

# Multi-class: labels, logits with ties (one decimal), weights. In `absent` class 3 is neither true nor predicted, class 1 never predicted.
labels = rng.integers(0, CLASSES, SIZE)
logits = np.round(rng.normal(0, 1, (SIZE, CLASSES)) + 1.5 * np.eye(CLASSES)[labels], 1)
weights = np.round(rng.uniform(0, 3, SIZE), 3)
weights[:5] = [0, 1, 2, 0, 3]
probabilities = scipy.special.softmax(logits, axis=1)
predicted = logits.argmax(axis=1)
absent_labels = rng.integers(0, 3, SIZE)
absent_predicted = rng.choice([0, 2], SIZE)
# Binary: scores with many ties, none of them, and all equal.
truth = rng.integers(0, 2, SIZE)
ties = np.round(np.clip(rng.normal(0.35 + 0.3 * truth, 0.3), 0, 1), 1)
fine = np.round(np.clip(rng.normal(0.4 + 0.2 * truth, 0.25), 0.01, 0.99), 4)
# Regression: one decimal for tied ranks, and a large offset.
values = np.round(rng.normal(0, 2, SIZE), 1)
estimates = np.round(values + rng.normal(0.2, 1, SIZE), 1)

data = {
    "multiclass": {"labels": labels, "predictions": logits, "weights": weights},
    "probabilities": {"labels": labels, "predictions": probabilities, "weights": weights},
    "absent": {"labels": absent_labels, "predictions": absent_predicted, "weights": weights},
    "ties": {"labels": truth, "predictions": ties, "weights": weights},
    "fine": {"labels": truth, "predictions": fine, "weights": weights},
    "equal": {"labels": truth, "predictions": np.full(SIZE, 0.5), "weights": weights},
    "values": {"labels": values, "predictions": estimates, "weights": weights},
    "offset": {"labels": 1e6 + values, "predictions": 1e6 + estimates, "weights": weights},
    "constantTruth": {"labels": np.full(SIZE, 3.0), "predictions": estimates, "weights": weights},
    "constantPrediction": {"labels": values, "predictions": np.full(SIZE, 3.0), "weights": weights},
}
cases = []


def plain(value):
    """NaN and infinities as strings, arrays as lists."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    value = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def case(source, metric, options, name, expected, weighted=False):
    cases.append(
        {"source": source, "metric": metric, "options": plain(options), "data": name, "weighted": weighted, "expected": plain(expected)}
    )


def both(source, metric, options, name, compute):
    """Without weights and with them."""
    case(source, metric, options, name, compute(None))
    case(source, metric, options, name, compute(weights), weighted=True)


ALL = list(range(CLASSES))
for name, y, p in [("multiclass", labels, predicted), ("absent", absent_labels, absent_predicted)]:
    classes = {"classes": CLASSES}
    both("sklearn", "accuracy", {}, name, lambda w: sk.accuracy_score(y, p, sample_weight=w))
    for adjusted in [False, True]:
        options = {**classes, "adjusted": adjusted}
        both("sklearn", "balancedAccuracy", options, name, lambda w: sk.balanced_accuracy_score(y, p, sample_weight=w, adjusted=adjusted))
    for normalize, theirs in [("none", None), ("truth", "true"), ("prediction", "pred"), ("all", "all")]:
        options = {**classes, "normalize": normalize}
        both("sklearn", "confusionMatrix", options, name, lambda w: sk.confusion_matrix(y, p, labels=ALL, sample_weight=w, normalize=theirs))
    for average in ["micro", "macro", "weighted", "none"]:
        theirs = None if average == "none" else average
        for zero in [0.0, 1.0, math.nan]:
            options = {**classes, "average": average, "zeroDivision": zero}
            common = {"labels": ALL, "average": theirs, "zero_division": zero}
            both("sklearn", "precision", options, name, lambda w: sk.precision_score(y, p, sample_weight=w, **common))
            both("sklearn", "recall", options, name, lambda w: sk.recall_score(y, p, sample_weight=w, **common))
            for beta in [1, 0.5, 2]:
                both("sklearn", "fBeta", {**options, "beta": beta}, name, lambda w: sk.fbeta_score(y, p, beta=beta, sample_weight=w, **common))
        for zero in [0, 1]:
            options = {**classes, "average": average, "zeroDivision": zero}
            common = {"labels": ALL, "average": theirs, "zero_division": zero}
            both("sklearn", "intersectionOverUnion", options, name, lambda w: sk.jaccard_score(y, p, sample_weight=w, **common))
    both("sklearn", "matthewsCorrelation", classes, name, lambda w: sk.matthews_corrcoef(y, p, sample_weight=w))
    for kind in ["none", "linear", "quadratic"]:
        theirs = None if kind == "none" else kind
        options = {**classes, "weights": kind}
        both("sklearn", "cohenKappa", options, name, lambda w: sk.cohen_kappa_score(y, p, labels=ALL, weights=theirs, sample_weight=w))
    t, q = torch.tensor(p), torch.tensor(y)
    case("torchmetrics", "matthewsCorrelation", classes, name, tm.matthews_corrcoef(t, q, task="multiclass", num_classes=CLASSES))
    for kind in ["none", "linear", "quadratic"]:
        kappa = tm.cohen_kappa(t, q, task="multiclass", num_classes=CLASSES, weights=None if kind == "none" else kind)
        case("torchmetrics", "cohenKappa", {**classes, "weights": kind}, name, kappa)
    matrix = tm.confusion_matrix(t, q, task="multiclass", num_classes=CLASSES)
    case("torchmetrics", "confusionMatrix", classes, name, matrix)

# Scores without ties, where every definition agrees.
untied = logits + np.arange(SIZE * CLASSES).reshape(SIZE, CLASSES) * 1e-6
data["untied"] = {"labels": labels, "predictions": untied, "weights": weights}
for k in [1, 2, 3]:
    both("sklearn", "topKAccuracy", {"k": k}, "untied", lambda w: sk.top_k_accuracy_score(labels, untied, k=k, labels=ALL, sample_weight=w))
    top = tm.accuracy(torch.tensor(untied), torch.tensor(labels), task="multiclass", num_classes=CLASSES, top_k=k, average="micro")
    case("torchmetrics", "topKAccuracy", {"k": k}, "untied", top)

for name in ["ties", "fine", "equal"]:
    s = data[name]["predictions"]
    both("sklearn", "rocAuc", {}, name, lambda w: sk.roc_auc_score(truth, s, sample_weight=w))
    both("sklearn", "averagePrecision", {}, name, lambda w: sk.average_precision_score(truth, s, sample_weight=w))
    for drop in [False, True]:
        def roc(w, drop=drop):
            fpr, tpr, thresholds = sk.roc_curve(truth, s, sample_weight=w, drop_intermediate=drop)
            return {"thresholds": thresholds, "falsePositiveRate": fpr, "truePositiveRate": tpr}
        both("sklearn", "rocCurve", {"dropIntermediate": drop}, name, roc)
    def pr(w):
        precision, recall, thresholds = sk.precision_recall_curve(truth, s, sample_weight=w)
        return {"thresholds": thresholds, "precision": precision, "recall": recall}
    both("sklearn", "precisionRecallCurve", {}, name, pr)
    case("torchmetrics", "rocAuc", {}, name, tm.auroc(torch.tensor(s), torch.tensor(truth), task="binary"))
    case("torchmetrics", "averagePrecision", {}, name, tm.average_precision(torch.tensor(s), torch.tensor(truth), task="binary"))
one_hot = label_binarize(labels, classes=ALL)
for average in ["macro", "weighted", "none"]:
    theirs = None if average == "none" else average
    options = {"classes": CLASSES, "average": average}
    both("sklearn", "rocAuc", options, "probabilities", lambda w: sk.roc_auc_score(labels, probabilities, multi_class="ovr", average=theirs, sample_weight=w)
         if theirs != "weighted" or w is None else sk.roc_auc_score(one_hot, probabilities, average=theirs, sample_weight=w))
    both("sklearn", "averagePrecision", options, "probabilities", lambda w: sk.average_precision_score(one_hot, probabilities, average=theirs, sample_weight=w))

probability = {"fromLogits": False}
binary = {"fromLogits": False, "binary": True}
both("sklearn", "logLoss", probability, "probabilities", lambda w: sk.log_loss(labels, probabilities, sample_weight=w))
both("sklearn", "logLoss", {"fromLogits": True}, "multiclass", lambda w: sk.log_loss(labels, probabilities, sample_weight=w))
both("sklearn", "logLoss", binary, "fine", lambda w: sk.log_loss(truth, fine, sample_weight=w))
both("sklearn", "brierScore", probability, "probabilities", lambda w: sk.brier_score_loss(labels, probabilities, sample_weight=w))
both("sklearn", "brierScore", {"fromLogits": True}, "multiclass", lambda w: sk.brier_score_loss(labels, probabilities, sample_weight=w))
both("sklearn", "brierScore", binary, "fine", lambda w: sk.brier_score_loss(truth, fine, sample_weight=w))
for bins in [5, 15]:
    for kind, norm in [("expectedCalibrationError", "l1"), ("maximumCalibrationError", "max")]:
        multi = tm.calibration_error(torch.tensor(probabilities), torch.tensor(labels), task="multiclass", num_classes=CLASSES, n_bins=bins, norm=norm)
        case("torchmetrics", kind, {**probability, "bins": bins}, "probabilities", multi)
        two = tm.calibration_error(torch.tensor(fine), torch.tensor(truth), task="binary", n_bins=bins, norm=norm)
        case("torchmetrics", kind, {**binary, "bins": bins}, "fine", two)
    accuracy, confidence = calibration_curve(truth, fine, n_bins=bins)
    case("sklearn", "reliabilityCurve", {**binary, "bins": bins}, "fine", {"accuracy": accuracy, "confidence": confidence})


def weighted_pearson(a, b, w):
    w = np.ones(SIZE) if w is None else w
    c = np.cov(a, b, aweights=w, ddof=0)
    return c[0, 1] / math.sqrt(c[0, 0] * c[1, 1])


for name in ["values", "offset", "constantTruth", "constantPrediction"]:
    y, p = data[name]["labels"], data[name]["predictions"]
    both("sklearn", "meanSquaredError", {}, name, lambda w: sk.mean_squared_error(y, p, sample_weight=w))
    both("sklearn", "rootMeanSquaredError", {}, name, lambda w: sk.root_mean_squared_error(y, p, sample_weight=w))
    both("sklearn", "meanAbsoluteError", {}, name, lambda w: sk.mean_absolute_error(y, p, sample_weight=w))
    both("sklearn", "meanAbsolutePercentageError", {}, name, lambda w: sk.mean_absolute_percentage_error(y, p, sample_weight=w))
    # scikit-learn rounds the weighted mean of equal values, and so finds a spread of 1e-31 among them: no reference there.
    spread = case if name == "constantTruth" else both
    for metric, score in [("r2", sk.r2_score), ("explainedVariance", sk.explained_variance_score)]:
        spread("sklearn", metric, {}, name, score(y, p) if spread is case else lambda w: score(y, p, sample_weight=w))
    case("scipy", "pearsonCorrelation", {}, name, scipy.stats.pearsonr(y, p).statistic)
    case("scipy", "spearmanCorrelation", {}, name, scipy.stats.spearmanr(y, p).statistic)
case("numpy", "pearsonCorrelation", {}, "values", weighted_pearson(values, estimates, weights), weighted=True)
twice = rng.integers(0, 4, SIZE)
data["repeated"] = {"labels": values, "predictions": estimates, "weights": twice}
repeated = scipy.stats.spearmanr(np.repeat(values, twice), np.repeat(estimates, twice)).statistic
case("scipy", "spearmanCorrelation", {}, "repeated", repeated, weighted=True)
t, q = torch.tensor(estimates), torch.tensor(values)
case("torchmetrics", "pearsonCorrelation", {}, "values", tm.pearson_corrcoef(t, q))
case("torchmetrics", "spearmanCorrelation", {}, "values", tm.spearman_corrcoef(t, q))
case("torchmetrics", "r2", {}, "values", tm.r2_score(t, q))
case("torchmetrics", "explainedVariance", {}, "values", tm.explained_variance(t, q))

out = {"data": {name: plain(item) for name, item in data.items()}, "cases": cases}
Path(__file__).with_name("cases.json").write_text(json.dumps(out, separators=(",", ":")) + "\n")
print(len(cases), "cases")
