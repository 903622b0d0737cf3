"""Prints R² of least squares on the test houses of each real table, split as a run with seed 1 splits it, by scikit-learn.

    python -m venv venv && venv/bin/pip install pandas scikit-learn==1.9.1
    venv/bin/python goldens/split_r2.py path/to/housing   # in examples/house-prices, its packages built
"""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
from sklearn.linear_model import LinearRegression

# Which rows are in which part is the only thing taken from the code under test.
ROWS = """
import { createDataset, split } from '@gradlab/datasets';
import { foldIn } from '@gradlab/random';
const size = Number(process.argv.at(-1));
const index = { data: Int32Array.from({ length: size }, (_, i) => i), shape: [] };
const parts = split(createDataset({ name: 'rows', size, x: index, y: index }),
  { train: 0.6, validation: 0.2, test: 0.2 }, { seed: foldIn(1, 'split') });
console.log(JSON.stringify([parts.train, parts.test].map(({ x }) => [...x.data])));
"""
TABLES = [("boston_housing.csv", "medv", ["b"]), ("california_housing.csv", "median_house_value", [])]


def main() -> None:
    for file, target, left_out in TABLES:
        table = pd.read_csv(Path(sys.argv[1]) / file)
        command = ["node", "--input-type=module", "--eval", ROWS, "--", str(len(table))]
        train, test = (table.iloc[rows] for rows in json.loads(subprocess.check_output(command)))
        inputs = [pd.get_dummies(part.drop(columns=[target, *left_out]), dtype=float) for part in (train, test)]
        columns = inputs[0].columns.union(inputs[1].columns)
        filled = [part.reindex(columns=columns, fill_value=0.0).fillna(inputs[0].mean()) for part in inputs]
        model = LinearRegression().fit(filled[0], train[target])
        print(file, repr(float(model.score(filled[1], test[target]))))


main()
