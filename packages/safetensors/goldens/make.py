"""Writes the golden files of this folder with the Python package, for the tests to compare bytes with.

    python -m venv venv && venv/bin/pip install numpy==2.4.6 safetensors==0.8.0
    venv/bin/python goldens/make.py
"""

from pathlib import Path

import numpy as np
import safetensors
from safetensors.numpy import save_file

HERE = Path(__file__).parent


def main():
    print("safetensors", safetensors.__version__, "numpy", np.__version__)
    f32 = np.float32
    # Not in the order in which they are stored; names that sort differently as UTF-16 (ﬁ is U+FB01, 𝒲 is U+1D4B2) and that
    # JSON escapes; values at the ends of float32.
    tensors = {
        "ﬁ": np.array([1.5], f32),
        "𝒲": np.array([2.5], f32),
        'q"\\\n\x01\x7f': np.array([3.5], f32),
        "dense2.bias": np.zeros([0, 3], f32),
        "dense10.weight": np.arange(6, dtype=f32).reshape(2, 3) / 7,
        "dense1.weight": np.array([np.inf, -np.inf, -0.0, 1e-45, 3.4028235e38], f32),
        "scale": np.array(0.1, f32),
    }
    save_file(tensors, HERE / "float32.safetensors", metadata={"source": "make.py, é"})
    save_file({}, HERE / "empty.safetensors")
    save_file({"w": np.array([1, 2], np.float16)}, HERE / "float16.safetensors")


if __name__ == "__main__":
    main()
