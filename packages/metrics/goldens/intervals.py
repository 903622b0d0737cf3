"""Writes intervals.json: SciPy's bootstrap intervals and normal distribution, and statsmodels' McNemar tests.

    python -m venv venv && venv/bin/pip install numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0
    venv/bin/python goldens/intervals.py
"""

import json
from pathlib import Path

import numpy as np
import scipy.special
import scipy.stats
from statsmodels.stats.contingency_tables import mcnemar

rng = np.random.default_rng(5)
sample = np.round(rng.lognormal(0, 0.7, 24), 3)
bootstraps = []
for name, statistic in [("mean", np.mean), ("std", np.std)]:
    common = {"statistic": statistic, "vectorized": False, "n_resamples": 300, "rng": np.random.default_rng(6)}
    first = scipy.stats.bootstrap((sample,), method="percentile", confidence_level=0.9, **common)
    # No further resamples: the same distribution, cut by the other method.
    again = {**common, "n_resamples": 0, "bootstrap_result": first}
    bca = scipy.stats.bootstrap((sample,), method="BCa", confidence_level=0.9, **again)
    bootstraps.append(
        {
            "statistic": name,
            "level": 0.9,
            "estimate": float(statistic(sample)),
            "distribution": first.bootstrap_distribution.tolist(),
            "jackknife": [float(statistic(np.delete(sample, i))) for i in range(len(sample))],
            "percentile": list(map(float, first.confidence_interval)),
            "bca": list(map(float, bca.confidence_interval)),
            "standardError": float(first.standard_error),
        }
    )

points = [-38, -20, -8, -5, -3.5, -3, -2.999, -1.96, -1, -0.3, -1e-8, 0, 0.25, 1.6448536269514722, 3, 4.5]
levels = [1e-300, 1e-20, 1e-5, 0.001, 0.025, 0.2, 0.5, 0.7, 0.975, 0.999]
tests = []
for only_first, only_second in [(0, 1), (3, 0), (5, 15), (12, 9), (7, 8), (40, 20), (150, 105), (3000, 2600), (60000, 59000), (0, 2000)]:
    table = [[10, only_first], [only_second, 10]]
    exact = mcnemar(table, exact=True)
    chi = mcnemar(table, exact=False, correction=True)
    tests.append(
        {
            "onlyFirst": only_first,
            "onlySecond": only_second,
            "exact": {"statistic": float(exact.statistic), "pValue": float(exact.pvalue)},
            "chiSquared": {"statistic": float(chi.statistic), "pValue": float(chi.pvalue)},
        }
    )

out = {
    "bootstraps": bootstraps,
    "normalCdf": [[x, float(scipy.special.ndtr(x))] for x in points],
    "normalQuantile": [[p, float(scipy.special.ndtri(p))] for p in levels],
    "mcnemar": tests,
}
Path(__file__).with_name("intervals.json").write_text(json.dumps(out, separators=(",", ":")) + "\n")
