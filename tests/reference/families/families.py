"""Writes the reference numbers of small models of four families: NAME/model/, NAME/batch.json and NAME/expected.safetensors.

Usage: python3 families.py OUTPUT_FOLDER        (made with PyTorch 1.13.0, numpy 1.24)

Written from the published architectures in plain PyTorch: RoBERTa (Liu et al. 2019), DistilBERT (Sanh et al. 2019), GPT-2
(Radford et al. 2019), Llama (Touvron et al. 2023, rotary positions of Su et al. 2021, grouped queries of Ainslie et al. 2023).
Everything is computed in float64 from float32 weights and rounded once, so that differences are those of the code under test.
Tensor names are Hugging Face's. Evaluation mode: dropout masks of two programs cannot agree. Gradients of GPT-2's Conv1D weights
are written as [out, in], as the code under test holds them; its checkpoint has [in, out].
"""
import json
import math
import os
import struct
import sys

import torch
import torch.nn.functional as F

LENGTHS, LABELS = [9, 6, 7], [1, 0, 2]
IDS = [[2, 5, 9, 17, 3, 21, 8, 36, 3], [2, 11, 12, 3, 30, 3, 0, 0, 0], [2, 5, 5, 33, 28, 14, 3, 0, 0]]
STEPS, RATE, DECAY = 10, 1e-3, 0.01
V, C, L, H, I, G = 37, 24, 2, 4, 40, 2  # vocabulary, width, layers, heads, inner width, heads of keys and values in Llama
D = C // H
HIDDEN = torch.arange(9)[None, :] >= torch.tensor(LENGTHS)[:, None]  # [B, T], keys nobody sees
IN_OUT = ("c_attn.weight", "c_proj.weight", "c_fc.weight")

CONFIGS = {
    "roberta": {
        "architectures": ["RobertaForSequenceClassification"], "model_type": "roberta", "vocab_size": V, "hidden_size": C,
        "num_hidden_layers": L, "num_attention_heads": H, "intermediate_size": I, "max_position_embeddings": 13,
        "type_vocab_size": 1, "hidden_act": "gelu", "layer_norm_eps": 1e-5, "pad_token_id": 1,
    },
    "distilbert": {
        "architectures": ["DistilBertForSequenceClassification"], "model_type": "distilbert", "vocab_size": V, "dim": C,
        "n_layers": L, "n_heads": H, "hidden_dim": I, "max_position_embeddings": 11, "activation": "gelu", "pad_token_id": 0,
    },
    "gpt2": {
        "architectures": ["GPT2LMHeadModel"], "model_type": "gpt2", "vocab_size": V, "n_embd": C, "n_layer": L, "n_head": H,
        "n_inner": I, "n_positions": 11, "activation_function": "gelu_new", "layer_norm_epsilon": 1e-5,
    },
    "llama": {
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", "vocab_size": V, "hidden_size": C, "num_hidden_layers": L,
        "num_attention_heads": H, "num_key_value_heads": G, "intermediate_size": I, "max_position_embeddings": 11,
        "rms_norm_eps": 1e-6, "rope_theta": 100.0, "hidden_act": "silu", "tie_word_embeddings": False,
    },
}


