"""Writes layers.json: forward values and gradients of PyTorch's layers for @gradlab/models to be held to.

Run with PyTorch 2.15: python layers.py > layers.json. Images and kernels are handed over in this package's layouts
(NHWC, [height, width, in, out]). Inputs and weights are multiples of 1/64, which float32 and JSON both hold exactly; PyTorch
computes in double precision.
"""
import json

import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(6135)
torch.set_default_dtype(torch.float64)
CASES = []


def coarse(x):
    return (x * 64).round() / 64


def nhwc(x):
    return x.permute(0, 2, 3, 1) if x.dim() == 4 else x


def listed(x):
    return {"shape": list(x.shape), "values": [float(f"{v:.8g}") for v in x.detach().contiguous().flatten().tolist()]}


def case(name, layer, options, x, weights, forward, training=False, state=None):
    """Forward value, and gradients of sum(output * ramp) by input and weights."""
    x = coarse(x).requires_grad_()
    for value, _ in weights.values():
        value.data = coarse(value.data)
    output = forward(x)
    ramp = torch.linspace(-1, 1, output.numel()).reshape(nhwc(output).shape)
    (nhwc(output) * ramp).sum().backward()
    CASES.append(
        {
            "name": name,
            "layer": layer,
            "options": options,
            "training": training,
            "x": listed(nhwc(x)),
            "weights": {key: listed(to(value)) for key, (value, to) in weights.items()},
            "output": listed(nhwc(output)),
            "gradients": {
                "x": listed(nhwc(x.grad)),
                **{key: listed(to(value.grad)) for key, (value, to) in weights.items() if value.grad is not None},
            },
            **({} if state is None else {"state": {key: listed(value) for key, value in state().items()}}),
        }
    )


same = lambda t: t
transposed = lambda t: t.t()
kernel = lambda t: t.permute(2, 3, 1, 0)
# ConvTranspose2d has [in, out, height, width].
transposed_kernel = lambda t: t.permute(2, 3, 1, 0)


def weights_of(module, layout):
    return {"weight": (module.weight, layout), **({"bias": (module.bias, same)} if module.bias is not None else {})}


def image(channels=2, size=(5, 6)):
    return torch.randn(2, channels, *size)


linear = nn.Linear(4, 3)
case("dense", "dense", {"units": 3}, torch.randn(2, 4), weights_of(linear, transposed), linear)
linear = nn.Linear(4, 3, bias=False)
case("dense without bias", "dense", {"units": 3, "bias": False}, torch.randn(2, 4), weights_of(linear, transposed), linear)

for label, torch_options, options, size in [
    ("valid", {}, {"padding": "valid"}, (5, 6)),
    ("same", {"padding": "same"}, {"padding": "same"}, (5, 6)),
    ("padding 1", {"padding": 1}, {"padding": 1}, (5, 6)),
    ("padding [2,1], stride [2,1]", {"padding": (2, 1), "stride": (2, 1)}, {"padding": [2, 1], "stride": [2, 1]}, (5, 6)),
    ("stride 2", {"stride": 2}, {"stride": 2}, (6, 7)),
    ("padding 1, stride 3", {"padding": 1, "stride": 3}, {"padding": 1, "stride": 3}, (7, 5)),
]:
    conv = nn.Conv2d(2, 3, 3, **torch_options)
    case(f"conv2d {label}", "conv2d", {"filters": 3, "kernelSize": 3, **options}, image(size=size), weights_of(conv, kernel), conv)
conv = nn.Conv2d(2, 3, (2, 4), padding="same")
case("conv2d same, even kernel", "conv2d", {"filters": 3, "kernelSize": [2, 4], "padding": "same"}, image(), weights_of(conv, kernel), conv)
conv = nn.Conv2d(2, 3, (1, 3), bias=False)
case("conv2d without bias", "conv2d", {"filters": 3, "kernelSize": [1, 3], "bias": False}, image(), weights_of(conv, kernel), conv)


# PyTorch keeps [channels * multiplier, 1, height, width].
def depthwise_kernel(multiplier):
    return lambda t: t.reshape(-1, multiplier, *t.shape[2:]).permute(2, 3, 0, 1)


for label, multiplier, torch_options, options in [
    ("valid", 1, {}, {}),
    ("same, multiplier 2", 2, {"padding": "same"}, {"padding": "same"}),
    ("padding 1, stride 2", 2, {"padding": 1, "stride": 2}, {"padding": 1, "stride": 2}),
]:
    conv = nn.Conv2d(2, 2 * multiplier, 3, groups=2, **torch_options)
    case(f"depthwiseConv2d {label}", "depthwiseConv2d", {"kernelSize": 3, "multiplier": multiplier, **options}, image(), weights_of(conv, depthwise_kernel(multiplier)), conv)

