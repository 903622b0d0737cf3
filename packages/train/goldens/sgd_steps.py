"""Writes sgd-steps.json: a tanh network 3-4-3 trained by PyTorch in float64 for five steps of SGD with an L2 penalty on
the weights. Run: pip install torch==2.* && python sgd_steps.py"""

import json
from pathlib import Path

import torch

torch.manual_seed(0)
LEARNING_RATE, L2, STEPS = 0.3, 0.05, 5

model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Tanh(), torch.nn.Linear(4, 3)).double()
x = torch.randn(6, 3, dtype=torch.float64)
y = torch.tensor([0, 1, 2, 2, 1, 0])


def snapshot():
    # PyTorch keeps weights as [out, in]; ours are [in, out].
    return {
        "dense1.weight": model[0].weight.T.flatten().tolist(),
        "dense1.bias": model[0].bias.tolist(),
        "dense2.weight": model[2].weight.T.flatten().tolist(),
        "dense2.bias": model[2].bias.tolist(),
    }


weights, biases = [model[0].weight, model[2].weight], [model[0].bias, model[2].bias]
optimizer = torch.optim.SGD(
    [{"params": weights, "weight_decay": L2}, {"params": biases}], lr=LEARNING_RATE
)
golden = {
    "source": f"PyTorch {torch.__version__}, sgd_steps.py",
    "learningRate": LEARNING_RATE,
    "l2": L2,
    "x": x.flatten().tolist(),
    "y": y.tolist(),
    "initial": snapshot(),
    "losses": [],
}
for _ in range(STEPS):
    optimizer.zero_grad()
    loss = torch.nn.functional.cross_entropy(model(x), y)
    golden["losses"].append(loss.item())
    loss.backward()
    optimizer.step()
golden["final"] = snapshot()
Path(__file__).with_name("sgd-steps.json").write_text(json.dumps(golden, indent=1) + "\n")
