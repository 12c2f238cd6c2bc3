"""Writes the reference numbers of a small BERT: model/, batch.json and expected.safetensors beside this file.

Usage: python3 bert_step.py OUTPUT_FOLDER        (made with PyTorch 1.13.0, numpy 1.24)

Everything is computed in float64 from float32 weights and rounded once, so that differences are those of the code under test.
Tensor names are Hugging Face's; BertForSequenceClassification and BertForMaskedLM of transformers 4.32.0.dev0 give the same
losses, logits, hidden states and gradients from these files, to 1.2e-7. Evaluation mode: dropout masks of two programs cannot agree.
"""
import json
import math
import os
import struct
import sys

import torch
import torch.nn.functional as F

CONFIG = {
    "architectures": ["BertForSequenceClassification"], "model_type": "bert", "vocab_size": 37, "hidden_size": 24,
    "num_hidden_layers": 2, "num_attention_heads": 3, "intermediate_size": 40, "max_position_embeddings": 11,
    "type_vocab_size": 2, "hidden_act": "gelu", "layer_norm_eps": 1e-12, "hidden_dropout_prob": 0.1,
    "attention_probs_dropout_prob": 0.1, "initializer_range": 0.02, "pad_token_id": 0,
}
BATCH = {
    "ids": [[2, 5, 9, 17, 3, 21, 8, 36, 3], [2, 11, 12, 3, 30, 3, 0, 0, 0], [2, 5, 5, 33, 28, 14, 3, 0, 0]],
    "segments": [[0, 0, 0, 0, 0, 1, 1, 1, 1], [0, 0, 0, 0, 1, 1, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0, 0]],
    "lengths": [9, 6, 7],
    "labels": [1, 0, 2],
    "masked_positions": [2, 7, 10, 20, 21],
    "masked_targets": [9, 36, 11, 33, 4],
}
STEPS, RATE, DECAY = 10, 1e-3, 0.01


def parameters():
    width, inner = CONFIG["hidden_size"], CONFIG["intermediate_size"]
    shapes = {}

    def linear(path, size_in, size_out):
        shapes[path + ".weight"] = (size_out, size_in)
        shapes[path + ".bias"] = (size_out,)

    def norm(path):
        shapes[path + ".LayerNorm.weight"] = (width,)
        shapes[path + ".LayerNorm.bias"] = (width,)

    for name, rows in [("word", "vocab_size"), ("position", "max_position_embeddings"), ("token_type", "type_vocab_size")]:
        shapes[f"bert.embeddings.{name}_embeddings.weight"] = (CONFIG[rows], width)
    norm("bert.embeddings")
    for layer in range(CONFIG["num_hidden_layers"]):
        path = f"bert.encoder.layer.{layer}"
        for part in ("query", "key", "value"):
            linear(f"{path}.attention.self.{part}", width, width)
        linear(f"{path}.attention.output.dense", width, width)
        norm(f"{path}.attention.output")
        linear(f"{path}.intermediate.dense", width, inner)
        linear(f"{path}.output.dense", inner, width)
        norm(f"{path}.output")
    linear("bert.pooler.dense", width, width)
    linear("classifier", width, 3)
    linear("cls.predictions.transform.dense", width, width)
    norm("cls.predictions.transform")
    shapes["cls.predictions.bias"] = (CONFIG["vocab_size"],)
    torch.manual_seed(0)
    # Larger than a fresh model's, so that attention is uneven and every gradient is well above rounding.
    return {name: (0.3 * torch.randn(shape) + (1 if name.endswith("LayerNorm.weight") else 0)).float()
            for name, shape in shapes.items()}


