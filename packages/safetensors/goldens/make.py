"""Writes the golden files of this folder with the Python package, for the tests to compare bytes with.

    python -m venv venv && venv/bin/pip install numpy==2.4.6 safetensors==0.8.0 torch==2.15.0
    venv/bin/python goldens/make.py
"""

import json
from pathlib import Path

import numpy as np
import safetensors
import safetensors.torch
import torch
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
    dtypes()
    rounding()


# Values that each dtype holds exactly, in PyTorch's own names.
EXACT = {
    "bool": [True, False, True],
    "uint8": [0, 1, 255],
    "int8": [-128, 0, 127],
    "float8_e5m2": [1.5, -57344.0, 2.0**-16],
    "float8_e4m3fn": [1.5, -448.0, 2.0**-9],
    "float8_e5m2fnuz": [1.5, -57344.0, 2.0**-17],
    "float8_e4m3fnuz": [1.5, -240.0, 2.0**-10],
    "float8_e8m0fnu": [1.0, 2.0**-127, 2.0**127],
    "int16": [-32768, 0, 32767],
    "uint16": [0, 1, 65535],
    "float16": [1.5, -65504.0, 2.0**-24, 2.0**-14, float("inf"), -0.0],
    "bfloat16": [1.5, -3.3895313892515355e38, 9.183549615799121e-41, 2.0**-126, float("-inf"), -0.0],
    "int32": [-(2**31), 0, 2**31 - 1],
    "uint32": [0, 1, 2**32 - 1],
    "float32": [1.5, -3.4028234663852886e38, 2.0**-149],
    "complex64": [1 + 2j, -0.5j],
    "float64": [1.5, -1.7976931348623157e308, 5e-324],
    "int64": [-(2**63), 0, 2**63 - 1],
    "uint64": [0, 1, 2**64 - 1],
}


def dtypes():
    """A tensor of every dtype that PyTorch has, and beside it the values as text."""
    # NumPy's arrays are of doubles or 64-bit integers, so nothing is rounded on the way.
    tensors = {n: torch.from_numpy(np.array(v)).to(getattr(torch, n)) for n, v in EXACT.items() if n != "uint64"}
    tensors["uint64"] = torch.from_numpy(np.array(EXACT["uint64"], np.uint64))
    # Two values a byte: 0.5 and 1, then -6 and 3.
    tensors["float4_e2m1fn_x2"] = torch.tensor([0x21, 0x5F], dtype=torch.uint8).view(torch.float4_e2m1fn_x2)
    nan = [0x7C01, 0x7E00, -0x0001]
    tensors["nan16"] = torch.tensor(nan, dtype=torch.int16).view(torch.float16)
    safetensors.torch.save_file(tensors, HERE / "dtypes.safetensors")


def rounding():
    """float32 bits, and those of the nearest half-precision (NumPy) and bfloat16 (PyTorch) values."""
    draw = np.random.default_rng(1).integers(0, 2**32, 1000, np.uint32)
    near = np.array([0x33000000, 0x33000001, 0x33800000, 0x387FFFFF, 0x38800000, 0x477FEFFF, 0x477FF000, 0x47800000], np.uint32)
    # Uniform bits are mostly out of half-precision's range: half of them get an exponent within it.
    within = (draw[:500] & 0x807FFFFF) | (100 + draw[:500] % 45 << 23)
    ties = (draw[500:600] & 0x807FE000) | (100 + draw[500:600] % 45 << 23) | 0x1000
    bits = np.concatenate([near, near | 0x80000000, within, ties, draw[600:], [0x7F7FFFFF, 0x7F800000, 0x3F808000, 0x3F818000]])
    bits = bits.astype(np.uint32)
    values = bits.view(np.float32)
    bits, values = bits[~np.isnan(values)], values[~np.isnan(values)]
    with np.errstate(over="ignore"):
        half = values.astype(np.float16).view(np.uint16)
    brain = torch.from_numpy(values.copy()).bfloat16().view(torch.int16).numpy().view(np.uint16)
    rows = {"float32": bits.tolist(), "float16": half.tolist(), "bfloat16": brain.tolist()}
    (HERE / "rounding.json").write_text(json.dumps(rows, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