def shapes(name):
    """Tensor shapes by name; True marks a norm's weight."""
    found = {}

    def linear(path, size_in, size_out, bias=True):
        found[path + ".weight"] = (size_in, size_out) if path.split(".")[-1] in ("c_attn", "c_proj", "c_fc") else (size_out, size_in)
        if bias:
            found[path + ".bias"] = (size_out,)

    def norm(path, bias=True):
        found[path + ".weight"] = (C, "norm")
        if bias:
            found[path + ".bias"] = (C,)

    if name in ("roberta", "distilbert"):
        found[f"{name}.embeddings.word_embeddings.weight"] = (V, C)
        found[f"{name}.embeddings.position_embeddings.weight"] = (CONFIGS[name]["max_position_embeddings"], C)
        if name == "roberta":
            found["roberta.embeddings.token_type_embeddings.weight"] = (1, C)
        norm(f"{name}.embeddings.LayerNorm")
        for layer in range(L):
            path, (q, k, v, o, up, down, first, second) = encoder_paths(name, layer)
            for part in (q, k, v, o):
                linear(f"{path}.{part}", C, C)
            linear(f"{path}.{up}", C, I)
            linear(f"{path}.{down}", I, C)
            norm(f"{path}.{first}")
            norm(f"{path}.{second}")
        dense, out = encoder_head(name)
        linear(dense, C, C)
        linear(out, C, 3)
    elif name == "gpt2":
        found["transformer.wte.weight"] = (V, C)
        found["transformer.wpe.weight"] = (11, C)
        for layer in range(L):
            path = f"transformer.h.{layer}"
            norm(f"{path}.ln_1")
            linear(f"{path}.attn.c_attn", C, 3 * C)
            linear(f"{path}.attn.c_proj", C, C)
            norm(f"{path}.ln_2")
            linear(f"{path}.mlp.c_fc", C, I)
            linear(f"{path}.mlp.c_proj", I, C)
        norm("transformer.ln_f")
        linear("score", C, 3, bias=False)
    else:
        found["model.embed_tokens.weight"] = (V, C)
        for layer in range(L):
            path = f"model.layers.{layer}"
            for part, size_in, size_out in [("self_attn.q_proj", C, H * D), ("self_attn.k_proj", C, G * D), ("self_attn.v_proj", C, G * D),
                                            ("self_attn.o_proj", H * D, C), ("mlp.gate_proj", C, I), ("mlp.up_proj", C, I), ("mlp.down_proj", I, C)]:
                linear(f"{path}.{part}", size_in, size_out, bias=False)
            norm(f"{path}.input_layernorm", bias=False)
            norm(f"{path}.post_attention_layernorm", bias=False)
        norm("model.norm", bias=False)
        linear("lm_head", C, V, bias=False)
        linear("score", C, 3, bias=False)
    return found


def encoder_paths(name, layer):
    if name == "roberta":
        return f"roberta.encoder.layer.{layer}", (
            "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
            "intermediate.dense", "output.dense", "attention.output.LayerNorm", "output.LayerNorm")
    return f"distilbert.transformer.layer.{layer}", (
        "attention.q_lin", "attention.k_lin", "attention.v_lin", "attention.out_lin",
        "ffn.lin1", "ffn.lin2", "sa_layer_norm", "output_layer_norm")


def encoder_head(name):
    return ("classifier.dense", "classifier.out_proj") if name == "roberta" else ("pre_classifier", "classifier")


