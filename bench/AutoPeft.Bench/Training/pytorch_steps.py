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

import pytorch_bert as bert

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


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.embeddings = bert.Embeddings(HIDDEN, VOCABULARY, max(LENGTH, 128))
        self.layers = nn.ModuleList(bert.Layer(HIDDEN, HEADS, 4 * HIDDEN, DROPOUT) for _ in range(LAYERS))
        for parameter in self.parameters():
            parameter.requires_grad_(False)
        for layer in self.layers:
            layer.query, layer.value = Lora(layer.query), Lora(layer.value)
        self.pooler, self.head = nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, CLASSES)

    def forward(self, ids):
        x = self.embeddings(ids, torch.zeros_like(ids))
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
    print(json.dumps({
        "engine": bert.engine(),
        "milliseconds": times,
        "cpu_milliseconds": cpu / STEPS,
        "peak_bytes": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        "trained": sum(p.numel() for p in trained),
    }))


main()
