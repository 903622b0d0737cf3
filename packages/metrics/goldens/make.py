"""Writes goldens.json with scikit-learn and NumPy.

    python -m venv venv && venv/bin/pip install numpy==2.4.6 scikit-learn==1.9.1
    venv/bin/python goldens/make.py
"""

import json
import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import sklearn
from sklearn.metrics import accuracy_score, confusion_matrix, log_loss

CLASSES, SIZE = 5, 40
rng = np.random.default_rng(7)
labels = rng.integers(0, CLASSES - 1, SIZE)  # the last class never occurs
# Three decimals keep the file small; the tail has very sure rows, right and wrong.
logits = np.round(rng.normal(0, 3, (SIZE, CLASSES)) * np.where(np.arange(SIZE) < 30, 1, 12)[:, None], 3)
shifted = logits - logits.max(axis=1, keepdims=True)
log_probabilities = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
probabilities = np.exp(log_probabilities)
predicted = logits.argmax(axis=1)
label_probability = probabilities[np.arange(SIZE), labels]

values = np.round(rng.normal(0, 1, 30) * 10.0 ** rng.integers(-8, 9, 30), 9).tolist()
weights = np.round(rng.uniform(0, 3, 30), 3).tolist()

goldens = {
    "sklearn": sklearn.__version__,
    "labels": labels.tolist(),
    "logits": logits.tolist(),
    "predicted": predicted.tolist(),
    "accuracy": accuracy_score(labels, predicted),
    "confusionMatrix": confusion_matrix(labels, predicted, labels=range(CLASSES)).tolist(),
    # scikit-learn clips at 2.2e-16, which no probability here falls under.
    "logLoss": log_loss(labels[:30], probabilities[:30], labels=range(CLASSES)),
    "logLossAll": float(np.mean(-log_probabilities[np.arange(SIZE), labels])),
    "logLossClipped": float(np.mean(-np.log(np.maximum(label_probability, 1e-6)))),
    "values": values,
    "weights": weights,
    "exactSum": math.fsum(values),
    # Each sum is the true one, rounded once.
    "weightedMean": float(sum(Fraction(w) * Fraction(x) for w, x in zip(weights, values))) / math.fsum(weights),
}
assert probabilities[:30].min() > 1e-15
Path(__file__).with_name("goldens.json").write_text(json.dumps(goldens) + "\n")