def attention(query, key, value, causal, prefix=None):
    """[B, T, H·D] on [B, T, G·D]; a prefix, [P, G·D] twice, is seen by every query."""
    batch, time = query.shape[:2]
    mask = HIDDEN[:, None, :].expand(batch, time, time)
    if causal:
        mask = mask | torch.ones(time, time, dtype=torch.bool).triu(1)
    if prefix:
        key = torch.cat([prefix[0].expand(batch, -1, -1), key], 1)
        value = torch.cat([prefix[1].expand(batch, -1, -1), value], 1)
        mask = torch.cat([torch.zeros(batch, time, prefix[0].shape[0], dtype=torch.bool), mask], 2)

    def split(x):
        parts = x.view(batch, x.shape[1], -1, D).transpose(1, 2)
        return parts.repeat_interleave(H // parts.shape[1], 1)

    weights = split(query) @ split(key).transpose(2, 3) / math.sqrt(D)
    weights = weights.masked_fill(mask[:, None], -math.inf).softmax(-1)
    return (weights @ split(value)).transpose(1, 2).reshape(batch, time, H * D)


def encode_encoder(name, p, extended):
    def linear(path, x):
        return F.linear(x, p[path + ".weight"], p[path + ".bias"])

    eps = CONFIGS[name].get("layer_norm_eps", 1e-12)

    def norm(path, x):
        return F.layer_norm(x, (C,), p[path + ".weight"], p[path + ".bias"], eps)

    first_position = 2 if name == "roberta" else 0
    x = p[f"{name}.embeddings.word_embeddings.weight"][torch.tensor(IDS)]
    x = x + p[f"{name}.embeddings.position_embeddings.weight"][first_position:first_position + 9]
    if name == "roberta":
        x = x + p["roberta.embeddings.token_type_embeddings.weight"][0]
    x = norm(f"{name}.embeddings.LayerNorm", x)
    for layer in range(L):
        path, (q, k, v, o, up, down, first, second) = encoder_paths(name, layer)
        query, key, value = (linear(f"{path}.{part}", x) for part in (q, k, v))
        if extended and layer == 0:
            query = 1.5 * query
        attended = attention(query, key, value, False, extended if layer == 1 else None)
        y = norm(f"{path}.{first}", linear(f"{path}.{o}", attended) + x)
        h = linear(f"{path}.{down}", F.gelu(linear(f"{path}.{up}", y)))
        if extended and layer == 1:
            h = h + 0.25 * norm(f"{path}.{second}", h + y) + 0.5 * y
        x = norm(f"{path}.{second}", h + y)
    return x


def close(x, h, extended):
    """The end of a pre-norm block, with what the tests hook in there."""
    return x + h + (0.25 * (h + x) + 0.5 * x if extended else 0)


def encode_gpt2(p, extended):
    def conv(path, x):
        return x @ p[path + ".weight"] + p[path + ".bias"]

    def norm(path, x):
        return F.layer_norm(x, (C,), p[path + ".weight"], p[path + ".bias"], 1e-5)

    def gelu(x):
        return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3)))

    x = p["transformer.wte.weight"][torch.tensor(IDS)] + p["transformer.wpe.weight"][:9]
    for layer in range(L):
        path = f"transformer.h.{layer}"
        both = conv(f"{path}.attn.c_attn", norm(f"{path}.ln_1", x)) * (1.5 if extended and layer == 0 else 1)
        attended = attention(*both.split(C, 2), True, extended if layer == 1 else None)
        x = x + conv(f"{path}.attn.c_proj", attended)
        h = conv(f"{path}.mlp.c_proj", gelu(conv(f"{path}.mlp.c_fc", norm(f"{path}.ln_2", x))))
        x = close(x, h, extended and layer == 1)
    return norm("transformer.ln_f", x)


