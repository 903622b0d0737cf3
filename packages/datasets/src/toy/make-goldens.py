"""Writes goldens.json: the circles and moons of scikit-learn, without noise, by class.

    python -m venv venv && venv/bin/pip install scikit-learn
    venv/bin/python src/toy/make-goldens.py
"""

import json
from pathlib import Path

import sklearn
from sklearn.datasets import make_circles, make_moons


def by_class(points, labels):
    return [[[float(x), float(y)] for (x, y), l in zip(points, labels) if l == label] for label in (0, 1)]


goldens = {
    "scikit-learn": sklearn.__version__,
    "circles": by_class(*make_circles(100, shuffle=False, factor=0.5)),
    "moons": by_class(*make_moons(100, shuffle=False)),
}
Path(__file__).with_name("goldens.json").write_text(json.dumps(goldens) + "\n")
