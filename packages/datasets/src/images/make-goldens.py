"""Writes goldens/: small drawn pictures in several formats, and goldens.json with what Pillow and torchvision make of them.

    python -m venv venv && venv/bin/pip install pillow torch torchvision
    venv/bin/python src/images/make-goldens.py [folder of cats-vs-dogs/jpeg]

Of the real photos, which are not to be published, goldens.json has checksums and thumbnails of 12 x 16 pixels.
"""

import base64
import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import PIL
import torch
import torchvision
from PIL import Image
from torchvision.transforms.v2 import functional as F

HERE = Path(__file__).parent
PICTURES = HERE / "goldens"


def drawing(width, height):
    """Gradients, a disc, stripes and a one-pixel frame: smooth parts, edges and a border that must not get lost."""
    y, x = np.mgrid[:height, :width]
    rgb = np.stack([255 * x / width, 255 * y / height, 127 + 127 * np.sin(x / 9) * np.cos(y / 7)], -1)
    rgb[(x - 0.3 * width) ** 2 + (y - 0.5 * height) ** 2 < (0.22 * height) ** 2] = [230, 40, 60]
    rgb[(x > 0.65 * width) & ((x // 4 + y // 6) % 2 == 0)] = [20, 90, 200]
    rgb[[0, -1]] = rgb[:, [0, -1]] = [250, 240, 20]
    return rgb.round().astype(np.uint8)


def write_pictures():
    wide, tall = Image.fromarray(drawing(150, 100)), Image.fromarray(drawing(90, 140))
    wide.save(PICTURES / "wide.jpg", quality=90)
    wide.convert("L").save(PICTURES / "grey.jpg", quality=90)
    wide.convert("CMYK").save(PICTURES / "cmyk.jpg", quality=95)
    wide.save(PICTURES / "progressive.jpg", quality=85, progressive=True)
    tall.save(PICTURES / "tall.png")
    tall.convert("P", palette=Image.Palette.ADAPTIVE, colors=32).save(PICTURES / "palette.png")
    tall.convert("L").save(PICTURES / "grey.png")
    tall.save(PICTURES / "lossless.webp", lossless=True)
    see_through = np.dstack([drawing(90, 140), np.tile(np.linspace(0, 255, 90).astype(np.uint8), (140, 1))])
    Image.fromarray(see_through).save(PICTURES / "transparent.png")
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        Image.fromarray(drawing(64, 40)).save(PICTURES / f"orientation-{orientation}.jpg", quality=95, exif=exif)


def pixels(image, height, width, fit):
    """As torchvision does it on a PIL image, which is Pillow's own resize."""
    from PIL import ImageOps

    image = ImageOps.exif_transpose(image).convert("RGB")
    if fit == "stretch":
        return F.resize(image, [height, width], antialias=True)
    # The short edge where the size is square; else the edge that is short for the shape asked for.
    w, h = image.size
    size = [max(height, h * width // w), width] if w * height <= h * width else [height, max(width, w * height // h)]
    return F.center_crop(F.resize(image, size, antialias=True), [height, width])


def golden(path, requests):
    return [
        {"height": h, "width": w, "fit": fit, "pixels": base64.b64encode(np.asarray(pixels(Image.open(path), h, w, fit)).tobytes()).decode()}
        for h, w, fit in requests
    ]


def main():
    PICTURES.mkdir(exist_ok=True)
    write_pictures()
    goldens = {
        "versions": f"Pillow {PIL.__version__}, torch {torch.__version__}, torchvision {torchvision.__version__}",
        "drawn": {
            path.name: golden(path, [(16, 16, "cover"), (12, 20, "cover"), (14, 10, "stretch")])
            for path in sorted(PICTURES.iterdir())
        },
        "luma": base64.b64encode(np.asarray(Image.open(PICTURES / "tall.png").convert("L")).tobytes()).decode(),
        "photos": {},
    }
    if len(sys.argv) > 1:
        for path in sorted(Path(sys.argv[1]).glob("*/*.jpg"))[::25]:
            whole = hashlib.sha256(np.asarray(Image.open(path).convert("RGB")).tobytes()).hexdigest()
            goldens["photos"][f"{path.parent.name}/{path.name}"] = {
                "sha256": whole,
                "small": golden(path, [(12, 16, "cover")]),
            }
    (HERE / "goldens.json").write_text(json.dumps(goldens, indent=1) + "\n")


main()