def encode_llama(p, extended):
    def linear(path, x):
        return F.linear(x, p[path + ".weight"])

    def norm(path, x):
        return x / torch.sqrt((x * x).mean(-1, keepdim=True) + 1e-6) * p[path + ".weight"]

    angles = torch.arange(9).double()[:, None] * (100.0 ** (-torch.arange(0, D, 2).double() / D))  # [T, D / 2]
    cos, sin = torch.cat([angles, angles], 1).cos(), torch.cat([angles, angles], 1).sin()

    def rotate(x):
        heads = x.view(*x.shape[:2], -1, D)
        half = torch.cat([-heads[..., D // 2:], heads[..., :D // 2]], -1)
        return (heads * cos[:, None] + half * sin[:, None]).view(x.shape)

    x = p["model.embed_tokens.weight"][torch.tensor(IDS)]
    for layer in range(L):
        path = f"model.layers.{layer}"
        n = norm(f"{path}.input_layernorm", x)
        query, key, value = (linear(f"{path}.self_attn.{part}_proj", n) for part in "qkv")
        query = 1.5 * query if extended and layer == 0 else query
        attended = attention(rotate(query), rotate(key), value, True, extended if layer == 1 else None)
        x = x + linear(f"{path}.self_attn.o_proj", attended)
        n = norm(f"{path}.post_attention_layernorm", x)
        h = linear(f"{path}.mlp.down_proj", F.silu(linear(f"{path}.mlp.gate_proj", n)) * linear(f"{path}.mlp.up_proj", n))
        x = close(x, h, extended and layer == 1)
    return norm("model.norm", x)


def encode(name, p, extended=None):
    if name == "gpt2":
        return encode_gpt2(p, extended)
    return encode_llama(p, extended) if name == "llama" else encode_encoder(name, p, extended)


def classify(name, p, x):
    if name in ("gpt2", "llama"):
        last = x[torch.arange(3), torch.tensor(LENGTHS) - 1]
        return F.linear(last, p["score.weight"])
    dense, out = encoder_head(name)
    pooled = F.linear(x[:, 0], p[dense + ".weight"], p[dense + ".bias"])
    pooled = torch.tanh(pooled) if name == "roberta" else torch.relu(pooled)
    return F.linear(pooled, p[out + ".weight"], p[out + ".bias"])


def next_tokens(name, p, x):
    """The mean cross entropy of every token that is not padding but the first."""
    logits = F.linear(x, p["transformer.wte.weight" if name == "gpt2" else "lm_head.weight"])
    targets = torch.tensor(IDS)[:, 1:].masked_fill(HIDDEN[:, 1:], -1)
    return logits, F.cross_entropy(logits[:, :-1].reshape(-1, V), targets.reshape(-1), ignore_index=-1)


def gradients(p, loss, prefix):
    for value in p.values():
        value.grad = None
    loss.backward()
    return {f"{prefix}.{name}": value.grad.T if name.endswith(IN_OUT) else value.grad
            for name, value in p.items() if value.grad is not None}


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


def make(name, folder):
    torch.manual_seed(0)
    # Larger than a fresh model's, so that attention is uneven and every gradient is well above rounding.
    stored = {key: (0.3 * torch.randn([s for s in shape if s != "norm"]) + (1 if "norm" in shape else 0)).float()
              for key, shape in shapes(name).items()}
    os.makedirs(f"{folder}/model", exist_ok=True)
    write(f"{folder}/model/model.safetensors", stored)
    batch = {"ids": IDS, "segments": [[0] * 9] * 3, "lengths": LENGTHS, "labels": LABELS}
    for file_name, content in [("model/config.json", CONFIGS[name]), ("batch.json", batch)]:
        with open(f"{folder}/{file_name}", "w", encoding="ascii", newline="\n") as file:
            json.dump(content, file, indent=2)
            file.write("\n")

    p = {key: value.double().requires_grad_() for key, value in stored.items()}
    labels, expected = torch.tensor(LABELS), {}
    x = encode(name, p)
    logits = classify(name, p, x)
    loss = F.cross_entropy(logits, labels)
    expected |= {"hidden": x, "logits": logits, "loss": loss} | gradients(p, loss, "gradient")
    if name in ("gpt2", "llama"):
        logits, loss = next_tokens(name, p, encode(name, p))
        expected |= {"next.logits": logits, "next.loss": loss} | gradients(p, loss, "next.gradient")

    width = G * D if name == "llama" else C
    prefix = [(0.3 * torch.randn(2, width)).float().double() for _ in range(2)]
    expected |= {"prefix.keys": prefix[0], "prefix.values": prefix[1], "extended.hidden": encode(name, p, prefix)}

    used = [value for key, value in p.items() if not key.startswith("lm_head")]
    optimizer = torch.optim.AdamW(used, lr=RATE, weight_decay=DECAY)
    losses = []
    for _ in range(STEPS):
        optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(classify(name, p, encode(name, p)), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.detach())
    expected["losses"] = torch.stack(losses)
    write(f"{folder}/expected.safetensors", expected)
    print(name, expected["loss"].item(), [round(v.item(), 5) for v in losses])


for family in CONFIGS:
    make(family, f"{sys.argv[1]}/{family}")
