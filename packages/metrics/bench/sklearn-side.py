"""Least seconds of a few runs of scikit-learn, as JSON; called by bench.mjs."""

import json
import sys
import time

import numpy as np
from scipy.stats import pearsonr
from sklearn import metrics

size, classes, runs = map(int, sys.argv[1:])
rng = np.random.default_rng(1)
logits = rng.uniform(-3, 3, (size, classes)).astype(np.float32)
labels = rng.integers(0, classes, size)
truth = rng.uniform(0, 1, size).astype(np.float32)
guess = truth + logits[:, 0]


def softmax(z):
    e = np.exp(z.astype(np.float64) - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


work = {
    "accuracy": lambda: metrics.accuracy_score(labels, logits.argmax(axis=1)),
    "confusionMatrix": lambda: metrics.confusion_matrix(labels, logits.argmax(axis=1)),
    "logLoss": lambda: metrics.log_loss(labels, softmax(logits)),
    "meanSquaredError": lambda: metrics.mean_squared_error(truth, guess),
    "pearsonCorrelation": lambda: pearsonr(truth, guess),
    "rocAuc": lambda: metrics.roc_auc_score(labels % 2, guess),
}
out = {}
for name, run in work.items():
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    out[name] = min(times)
print(json.dumps(out))
