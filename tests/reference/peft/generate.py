"""Reference numbers for the PEFT modules: forward values and gradients, from PyTorch's own autograd in double precision.

    python3 generate.py            rewrites the .json files beside this script

Each file holds tensors by name as {"shape": [...], "values": [...]}, row-major. Inputs are rounded to single precision
first, so both sides start from the same numbers; results are rounded to 9 significant digits.
Made with PyTorch 1.13.0. The tests compare with a relative tolerance of 1e-5: single precision over sums of at most 40 terms.
"""
import json
import os

import torch
from torch.nn import functional as F

HERE = os.path.dirname(os.path.abspath(__file__))


def draw(generator, *shape, scale=1.0):
    values = torch.randn(*shape, generator=generator, dtype=torch.float32) * scale
    return values.double().requires_grad_(True)


def entry(tensor):
    values = [float(f"{value:.9g}") for value in tensor.detach().reshape(-1).tolist()]
    return {"shape": list(tensor.shape), "values": values}


def one_tensor_a_line(content):
    groups = []
    for key, value in content.items():
        if "shape" in value:
            groups.append(f"{json.dumps(key)}: {json.dumps(value)}")
        else:
            lines = ",\n".join(f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in value.items())
            groups.append(f"{json.dumps(key)}: {{\n{lines}\n}}")
    return "{\n" + ",\n".join(groups) + "\n}\n"


def write(name, inputs, output, generator):
    """Weighs the output with fixed random numbers, so that every element has a gradient of its own."""
    weights = draw(generator, *output.shape)
    (output * weights.detach()).sum().backward()
    content = {
        "inputs": {key: entry(value) for key, value in inputs.items()},
        "weights": entry(weights),
        "output": entry(output),
        "gradients": {key: entry(value.grad) for key, value in inputs.items() if value.grad is not None},
    }
    with open(os.path.join(HERE, name + ".json"), "w", encoding="utf-8") as file:
        file.write(one_tensor_a_line(content))


def lora():
    """Hu et al. 2022, Eq. 3: W x + b + (alpha / r) B A x with r = 2, alpha = 5."""
    g = torch.Generator().manual_seed(1)
    t = {
        "x": draw(g, 2, 3, 4),
        "weight": draw(g, 5, 4),
        "bias": draw(g, 5),
        "a": draw(g, 2, 4),
        "b": draw(g, 5, 2),
    }
    output = F.linear(t["x"], t["weight"], t["bias"]) + 5 / 2 * F.linear(F.linear(t["x"], t["a"]), t["b"])
    write("lora", t, output, g)


def bottleneck(g, prefix, hidden, size):
    return {
        prefix + "down.weight": draw(g, size, hidden, scale=0.5),
        prefix + "down.bias": draw(g, size, scale=0.5),
        prefix + "up.weight": draw(g, hidden, size, scale=0.5),
        prefix + "up.bias": draw(g, hidden, scale=0.5),
    }


def apply(t, prefix, x, activation=torch.relu):
    inner = activation(F.linear(x, t[prefix + "down.weight"], t[prefix + "down.bias"]))
    return F.linear(inner, t[prefix + "up.weight"], t[prefix + "up.bias"])


def sappa(name, serial, parallel):
    """AutoPEFT: Norm(SA(Norm(h + x)) + h + 4 PA(x) + x), D_SA = 3, D_PA = 2, C = 6."""
    g = torch.Generator().manual_seed(2)
    hidden = 6
    t = {
        "x": draw(g, 2, 3, hidden),
        "h": draw(g, 2, 3, hidden),
        "norm.weight": draw(g, hidden),
        "norm.bias": draw(g, hidden),
    }
    serial_tensors = bottleneck(g, "serial_adapter.", hidden, 3)
    parallel_tensors = bottleneck(g, "parallel_adapter.", hidden, 2)

    def norm(value):
        return F.layer_norm(value, (hidden,), t["norm.weight"], t["norm.bias"], 1e-12)

    total = t["h"] + t["x"]
    if serial:
        t.update(serial_tensors)
        total = total + apply(t, "serial_adapter.", norm(t["h"] + t["x"]))
    if parallel:
        t.update(parallel_tensors)
        total = total + 4 * apply(t, "parallel_adapter.", t["x"])
    write(name, t, norm(total), g)


def attention(t, keys, values, heads, lengths):
    """Softmax attention with trained keys and values in front; keys beyond a sequence's length are hidden."""
    batch, tokens, hidden = t["query"].shape
    prefix = keys.shape[0]
    k = torch.cat([keys.expand(batch, -1, -1), t["key"]], 1)
    v = torch.cat([values.expand(batch, -1, -1), t["value"]], 1)

    def split(x):
        return x.view(batch, x.shape[1], heads, hidden // heads).transpose(1, 2)

    scores = split(t["query"]) @ split(k).transpose(-1, -2) / (hidden // heads) ** 0.5
    positions = torch.arange(prefix + tokens)
    for b, length in enumerate(lengths):
        scores[b, :, :, positions >= prefix + length] = -torch.inf
    return (scores.softmax(-1) @ split(v)).transpose(1, 2).reshape(batch, tokens, hidden)


def attention_inputs(g):
    return {name: draw(g, 2, 4, 6) for name in ("query", "key", "value")}


def prefix():
    """Li and Liang 2021, Eq. 3, trained directly: L = 3, C = 6, two heads, lengths 4 and 2."""
    g = torch.Generator().manual_seed(3)
    t = attention_inputs(g)
    t["keys"] = draw(g, 3, 6)
    t["values"] = draw(g, 3, 6)
    write("prefix", t, attention(t, t["keys"], t["values"], 2, [4, 2]), g)


def reparameterized_prefix():
    """Li and Liang 2021, Sec. 4.3: the same with P = W2 tanh(W1 E + b1) + b2, M = 5."""
    g = torch.Generator().manual_seed(4)
    t = attention_inputs(g)
    t["embedding"] = draw(g, 3, 6)
    t["network.weight"] = draw(g, 5, 6)
    t["network.bias"] = draw(g, 5)
    for part in ("keys", "values"):
        t[part + ".weight"] = draw(g, 6, 5)
        t[part + ".bias"] = draw(g, 6)
    inner = torch.tanh(F.linear(t["embedding"], t["network.weight"], t["network.bias"]))
    keys, values = (F.linear(inner, t[part + ".weight"], t[part + ".bias"]) for part in ("keys", "values"))
    write("prefix_reparameterized", t, attention(t, keys, values, 2, [4, 2]), g)


if __name__ == "__main__":
    lora()
    sappa("serial_adapter", serial=True, parallel=False)
    sappa("parallel_adapter", serial=False, parallel=True)
    sappa("serial_and_parallel_adapter", serial=True, parallel=True)
    prefix()
    reparameterized_prefix()
