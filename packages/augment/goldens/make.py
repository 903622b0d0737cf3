"""Writes goldens.json: what the functions of torchvision.transforms.v2.functional give on tensors for given parameters.

    python -m venv venv && venv/bin/pip install torch==2.15.0 torchvision==0.29.2
    venv/bin/python goldens/make.py

Results are stored as [height, width, channels]: the base64 of their bytes, float32 values little-endian.
Made on x86-64 with AVX2, where PyTorch resizes 8-bit images in fixed point.
"""

import base64
import json
import math
import pathlib

import torch
import torchvision
from torchvision.transforms import v2
from torchvision.transforms.v2 import functional as F

torch.manual_seed(20)
torch.set_num_threads(1)


def smooth(height, width, channels):
    """Waves with noise: edges, gradients and every value from black to white."""
    y = torch.linspace(0, 1, height)[:, None, None]
    x = torch.linspace(0, 1, width)[None, :, None]
    c = torch.arange(channels)[None, None, :]
    wave = 0.5 + 0.35 * torch.sin(7 * x + 2 * c) * torch.cos(5 * y - c) + 0.15 * (2 * torch.rand(height, width, channels) - 1)
    return (wave.clamp(0, 1) * 255).round().to(torch.uint8)


SOURCES = {
    "colour": smooth(8, 10, 3),
    "square": smooth(7, 7, 3),
    "gray": smooth(7, 6, 1),
    "tiny": smooth(2, 3, 3),
}
SOURCES["colour"][0, :3] = torch.tensor([[0, 0, 0], [255, 255, 255], [255, 0, 0]], dtype=torch.uint8)
# Large enough that equalisation has a step of more than 0, which takes 255 pixels that are not the brightest.
SOURCES["large"] = smooth(24, 25, 3)

cases = []


def flat(image):
    """[channels, height, width] as a record of [height, width, channels]."""
    image = image.permute(1, 2, 0).contiguous()
    return {"shape": list(image.shape), "data": encoded(image)}


def encoded(values):
    return base64.b64encode(values.contiguous().numpy().tobytes()).decode()


def case(operation, parameters, call, sources=("colour", "gray", "tiny"), dtypes=("uint8", "float32")):
    for source in sources:
        for dtype in dtypes:
            image = SOURCES[source].permute(2, 0, 1).contiguous()
            if dtype == "float32":
                image = F.to_dtype(image, torch.float32, scale=True)
            wanted = call(image)
            cases.append(dict(operation=operation, parameters=parameters, source=source, dtype=dtype, **flat(wanted)))


# Geometry
for size in ([5, 6], [13, 7], [8, 15], [3, 10], 5, [1, 1]):
    for interpolation in ("bilinear", "bicubic"):
        case(
            "resize",
            dict(size=size, interpolation=interpolation),
            lambda i: F.resize(i, size if isinstance(size, list) else [size], v2.InterpolationMode(interpolation), antialias=True),
            # PyTorch 2.15 stops with an internal error where an 8-bit image becomes one pixel.
            dtypes=("float32",) if size == [1, 1] else ("uint8", "float32"),
        )
for size in ([4, 5], [5, 4], [11, 4], [5, 13], [10, 11]):
    case("centerCrop", dict(size=size), lambda i: F.center_crop(i, size))
for mode in ("constant", "edge", "reflect", "symmetric"):
    fill = 7 if mode == "constant" else 0
    case("pad", dict(padding=4, padMode=mode, fill=fill), lambda i: F.pad(i, 4, fill, mode), sources=("colour", "gray"))
case("horizontalFlip", {}, F.horizontal_flip)
case("verticalFlip", {}, F.vertical_flip)
for angle in (0, 90, 180, -90, 33.3, -75):
    for interpolation in ("nearest", "bilinear"):
        for expand, fill, center in ((False, 0, None), (True, 0.5, None), (False, None, [2, 3])):
            case(
                "rotation",
                dict(angle=angle, interpolation=interpolation, expand=expand, fill=fill, center=center),
                lambda i: F.rotate(i, angle, v2.InterpolationMode(interpolation), expand, center, fill),
                sources=("colour", "square"),
            )
