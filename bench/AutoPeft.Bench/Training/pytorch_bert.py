"""A BERT in PyTorch as its users have it, and what the timed programs beside this file share."""
import json
import math
import struct

import torch
from torch import nn
from torch.nn import functional as F

ACTIVATIONS = {
    "gelu": F.gelu,
    "gelu_tanh": lambda x: F.gelu(x, approximate="tanh"),
    "relu": F.relu,
    "silu": F.silu,
}


class Layer(nn.Module):
    """A post-norm layer: dropout behind both blocks, none on attention's probabilities."""

    def __init__(self, hidden, heads, inner, dropout, activation="gelu"):
        super().__init__()
        self.heads, self.dropout, self.activation = heads, dropout, ACTIVATIONS[activation]
        self.query, self.key, self.value, self.output = (nn.Linear(hidden, hidden) for _ in range(4))
        self.up, self.down = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.norm1, self.norm2 = nn.LayerNorm(hidden, eps=1e-12), nn.LayerNorm(hidden, eps=1e-12)

    def split(self, x):  # [B, T, C] -> [B, H, T, C / H]
        batch, length, hidden = x.shape
        return x.view(batch, length, self.heads, hidden // self.heads).transpose(1, 2)

    def forward(self, x, mask=None, modules=None):
        """mask: what is added to attention's logits, [B, 1, 1, T]; modules: what a trial has in this layer."""
        keys, values = self.key(x), self.value(x)
        if modules is not None:
            keys, values = modules.extend(keys, values)
        q, k, v = self.split(self.query(x)), self.split(keys), self.split(values)
        logits = torch.matmul(q, k.transpose(-1, -2)) / math.sqrt(q.shape[-1])
        weights = torch.softmax(logits if mask is None else logits + mask, dim=-1)
        attended = torch.matmul(weights, v).transpose(1, 2).reshape(x.shape)
        x = self.norm1(x + F.dropout(self.output(attended), self.dropout, self.training))
        h = F.dropout(self.down(self.activation(self.up(x))), self.dropout, self.training)
        if modules is not None:
            h = modules.add(x, h, self.norm2)
        return self.norm2(x + h)


class Embeddings(nn.Module):
    """The sum of a token's embeddings, normalised; without dropout, as nothing is trained here."""

    def __init__(self, hidden, vocabulary, positions, segments=2):
        super().__init__()
        self.tokens, self.positions, self.segments = (
            nn.Embedding(vocabulary, hidden), nn.Embedding(positions, hidden), nn.Embedding(segments, hidden))
        self.norm = nn.LayerNorm(hidden, eps=1e-12)

    def forward(self, ids, segments):
        return self.norm(self.tokens(ids) + self.positions(torch.arange(ids.shape[1])) + self.segments(segments))


def read_safetensors(path):
    """The tensors of a file of 32-bit floats by name."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = bytearray(file.read())
    return {
        name: torch.frombuffer(data, dtype=torch.float32, offset=entry["data_offsets"][0], count=math.prod(entry["shape"])).view(entry["shape"])
        for name, entry in header.items() if name != "__metadata__"}


def engine():
    """PyTorch's version and the BLAS that this process has loaded."""
    with open("/proc/self/maps") as maps:
        blas = sorted({line.split("/")[-1].strip() for line in maps if "blas" in line.split("/")[-1]})
    return f"PyTorch {torch.__version__} with {', '.join(blas) or 'its own BLAS'}"
