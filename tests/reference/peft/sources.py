"""Lets sources of transformers, peft and their kin be imported that were never installed; see transformers_peft.py."""
import importlib.machinery
import importlib.metadata
import json
import os
import struct
import sys
import types

import numpy
import torch

TYPES = {"F32": ("<f4", torch.float32), "F16": ("<f2", torch.float16), "I64": ("<i8", torch.int64), "I32": ("<i4", torch.int32), "BOOL": ("?", torch.bool)}
VERSIONS = {  # what sources cannot say of themselves without being installed
    "accelerate": "0.34.0", "huggingface-hub": "0.25.0", "huggingface_hub": "0.25.0", "peft": "0.20.1.dev0", "regex": "2022.10.31",
    "safetensors": "0.5.0", "tokenizers": "0.13.3", "torch": "1.13.0", "transformers": "4.32.0.dev0",
}


def read_header(path):
    with open(path, "rb") as file:
        return json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))


def load_file(path, device="cpu"):
    header = read_header(path)
    with open(path, "rb") as file:
        data = file.read()[8 + struct.unpack("<Q", open(path, "rb").read(8))[0]:]
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            numbers = numpy.frombuffer(data[begin:end], dtype=TYPES[entry["dtype"]][0]).reshape(entry["shape"])
            tensors[name] = torch.from_numpy(numbers.copy())
    return tensors


def save_file(tensors, path, metadata=None):
    names = {kind: name for name, (_, kind) in TYPES.items()}
    header, blobs, at = {"__metadata__": metadata or {}}, [], 0
    for name, tensor in tensors.items():
        blob = tensor.detach().cpu().contiguous().numpy().tobytes()
        header[name] = {"dtype": names[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [at, at + len(blob)]}
        blobs.append(blob)
        at += len(blob)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(blobs))


class OpenFile:
    """safetensors.safe_open."""

    def __init__(self, path, framework="pt", device="cpu"):
        self._tensors, self._header = load_file(path), read_header(path)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def keys(self):
        return list(self._tensors)

    def get_tensor(self, name):
        return self._tensors[name]

    def metadata(self):
        return self._header.get("__metadata__")


class Cache(tuple):
    """DynamicCache as the tuple that older models take."""

    @classmethod
    def from_legacy_cache(cls, layers):
        return cls(layers)


def module(name, **content):
    made = types.ModuleType(name)
    made.__spec__ = importlib.machinery.ModuleSpec(name, None, is_package=True)
    made.__path__ = []
    made.__dict__.update(content)
    sys.modules[name] = made
    return made


def install():
    os.environ["HF_HUB_OFFLINE"] = "1"
    torch_part = module(
        "safetensors.torch", load_file=load_file, save_file=save_file, load_model=None, save_model=None,
        storage_ptr=lambda tensor: tensor.storage().data_ptr(), storage_size=lambda tensor: tensor.storage().nbytes())
    module(
        "safetensors", __version__=VERSIONS["safetensors"], safe_open=OpenFile, torch=torch_part,
        SafetensorError=type("SafetensorError", (Exception,), {}))
    installed = importlib.metadata.version
    importlib.metadata.version = lambda name: VERSIONS.get(name) or installed(name)
    import transformers

    transformers.PretrainedConfig.__contains__ = lambda config, name: hasattr(config, name)
    transformers.__dict__.update(DynamicCache=Cache, Cache=type("Cache", (), {}), EncoderDecoderCache=type("EncoderDecoderCache", (), {}))


def set_rotary_base(rotary, base):
    inner = rotary.inv_freq.shape[0] * 2
    rotary.inv_freq.copy_(1.0 / base ** (torch.arange(0, inner, 2).float() / inner))
    rotary._set_cos_sin_cache(seq_len=rotary.max_position_embeddings, device=rotary.inv_freq.device, dtype=torch.get_default_dtype())