for angle, translate, scale, shear in (
    (0, [2, -3], 1.0, [0, 0]),
    (15, [0, 0], 1.0, [0, 0]),
    (0, [0, 0], 0.7, [0, 0]),
    (0, [0, 0], 1.0, [20, 0]),
    (0, [0, 0], 1.0, [0, -12]),
    (-40, [1, 2], 1.3, [10, 5]),
):
    for interpolation in ("nearest", "bilinear"):
        for fill, center in ((0, None), (None, [0, 0]), ([0.2, 0.4, 0.9], None)):
            case(
                "affine",
                dict(angle=angle, translate=translate, scale=scale, shear=shear, interpolation=interpolation, fill=fill, center=center),
                lambda i: F.affine(i, angle, translate, scale, shear, v2.InterpolationMode(interpolation), fill, center),
                sources=("colour", "square"),
            )
for ends in ([[2, 1], [8, 0], [9, 6], [0, 7]], [[0, 0], [9, 0], [9, 7], [0, 7]], [[3, 2], [8, 1], [6, 6], [1, 5]]):
    starts = [[0, 0], [9, 0], [9, 7], [0, 7]]
    for interpolation in ("nearest", "bilinear"):
        case(
            "perspective",
            dict(endpoints=ends, interpolation=interpolation, fill=0),
            lambda i: F.perspective(i, starts, ends, v2.InterpolationMode(interpolation), 0),
            sources=("colour",),
        )
for box in ((0, 0, 8, 10), (2, 3, 5, 6), (1, 4, 6, 3)):
    for interpolation in ("bilinear", "bicubic"):
        case(
            "randomResizedCrop",
            dict(top=box[0], left=box[1], height=box[2], width=box[3], size=[6, 7], interpolation=interpolation),
            lambda i: F.resized_crop(i, *box, [6, 7], v2.InterpolationMode(interpolation), True),
            sources=("colour",),
        )

# Colour
# With an integer factor torchvision would multiply 8-bit values without a carry.
for factor in (0.0, 0.5, 1.0, 1.35, 3.0):
    case("brightness", dict(factor=factor), lambda i: F.adjust_brightness(i, factor))
    case("contrast", dict(factor=factor), lambda i: F.adjust_contrast(i, factor))
    case("saturation", dict(factor=factor), lambda i: F.adjust_saturation(i, factor))
    case("sharpness", dict(factor=factor), lambda i: F.adjust_sharpness(i, factor))
for hue in (-0.5, -0.2, 0, 0.1, 0.35):
    case("hue", dict(factor=hue), lambda i: F.adjust_hue(i, hue))
for gamma, gain in ((0.5, 1), (1, 1), (2.2, 1), (0.8, 1.5)):
    case("gamma", dict(gamma=gamma, gain=gain), lambda i: F.adjust_gamma(i, gamma, gain))
case("grayscale", {}, lambda i: F.rgb_to_grayscale(i, i.shape[0]))
case("autoContrast", {}, F.autocontrast)
case("equalize", {}, F.equalize, sources=("colour", "gray", "tiny", "large"))
for bits in (0, 1, 4, 7, 8):
    case("posterize", dict(bits=bits), lambda i: F.posterize(i, bits))
for threshold in (0, 0.3, 0.5, 1):
    case("solarize", dict(threshold=threshold), lambda i: F.solarize(i, threshold if i.is_floating_point() else threshold * 255))
case("invert", {}, F.invert)
for kernel, sigma in (([3, 3], 0.5), ([5, 3], 1.7), ([5, 5], 0.1)):
    case(
        "gaussianBlur",
        dict(kernelSize=kernel, sigma=sigma),
        lambda i: F.gaussian_blur(i, kernel[::-1], [sigma, sigma]),
        sources=("colour", "gray"),
    )