def encode(p, batch, extended=None):
    """[B, T, C]. `extended` turns on what the tests hook into the model: see `extension`."""
    ids, segments, lengths = (torch.tensor(batch[name]) for name in ("ids", "segments", "lengths"))
    time, width, heads = ids.shape[1], CONFIG["hidden_size"], CONFIG["num_attention_heads"]

    def linear(path, x):
        return F.linear(x, p[path + ".weight"], p[path + ".bias"])

    def norm(path, x):
        return F.layer_norm(x, (width,), p[path + ".LayerNorm.weight"], p[path + ".LayerNorm.bias"], CONFIG["layer_norm_eps"])

    def split(x):
        return x.view(x.shape[0], x.shape[1], heads, width // heads).transpose(1, 2)

    table = "bert.embeddings.{}_embeddings.weight"
    x = p[table.format("word")][ids] + p[table.format("token_type")][segments] + p[table.format("position")][:time]
    x = norm("bert.embeddings", x)
    hidden = torch.arange(time)[None, :] >= lengths[:, None]  # [B, T], keys nobody sees
    for layer in range(CONFIG["num_hidden_layers"]):
        path = f"bert.encoder.layer.{layer}"
        query, key, value = (linear(f"{path}.attention.self.{part}", x) for part in ("query", "key", "value"))
        mask = hidden
        if extended and layer == 0:
            query = 1.5 * query
        if extended and layer == 1:
            prefix_keys, prefix_values = extended
            key = torch.cat([prefix_keys.expand(len(ids), -1, -1), key], 1)
            value = torch.cat([prefix_values.expand(len(ids), -1, -1), value], 1)
            mask = torch.cat([torch.zeros(len(ids), prefix_keys.shape[0], dtype=torch.bool), hidden], 1)
        weights = split(query) @ split(key).transpose(2, 3) / math.sqrt(width // heads)
        weights = weights.masked_fill(mask[:, None, None, :], -math.inf).softmax(-1)
        attended = (weights @ split(value)).transpose(1, 2).reshape(x.shape)
        y = norm(f"{path}.attention.output", linear(f"{path}.attention.output.dense", attended) + x)
        h = linear(f"{path}.output.dense", F.gelu(linear(f"{path}.intermediate.dense", y)))
        if extended and layer == 1:
            h = h + 0.25 * norm(f"{path}.output", h + y) + 0.5 * y
        x = norm(f"{path}.output", h + y)
    return x


def classify(p, x):
    pooled = torch.tanh(F.linear(x[:, 0], p["bert.pooler.dense.weight"], p["bert.pooler.dense.bias"]))
    return F.linear(pooled, p["classifier.weight"], p["classifier.bias"])


def predict(p, x, positions):
    tokens = x.reshape(-1, x.shape[-1])[positions]
    path = "cls.predictions.transform"
    h = F.gelu(F.linear(tokens, p[path + ".dense.weight"], p[path + ".dense.bias"]))
    h = F.layer_norm(h, h.shape[-1:], p[path + ".LayerNorm.weight"], p[path + ".LayerNorm.bias"], CONFIG["layer_norm_eps"])
    return F.linear(h, p["bert.embeddings.word_embeddings.weight"], p["cls.predictions.bias"])


def gradients(p, loss, prefix):
    for value in p.values():
        value.grad = None
    loss.backward()
    return {f"{prefix}.{name}": value.grad for name, value in p.items() if value.grad is not None}


def write(path, tensors):
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, value in tensors.items():
        value = value.detach().to(torch.float32)
        raw = value.contiguous().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def main(folder):
    stored = parameters()
    os.makedirs(f"{folder}/model", exist_ok=True)
    write(f"{folder}/model/model.safetensors", stored)
    for name, content in [("model/config.json", CONFIG), ("batch.json", BATCH)]:
        with open(f"{folder}/{name}", "w", encoding="ascii", newline="\n") as file:
            json.dump(content, file, indent=2)
            file.write("\n")

    p = {name: value.double().requires_grad_() for name, value in stored.items()}
    labels, targets = torch.tensor(BATCH["labels"]), torch.tensor(BATCH["masked_targets"])
    expected = {}

    x = encode(p, BATCH)
    logits = classify(p, x)
    loss = F.cross_entropy(logits, labels)
    expected |= {"hidden": x, "logits": logits, "loss": loss} | gradients(p, loss, "gradient")

    logits = predict(p, encode(p, BATCH), BATCH["masked_positions"])
    loss = F.cross_entropy(logits, targets)
    expected |= {"masked.logits": logits, "masked.loss": loss} | gradients(p, loss, "masked.gradient")

    prefix = [(0.3 * torch.randn(2, CONFIG["hidden_size"])).float().double() for _ in range(2)]
    expected |= {"prefix.keys": prefix[0], "prefix.values": prefix[1], "extended.hidden": encode(p, BATCH, prefix)}

    used = [value for name, value in p.items() if not name.startswith("cls.")]
    optimizer = torch.optim.AdamW(used, lr=RATE, weight_decay=DECAY)
    losses = []
    for _ in range(STEPS):
        optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(classify(p, encode(p, BATCH)), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.detach())
    expected["losses"] = torch.stack(losses)
    write(f"{folder}/expected.safetensors", expected)
    print(expected["loss"].item(), expected["masked.loss"].item(), [round(v.item(), 5) for v in losses])


main(sys.argv[1])
