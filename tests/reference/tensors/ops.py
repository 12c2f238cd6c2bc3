"""Writes ops.json: operations, gradients and ten AdamW steps as PyTorch computes them.

Run with `python3 ops.py > ops.json`. Made with torch 1.13.0 on a CPU, seed 0. Each case holds its inputs, the result, and
the gradients of sum(result * weights) with respect to the inputs; numbers are rounded to float32's nine digits.
"""
import json
import re

import torch
import torch.nn.functional as F

torch.manual_seed(0)


def numbers(tensor):
    return [float(f"{value:.9g}") for value in tensor.detach().flatten().tolist()]


def case(operation, *shapes):
    inputs = [torch.randn(shape, requires_grad=True) for shape in shapes]
    result = operation(*inputs)
    weights = torch.randn(result.shape)
    (result * weights).sum().backward()
    return {
        "shapes": [list(shape) for shape in shapes],
        "inputs": [numbers(x) for x in inputs],
        "result": numbers(result),
        "weights": numbers(weights),
        "gradients": [numbers(x.grad) for x in inputs],
    }


def attention(query, key, value):
    """Two heads over [2, 4, 6]; the second sequence has two tokens, the rest is padding."""
    def split(x):
        return x.reshape(2, 4, 2, 3).transpose(1, 2)

    scores = split(query) @ split(key).transpose(-1, -2) / 3 ** 0.5
    hidden = torch.arange(4)[None, :] >= torch.tensor([4, 2])[:, None]
    scores = scores.masked_fill(hidden[:, None, None, :], float("-inf"))
    return (scores.softmax(-1) @ split(value)).transpose(1, 2).reshape(2, 4, 6)


def training():
    """Linear 5 -> 7, GELU, linear 7 -> 3, cross entropy; AdamW with decay and a clipped gradient."""
    inputs, targets = torch.randn(8, 5), torch.tensor([0, 1, 2, 0, 1, 2, 1, 0])
    leaves = [torch.randn(shape, requires_grad=True) for shape in [(7, 5), (7,), (3, 7), (3,)]]
    start = [numbers(leaf) for leaf in leaves]
    optimizer = torch.optim.AdamW(leaves, lr=0.05, betas=(0.9, 0.98), eps=1e-6, weight_decay=0.1)
    losses, norms = [], []
    for _ in range(10):
        hidden = F.gelu(F.linear(inputs, leaves[0], leaves[1]))
        loss = F.cross_entropy(F.linear(hidden, leaves[2], leaves[3]), targets)
        optimizer.zero_grad()
        loss.backward()
        norms.append(float(torch.nn.utils.clip_grad_norm_(leaves, 0.5)))
        optimizer.step()
        losses.append(loss.item())
    return {
        "inputs": numbers(inputs), "targets": targets.tolist(), "start": start,
        "losses": losses, "norms": norms, "end": [numbers(leaf) for leaf in leaves],
    }


def main():
    targets, class_weights = torch.tensor([2, -1, 0, 3, 1]), torch.tensor([0.5, 1.0, 2.0, 0.25])
    cases = {
        "gelu": case(F.gelu, (3, 5)),
        "gelu_tanh": case(lambda x: F.gelu(x, approximate="tanh"), (3, 5)),
        "layer_norm": case(lambda x, w, b: F.layer_norm(x, (6,), w, b, 1e-12), (4, 6), (6,), (6,)),
        "attention": case(attention, (2, 4, 6), (2, 4, 6), (2, 4, 6)),
        "cross_entropy": case(lambda x: F.cross_entropy(x, targets, class_weights, ignore_index=-1), (5, 4)),
    }
    text = json.dumps({"torch": torch.__version__, "cases": cases, "training": training()}, indent=1)
    print(re.sub(r"\[\s+([-\d.e,\s]+?)\s+\]", lambda row: "[" + " ".join(row[1].split()) + "]", text))  # an array a line


main()
