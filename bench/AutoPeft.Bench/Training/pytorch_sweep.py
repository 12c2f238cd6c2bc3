"""Trains the trials of a sweep in PyTorch, one after another in this process, and prints one JSON object.

    python3 pytorch_sweep.py FOLDER THREADS

FOLDER holds sweep.json and safetensors files: the frozen base, the first weights of each trial, and the batches as token numbers, so that
neither tokenisers nor random numbers differ. The frozen base requires no gradient, so autograd stops at a trial's lowest module; what lies
below it runs without autograd and without dropout; batches are padded to their own longest row; measuring records nothing for autograd; the
state of the best epoch is kept and saved. What happens before the first trial (imports, reading files) is timed apart.
"""
import time

STARTED = time.perf_counter()

import json
import os
import resource
import sys

import torch
from torch import nn
from torch.nn import functional as F

import pytorch_bert as bert

IMPORTED = time.perf_counter()
FOLDER, THREADS = sys.argv[1], int(sys.argv[2])
PARALLEL_SCALE = 4.0  # He et al. 2022, as the study's parallel adapter has it; the serial one has none


class Modules(nn.Module):
    """What a trial trains in one layer: each part is there or not."""

    def __init__(self, layer, weights):
        super().__init__()
        start = f"layers.{layer}."
        own = {name[len(start):]: nn.Parameter(value.clone()) for name, value in weights.items() if name.startswith(start)}
        for name, parameter in own.items():
            self.register_parameter(name.replace(".", "_"), parameter)
        self.serial, self.parallel = (
            [own[f"{kind}.{part}"] for part in ("down.weight", "down.bias", "up.weight", "up.bias")] if f"{kind}.down.weight" in own else None
            for kind in ("serial_adapter", "parallel_adapter"))
        self.prefix = (own["prefix_tuning.keys"], own["prefix_tuning.values"]) if "prefix_tuning.keys" in own else None
        self.length = 0 if self.prefix is None else len(self.prefix[0])
        self.is_empty = not own

    @staticmethod
    def bottleneck(x, parts):
        return F.linear(F.relu(F.linear(x, parts[0], parts[1])), parts[2], parts[3])

    def extend(self, keys, values):  # [B, T, C] -> [B, L + T, C]
        if self.prefix is None:
            return keys, values
        return tuple(
            torch.cat((own.expand(len(rest), -1, -1), rest), dim=1) for own, rest in zip(self.prefix, (keys, values)))

    def add(self, x, h, norm):  # both see the block as it was
        result = h
        if self.parallel is not None:
            result = result + PARALLEL_SCALE * self.bottleneck(x, self.parallel)
        if self.serial is not None:
            result = result + self.bottleneck(norm(h + x), self.serial)
        return result


