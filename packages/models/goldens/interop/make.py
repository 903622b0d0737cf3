"""Writes networks of PyTorch with random weights, an input for each and its logits, for the import to be compared with.

    python -m venv venv && venv/bin/pip install numpy==2.4.6 safetensors==0.8.0 torch==2.15.0 torchvision==0.29.2
    venv/bin/python goldens/interop/make.py             # the small ones, committed
    venv/bin/python goldens/interop/make.py vgg11 DIR   # torchvision's own VGG-11, 531 MB, to DIR
    venv/bin/python goldens/interop/make.py check DIR   # runs cnn.safetensors and cnn.onnx of DIR, which the export wrote
    venv/bin/python goldens/interop/make.py keep DIR    # the same, and keeps cnn.onnx for the tests to compare bytes with

The last two need onnx==1.23.2 and onnxruntime==1.31.1 too. test/interop/torch.test.ts, with GRADLAB_TORCH_PYTHON=venv/bin/python, writes such a DIR, runs
`vgg11` and `check`, and leaves DIR behind where GRADLAB_KEEP is set.
"""

import json
import shutil
import sys
from pathlib import Path

import torch
import torchvision
from safetensors.torch import load_file, save_file
from torch import nn

HERE = Path(__file__).parent


def randomize(module, seed):
    """Weights that keep the size of what passes, and everything else away from what it starts with."""
    generator = torch.Generator().manual_seed(seed)
    for name, tensor in module.state_dict().items():
        if name.endswith("num_batches_tracked"):
            tensor.fill_(7)
        elif tensor.ndim > 1:
            nn.init.kaiming_normal_(tensor, generator=generator)
        elif name.endswith("running_var"):
            tensor.uniform_(0.5, 2, generator=generator)
        elif name.endswith("weight"):
            tensor.uniform_(0.5, 1.5, generator=generator)
        else:
            tensor.normal_(0, 0.3, generator=generator)
    return module.eval()


class Cnn(nn.Module):
    """A layer of every kind that has weights, on images that are not square."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, (3, 5), padding=(1, 2))
        self.norm = nn.BatchNorm2d(8)
        self.depthwise = nn.Conv2d(8, 16, 3, stride=2, padding=1, groups=8)
        self.pointwise = nn.Conv2d(16, 10, 1, bias=False)
        self.up = nn.ConvTranspose2d(10, 6, 3, stride=2, padding=1, output_padding=1)
        self.layer_norm = nn.LayerNorm([6, 3, 4])
        self.row_norm = nn.BatchNorm1d(72, eps=1e-3)
        self.hidden = nn.Linear(72, 16)
        self.head = nn.Linear(16, 5)

    def forward(self, x):
        x = nn.functional.max_pool2d(self.norm(self.stem(x)).relu(), 2)
        x = nn.functional.gelu(self.pointwise(self.depthwise(x)))
        x = nn.functional.avg_pool2d(self.up(x), 3, stride=2, padding=1)
        x = self.row_norm(self.layer_norm(x).flatten(1))
        return self.head(self.hidden(nn.functional.dropout(x, 0.5, self.training)).tanh())


def small_vgg11():
    """torchvision's VGG-11 for images of 64×64, a sixteenth as wide, with its own modules and names."""
    widths = [width if width == "M" else width // 16 for width in torchvision.models.vgg.cfgs["A"]]
    vgg = torchvision.models.VGG(torchvision.models.vgg.make_layers(widths), num_classes=10, init_weights=False)
    vgg.avgpool = nn.Identity()
    linear = iter([nn.Linear(128, 32), nn.Linear(32, 32), nn.Linear(32, 10)])
    vgg.classifier = nn.Sequential(*(next(linear) if isinstance(m, nn.Linear) else m for m in vgg.classifier))
    return vgg


def write(module, folder, name, shape, seed, head=1.0):
    randomize(module, seed)
    # Makes the last matrix smaller where logits would not be of size 1, in which 1e-5 is a hundred roundings.
    [*module.state_dict().values()][-2].mul_(head)
    x = torch.randn(shape, generator=torch.Generator().manual_seed(seed + 1))
    with torch.no_grad():
        logits = module(x)
    save_file(module.state_dict(), Path(folder) / f"{name}.safetensors")
    # Images as TensorFlow.js has them.
    save_file({"x": x.permute(0, 2, 3, 1).contiguous(), "logits": logits}, Path(folder) / f"{name}-logits.safetensors")
    print(name, "logits within", logits.min().item(), logits.max().item())


def check(folder):
    """Both files that the export wrote of the CNN give the logits that its weights gave at first: prints by how much they differ."""
    import onnx
    import onnxruntime

    golden = load_file(HERE / "cnn-logits.safetensors")
    module = Cnn().eval()
    module.load_state_dict(load_file(folder / "cnn.safetensors"), strict=True)
    with torch.no_grad():
        logits = module(golden["x"].permute(0, 3, 1, 2).contiguous())
    model = onnx.load(folder / "cnn.onnx")
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(model.SerializeToString())
    [outputs] = session.run(["output"], {"input": golden["x"].numpy()})
    errors = {"torch": logits, "onnx": torch.from_numpy(outputs)}
    print(json.dumps({name: (value - golden["logits"]).abs().max().item() for name, value in errors.items()}))


def main(command="small", path=None):
    torch.set_num_threads(1)
    print("torch", torch.__version__, "torchvision", torchvision.__version__, file=sys.stderr)
    if command in ("check", "keep"):
        check(Path(path))
        if command == "keep":
            shutil.copyfile(Path(path) / "cnn.onnx", HERE / "cnn.onnx")
    elif command == "vgg11":
        write(torchvision.models.vgg11(init_weights=False), path, "vgg11", [1, 3, 224, 224], 5, head=0.1)
    else:
        write(Cnn(), HERE, "cnn", [3, 3, 12, 16], 1)
        write(small_vgg11(), HERE, "small-vgg11", [1, 3, 64, 64], 3, head=0.1)


if __name__ == "__main__":
    main(*sys.argv[1:])