for label, torch_options, options in [
    ("valid", {}, {}),
    ("stride 2", {"stride": 2}, {"stride": 2}),
    ("stride 2, padding 1", {"stride": 2, "padding": 1}, {"stride": 2, "padding": 1}),
    ("stride 2, padding 1, output padding 1", {"stride": 2, "padding": 1, "output_padding": 1}, {"stride": 2, "padding": 1, "outputPadding": 1}),
    ("stride [3,2], padding [1,0]", {"stride": (3, 2), "padding": (1, 0)}, {"stride": [3, 2], "padding": [1, 0]}),
    ("stride 4 beyond the kernel", {"stride": 4}, {"stride": 4}),
]:
    conv = nn.ConvTranspose2d(2, 3, 3, **torch_options)
    case(f"conv2dTranspose {label}", "conv2dTranspose", {"filters": 3, "kernelSize": 3, **options}, image(size=(3, 4)), weights_of(conv, transposed_kernel), conv)

for label, torch_options, options in [
    ("2", {"kernel_size": 2}, {}),
    ("3, stride 2", {"kernel_size": 3, "stride": 2}, {"size": 3, "stride": 2}),
    ("3, stride 2, padding 1", {"kernel_size": 3, "stride": 2, "padding": 1}, {"size": 3, "stride": 2, "padding": 1}),
    ("[3,2], stride 1, padding [1,0]", {"kernel_size": (3, 2), "stride": 1, "padding": (1, 0)}, {"size": [3, 2], "stride": 1, "padding": [1, 0]}),
]:
    # All values below zero: zeros of a padding must not win.
    x = image() - 5
    case(f"maxPool {label}", "maxPool", options, x, {}, nn.MaxPool2d(**torch_options))
    case(f"avgPool {label}", "avgPool", options, x, {}, nn.AvgPool2d(**torch_options, count_include_pad=False))
    case(f"avgPool {label}, counting", "avgPool", {**options, "countPadding": True}, x, {}, nn.AvgPool2d(**torch_options))
case("globalAvgPool", "globalAvgPool", {}, image(), {}, lambda x: x.mean((2, 3)))
case("globalMaxPool", "globalMaxPool", {}, image(), {}, lambda x: x.amax((2, 3)))


def batch_norm(module, x, name, options, training):
    module.weight.data = torch.randn_like(module.weight)
    module.bias.data = torch.randn_like(module.bias)
    module.running_mean.copy_(coarse(torch.randn_like(module.running_mean)))
    module.running_var.copy_(coarse(torch.rand_like(module.running_var) + 0.5))
    module.train(training)
    before = {"runningMean": (module.running_mean.clone(), same), "runningVariance": (module.running_var.clone(), same)}
    after = lambda: {"runningMean": module.running_mean, "runningVariance": module.running_var}
    case(name, "batchNorm", options, x, {**weights_of(module, same), **before}, module, training, after)


for training in [True, False]:
    mode = "training" if training else "evaluation"
    batch_norm(nn.BatchNorm2d(3), image(3) * 2 + 1, f"batchNorm of images, {mode}", {}, training)
    batch_norm(nn.BatchNorm1d(4), torch.randn(5, 4), f"batchNorm of rows, {mode}", {}, training)
    batch_norm(nn.BatchNorm1d(4, momentum=0.3, eps=1e-2), torch.randn(5, 4), f"batchNorm with options, {mode}", {"momentum": 0.3, "epsilon": 1e-2}, training)

norm = nn.LayerNorm(4)
norm.weight.data, norm.bias.data = torch.randn(4), torch.randn(4)
case("layerNorm", "layerNorm", {}, torch.randn(3, 4) * 3, weights_of(norm, same), norm)
norm = nn.LayerNorm([5, 6, 2], eps=1e-3)
norm.weight.data, norm.bias.data = torch.randn(5, 6, 2), torch.randn(5, 6, 2)
case("layerNorm of images", "layerNorm", {"dimensions": 3, "epsilon": 1e-3}, image(), weights_of(norm, same), lambda x: norm(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2))

POINTS = torch.tensor([[-8.0, -3.0, -1.2, -0.5, -0.01, 0.02], [0.3, 0.9, 1.7, 4.0, 7.5, 20.0]])
for name, function in {
    "relu": F.relu,
    "relu6": F.relu6,
    "leakyRelu": F.leaky_relu,
    "elu": F.elu,
    "selu": F.selu,
    "gelu": F.gelu,
    "geluTanh": lambda x: F.gelu(x, approximate="tanh"),
    "silu": F.silu,
    "softplus": F.softplus,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "softmax": lambda x: F.softmax(x, -1),
    "logSoftmax": lambda x: F.log_softmax(x, -1),
}.items():
    case(f"activation {name}", name, {}, POINTS, {}, function)
case("activation leakyRelu, slope 0.2", "leakyRelu", {"slope": 0.2}, POINTS, {}, lambda x: F.leaky_relu(x, 0.2))
case("flatten", "flatten", {}, image(), {}, lambda x: x.permute(0, 2, 3, 1).flatten(1))

print(json.dumps({"tool": f"torch {torch.__version__}", "cases": CASES}, separators=(",", ":")))
