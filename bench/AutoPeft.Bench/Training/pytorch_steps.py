"""Times LoRA training steps of a BERT with random weights in PyTorch, and prints one JSON object.

    python3 pytorch_steps.py LAYERS HIDDEN BATCH LENGTH THREADS STEPS WARMUP

The same work as AutoPEFT's side of the benchmark: exact GELU, post-norm layers, dropout of 0.1 behind both blocks of a layer and before the
head, none on attention's probabilities, no padding, LoRA of rank 8 on query and value of every layer, AdamW, gradients clipped to norm 1.
The frozen weights require no gradient, so autograd computes none for them.
"""
import json
import math
import resource
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

LAYERS, HIDDEN, BATCH, LENGTH, THREADS, STEPS, WARMUP = map(int, sys.argv[1:8])
HEADS, VOCABULARY, CLASSES, RANK, DROPOUT = max(1, HIDDEN // 64), 8000, 8, 8, 0.1


class Lora(nn.Module):
    def __init__(self, base):
        super().__init__()
        self.base = base
        self.a = nn.Parameter(torch.randn(RANK, base.in_features) / math.sqrt(base.in_features))
        self.b = nn.Parameter(torch.zeros(base.out_features, RANK))

    def forward(self, x):
        return self.base(x) + F.linear(F.linear(x, self.a), self.b)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.up, self.down = nn.Linear(HIDDEN, 4 * HIDDEN), nn.Linear(4 * HIDDEN, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)

    def split(self, x):
        return x.view(BATCH, LENGTH, HEADS, HIDDEN // HEADS).transpose(1, 2)

    def forward(self, x):
        q, k, v = self.split(self.query(x)), self.split(self.key(x)), self.split(self.value(x))
        weights = torch.softmax(torch.matmul(q, k.transpose(-1, -2)) / math.sqrt(HIDDEN // HEADS), dim=-1)
        attended = torch.matmul(weights, v).transpose(1, 2).reshape(BATCH, LENGTH, HIDDEN)
        x = self.norm1(x + F.dropout(self.output(attended), DROPOUT, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), DROPOUT, self.training))


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens, self.positions, self.segments = (
            nn.Embedding(VOCABULARY, HIDDEN), nn.Embedding(max(LENGTH, 128), HIDDEN), nn.Embedding(2, HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        for parameter in self.parameters():
            parameter.requires_grad_(False)
        for layer in self.layers:
            layer.query, layer.value = Lora(layer.query), Lora(layer.value)
        self.pooler, self.head = nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, CLASSES)

    def forward(self, ids):
        x = self.norm(self.tokens(ids) + self.positions(torch.arange(LENGTH)) + self.segments(torch.zeros_like(ids)))
        for layer in self.layers:
            x = layer(x)
        return self.head(F.dropout(torch.tanh(self.pooler(x[:, 0])), DROPOUT, self.training))


def main():
    torch.set_num_threads(THREADS)
    torch.manual_seed(0)
    model = Model().train()
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=1e-3, foreach=True)
    times, cpu = [], 0.0
    for step in range(WARMUP + STEPS):
        ids, labels = torch.randint(0, VOCABULARY, (BATCH, LENGTH)), torch.randint(0, CLASSES, (BATCH,))
        started, used = time.perf_counter(), time.process_time()
        loss = F.cross_entropy(model(ids), labels)
        loss.item()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        if step >= WARMUP:
            times.append(1000 * (time.perf_counter() - started))
            cpu += 1000 * (time.process_time() - used)
    with open("/proc/self/maps") as maps:
        blas = sorted({line.split("/")[-1].strip() for line in maps if "blas" in line.split("/")[-1]})
    print(json.dumps({
        "engine": f"PyTorch {torch.__version__} with {', '.join(blas) or 'its own BLAS'}",
        "milliseconds": times,
        "cpu_milliseconds": cpu / STEPS,
        "peak_bytes": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        "trained": sum(p.numel() for p in trained),
    }))


main()