case("normalize", dict(mean=[0.4, 0.5, 0.6], std=[0.2, 0.25, 0.3]), lambda i: F.normalize(i, [0.4, 0.5, 0.6], [0.2, 0.25, 0.3]), sources=("colour",), dtypes=("float32",))
for all_channels in (True, False):
    axes = (0, 1, 2) if all_channels else (1, 2)
    case("zeroCenter", dict(perChannel=not all_channels), lambda i: i - i.mean(axes, keepdim=True), dtypes=("float32",))

    def standardized(i):
        count = i.numel() if all_channels else i[0].numel()
        deviation = i.std(axes, correction=0, keepdim=True).clamp_(min=1 / math.sqrt(count))
        return (i - i.mean(axes, keepdim=True)) / deviation

    case("standardize", dict(perChannel=not all_channels), standardized, dtypes=("float32",))

# Regularising
case("randomErasing", dict(top=2, left=3, height=4, width=5, value=[0.5]), lambda i: F.erase(i, 2, 3, 4, 5, torch.tensor([0.5])[:, None, None]), sources=("colour",))
case("randomErasing", dict(top=0, left=1, height=2, width=2, value=[1, 2, 3]), lambda i: F.erase(i, 0, 1, 2, 2, torch.tensor([1.0, 2.0, 3.0])[:, None, None]), sources=("colour",))

policies = {}
for name, policy in (("randAugment", v2.RandAugment), ("trivialAugmentWide", v2.TrivialAugmentWide)):
    policies[name] = {}
    for operation, (magnitudes, signed) in policy._AUGMENTATION_SPACE.items():
        table = magnitudes(31, 8, 10)
        policies[name][operation] = dict(magnitudes=None if table is None else [float(m) for m in table], signed=signed)
        for sign in (1, -1) if signed else (1,):
            for bin in (4, 9, 30) if table is not None else (0,):
                magnitude = sign * float(table[bin]) if table is not None else 0.0
                for interpolation, fill in (("nearest", None), ("bilinear", None), ("nearest", 0.4)):
                    transform = policy(interpolation=v2.InterpolationMode(interpolation), fill=fill)
                    if interpolation == "nearest" and fill is None or operation in ("ShearX", "TranslateX", "Rotate") and bin == 9:
                        case(
                            name,
                            dict(operation=operation, magnitude=magnitude, interpolation=interpolation, fill=fill),
                            lambda i: transform._apply_image_or_video_transform(i, operation, magnitude, transform.interpolation, transform._fill),
                            sources=("colour",),
                            dtypes=("uint8",),
                        )

# Batches: lambda and box are given, the partners are the batch rolled by one.
batch = torch.stack([smooth(6, 8, 3) for _ in range(4)]).permute(0, 3, 1, 2).to(torch.float32) / 255
labels = torch.tensor([2, 0, 1, 1])
mixed = {"x": encoded(batch.permute(0, 2, 3, 1)), "labels": labels.tolist()}
for name, policy, parameters in (
    ("mixup", v2.MixUp(num_classes=3), dict(lam=0.3)),
    ("cutmix", v2.CutMix(num_classes=3), dict(box=(2, 1, 7, 4), lam_adjusted=1 - 15 / 48)),
):
    given = dict(labels=labels, batch_size=4, **parameters)
    x, y = policy.transform(batch, given), policy.transform(labels, given)
    mixed[name] = dict(x=encoded(x.permute(0, 2, 3, 1)), y=encoded(y))

sources = {name: {"shape": list(image.shape), "data": encoded(image)} for name, image in SOURCES.items()}


record = dict(
    made_with=dict(torch=torch.__version__, torchvision=torchvision.__version__),
    sources=sources,
    policies=policies,
    mixed=mixed,
    cases=cases,
)
text = json.dumps(record)
pathlib.Path(__file__).with_name("goldens.json").write_text(text + "\n")
print(len(cases), "cases,", len(text), "bytes")
