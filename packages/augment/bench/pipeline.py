"""One pass of the pipeline in torchvision on one thread; called by pipeline.mjs. Prints the images per second."""

import gzip
import sys
import time

import torch
from torchvision.transforms import v2

torch.set_num_threads(1)
with gzip.open(sys.argv[1]) as file:
    pixels = torch.frombuffer(bytearray(file.read(1000 * 64 * 64 * 3)), dtype=torch.uint8)
photos = pixels.view(1000, 64, 64, 3).permute(0, 3, 1, 2).contiguous()
pipeline = v2.Compose(
    [
        v2.RandomRotation(10, interpolation=v2.InterpolationMode.BILINEAR),
        v2.RandomHorizontalFlip(),
        v2.RandomResizedCrop(64, scale=(0.8, 1.0)),
        v2.ColorJitter(0.2, 0.2, 0.2, 0.05),
        v2.RandomGrayscale(0.2),
        v2.ToDtype(torch.float32, scale=True),
        v2.Lambda(lambda image: image - image.mean()),
    ]
)
for photo in photos[:100]:
    pipeline(photo)
start = time.perf_counter()
for photo in photos:
    pipeline(photo)
print(len(photos) / (time.perf_counter() - start))
