"""How far the pixels of loadImageFolder in Node lie from Pillow's, and how long both take, on a folder of photos.

    pnpm build && python -m venv venv && venv/bin/pip install pillow numpy
    venv/bin/python bench/image-decoding.py <folder of class folders>

Pillow: convert('RGB'), the short edge resized with BILINEAR, the middle cut out; one thread. Times include reading the files.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import PIL
from PIL import Image

HERE = Path(__file__).parent


def with_pillow(path, side):
    image = Image.open(path).convert("RGB")
    w, h = image.size
    size = (side, max(side, h * side // w)) if w <= h else (max(side, w * side // h), side)
    left, top = round((size[0] - side) / 2), round((size[1] - side) / 2)
    return np.asarray(image.resize(size, Image.BILINEAR).crop((left, top, left + side, top + side)))


def main(folder):
    print(f"Pillow {PIL.__version__}")
    for side in (32, 64, 128):
        with tempfile.NamedTemporaryFile() as output:
            command = ["node", HERE / "image-decoding.mjs", folder, str(side), output.name]
            ours = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
            pixels = np.fromfile(output.name, np.uint8).reshape(-1, side, side, 3)
        started = time.perf_counter()
        theirs = np.stack([with_pillow(Path(folder) / file, side) for file in ours["files"]])
        seconds = time.perf_counter() - started
        difference = np.abs(pixels.astype(int) - theirs)
        inner = difference[:, 1:-1, 1:-1]
        print(
            f"{side}: {len(theirs)} photos, mean difference {difference.mean():.3f} of 255, largest {difference.max()}, "
            f"largest off the border {inner.max()}; Pillow's time / ours {seconds / ours['seconds']:.2f}"
        )


main(sys.argv[1])