class Base(nn.Module):
    """The frozen model, shared by all trials."""

    def __init__(self, config, weights):
        super().__init__()
        table, position, segment = (weights[f"bert.embeddings.{name}_embeddings.weight"] for name in ("word", "position", "token_type"))
        hidden = table.shape[1]
        self.embeddings = bert.Embeddings(hidden, len(table), len(position), len(segment))
        inner = len(weights["bert.encoder.layer.0.intermediate.dense.weight"])
        self.layers = nn.ModuleList(
            bert.Layer(hidden, config["heads"], inner, config["dropout"], config["activation"]) for _ in range(config["layers"]))
        names = {
            "embeddings.tokens": "embeddings.word_embeddings", "embeddings.positions": "embeddings.position_embeddings",
            "embeddings.segments": "embeddings.token_type_embeddings", "embeddings.norm": "embeddings.LayerNorm"}
        for layer in range(config["layers"]):
            for own, theirs in (
                    ("query", "attention.self.query"), ("key", "attention.self.key"), ("value", "attention.self.value"),
                    ("output", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"), ("up", "intermediate.dense"),
                    ("down", "output.dense"), ("norm2", "output.LayerNorm")):
                names[f"layers.{layer}.{own}"] = f"encoder.layer.{layer}.{theirs}"
        state = {}
        for key in self.state_dict():
            module, kind = key.rsplit(".", 1)
            state[key] = weights[f"bert.{names[module]}.{kind}"]
        self.load_state_dict(state)
        self.requires_grad_(False)
        for module in self.modules():
            if isinstance(module, nn.LayerNorm):
                module.eps = config["epsilon"]


class Model(nn.Module):
    """The frozen model with the modules and the head of one trial."""

    def __init__(self, base, weights, dropout):
        super().__init__()
        self.base = [base]  # in a list: its weights are not this trial's
        self.own = nn.ModuleList(Modules(layer, weights) for layer in range(len(base.layers)))
        self.lowest = min((layer for layer, own in enumerate(self.own) if not own.is_empty), default=len(base.layers))
        self.dropout = dropout
        self.pooler, self.head = (
            nn.Linear(*reversed(weights[f"{name}.weight"].shape)) for name in ("bert.pooler.dense", "classifier"))
        for module, name in ((self.pooler, "bert.pooler.dense"), (self.head, "classifier")):
            module.load_state_dict({kind: weights[f"{name}.{kind}"] for kind in ("weight", "bias")})

    def train(self, mode=True):
        super().train(mode)
        self.base[0].eval()
        for layer in self.base[0].layers[self.lowest:]:
            layer.train(mode)
        return self

    def forward(self, ids, segments, padding):
        base = self.base[0]
        masks = {0: padding}
        with torch.no_grad():
            x = base.embeddings(ids, segments)
            for layer in base.layers[:self.lowest]:
                x = layer(x, padding)
        for layer, own in zip(base.layers[self.lowest:], self.own[self.lowest:]):
            if own.length not in masks:
                masks[own.length] = F.pad(padding, (own.length, 0))  # every token sees the prefix
            x = layer(x, masks[own.length], None if own.is_empty else own)
        return self.head(F.dropout(torch.tanh(self.pooler(x[:, 0])), self.dropout, self.training))


class Rows:
    """A dataset of token numbers."""

    def __init__(self, data, padding):
        self.ids, self.segments = ([torch.tensor(row) for row in data[name]] for name in ("ids", "segments"))
        self.labels, self.padding = torch.tensor(data["labels"]), padding

    def batch(self, rows):
        ids = nn.utils.rnn.pad_sequence([self.ids[row] for row in rows], True, self.padding)
        segments = nn.utils.rnn.pad_sequence([self.segments[row] for row in rows], True)
        lengths = torch.tensor([len(self.ids[row]) for row in rows])
        hidden = torch.arange(ids.shape[1])[None] >= lengths[:, None]  # [B, T]
        return (ids, segments, torch.zeros(ids.shape).masked_fill_(hidden, -1e9)[:, None, None]), self.labels[rows]


def measure(model, rows, batches):
    """Accuracy and mean loss, without dropout and without gradients."""
    model.eval()
    correct, loss, count = 0, 0.0, 0
    with torch.no_grad():
        for batch in batches:
            inputs, labels = rows.batch(batch)
            logits = model(*inputs)
            correct += (logits.argmax(dim=1) == labels).sum().item()
            loss += F.cross_entropy(logits, labels, reduction="sum").item()
            count += len(batch)
    return correct / count, loss / count


def build(base, trial):
    return Model(base, bert.read_safetensors(os.path.join(FOLDER, trial["weights"])), trial["head_dropout"])


def first_loss(model, trial, data, weights):
    """The loss of the first step's rows before anything is trained, without dropout."""
    inputs, labels = data["train"].batch(trial["batches"][0][0])
    with torch.no_grad():
        return F.cross_entropy(model.eval()(*inputs), labels, weight=weights).item()


def optimiser(model, trial, steps):
    matrices = [p for p in model.parameters() if p.dim() >= 2]
    vectors = [p for p in model.parameters() if p.dim() < 2]
    optimizer = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": trial["weight_decay"]}, {"params": vectors, "weight_decay": 0.0}],
        lr=trial["learning_rate"], foreach=True)
    warmup = trial["warmup_steps"]
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: step / warmup if step < warmup else max(0.0, (steps - step) / max(1, steps - warmup)))
    return optimizer, schedule


def train(model, trial, data, weights):
    """Trains all epochs and keeps the best; its accuracy, the first of equals, and its loss."""
    optimizer, schedule = optimiser(model, trial, sum(map(len, trial["batches"])))
    trained = list(model.parameters())
    best, state = (-1.0, 0.0), None
    for batches in trial["batches"]:
        model.train()
        for batch in batches:
            inputs, labels = data["train"].batch(batch)
            loss = F.cross_entropy(model(*inputs), labels, weight=weights)
            loss.item()  # whether it is finite is looked at in each step
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            if trial["clipping"] > 0:
                nn.utils.clip_grad_norm_(trained, trial["clipping"])
            optimizer.step()
            schedule.step()
        measured = measure(model, data["validation"], data["measured"])
        if measured[0] > best[0]:
            best, state = measured, {name: value.clone() for name, value in model.state_dict().items()}
    torch.save(state, os.path.join(FOLDER, "trained.pt"))
    return best


def main():
    torch.set_num_threads(THREADS)
    torch.manual_seed(0)
    with open(os.path.join(FOLDER, "sweep.json")) as file:
        sweep = json.load(file)
    base = Base(sweep["model"], bert.read_safetensors(os.path.join(FOLDER, "base.safetensors")))
    data = {
        length: {
            "train": Rows(rows["train"], sweep["padding"]), "validation": Rows(rows["validation"], sweep["padding"]),
            "measured": rows["measured"]}
        for length, rows in sweep["rows"].items()}
    weights = torch.tensor(sweep["class_weights"]) if sweep["class_weights"] else None
    first = [first_loss(build(base, trial), trial, data[str(trial["length"])], weights) for trial in sweep["trials"]]
    started, used, own, results = time.perf_counter(), time.process_time(), time.thread_time(), []
    for trial, loss in zip(sweep["trials"], first):
        accuracy, measured = train(build(base, trial), trial, data[str(trial["length"])], weights)
        results.append({"first_loss": loss, "accuracy": accuracy, "loss": measured})
    print(json.dumps({
        "engine": bert.engine(),
        "threads": THREADS,
        "import_seconds": IMPORTED - STARTED,
        "reading_seconds": started - IMPORTED,
        "seconds": time.perf_counter() - started,
        "cpu_seconds": time.process_time() - used,
        "main_thread_seconds": time.thread_time() - own,
        "peak_bytes": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        "trials": results,
    }))


main()
