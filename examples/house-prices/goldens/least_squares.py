"""Writes least-squares.json: ordinary least squares of scikit-learn on a table of numbers that are exact in float32.

    python -m venv venv && venv/bin/pip install numpy scikit-learn==1.9.1
    venv/bin/python goldens/least_squares.py
"""

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LinearRegression

ROWS = 40


def main() -> None:
    draw = np.random.default_rng(1)
    sizes = np.round(draw.uniform(0, 1, (ROWS, 2)) * 4096) * [1, 2.0**-12]
    kinds = np.eye(3)[np.arange(ROWS) % 3]
    x = np.hstack([sizes, kinds])
    y = np.round(1024 + x @ [3, 500, 100, 200, 300] + draw.normal(0, 400, ROWS))
    model = LinearRegression().fit(x, y)
    golden = {"x": x.tolist(), "y": y.tolist(), "predictions": model.predict(x).tolist(), "r2": model.score(x, y)}
    Path(__file__).with_name("least-squares.json").write_text(json.dumps(golden) + "\n")


main()
