"""Writes photos.json: checksums of what torchvision makes of 300 photos of cats and dogs, given boxes and angles.

    GRADLAB_DATA_DIR=<folder> venv/bin/python goldens/photos.py

The photos are the first 300 of cats-vs-dogs/packed64/test-images-64x64x3.u8.gz. A row of a result is told by its CRC-32
(little-endian, all rows in base64): what differs in one value differs there.
"""

import base64
import gzip
import json
import os
import pathlib
import random
import struct
import zlib

import torch
from torchvision.transforms import v2
from torchvision.transforms.v2 import functional as F

torch.set_num_threads(1)
torch.manual_seed(300)
random.seed(300)
folder = pathlib.Path(os.environ["GRADLAB_DATA_DIR"]) / "cats-vs-dogs" / "packed64"
with gzip.open(folder / "test-images-64x64x3.u8.gz") as file:
    pixels = torch.frombuffer(bytearray(file.read(300 * 64 * 64 * 3)), dtype=torch.uint8)
photos = pixels.view(300, 64, 64, 3).permute(0, 3, 1, 2).contiguous()


def rows(image):
    image = image.permute(1, 2, 0).contiguous().numpy()
    return [zlib.crc32(row.tobytes()) for row in image]


crop = v2.RandomResizedCrop(48)
records = []
for photo in photos:
    box = crop.make_params([photo])
    angle = random.uniform(-180, 180)
    sums = rows(F.resized_crop(photo, **box, size=[48, 48], antialias=True))
    sums += rows(F.rotate(photo, angle, v2.InterpolationMode.BILINEAR, fill=0))
    records.append(dict(box=box, angle=angle, rows=base64.b64encode(struct.pack(f"<{len(sums)}I", *sums)).decode()))
pathlib.Path(__file__).with_name("photos.json").write_text(json.dumps(records) + "\n")
