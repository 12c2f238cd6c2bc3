"""What Hugging Face PEFT and AdapterHub compute from our exports, with their own code.

    AUTOPEFT_WRITE_EXPORTS=FOLDER dotnet run --project tests/AutoPeft.Peft.Tests -- --filter-class '*LibraryExportTests'
    python3 libraries.py FOLDER PEFT_SOURCE ADAPTERS_SOURCE        rewrites libraries.json beside this script

PEFT_SOURCE and ADAPTERS_SOURCE are the `src` folders of huggingface/peft (made with commit 5d602fdbf, 0.20.1.dev0) and
adapter-hub/adapters (88f18ebd, 1.2.0). What is theirs here: `PeftModel.from_pretrained` and `model.load_adapter` with all that they do:
reading the configuration, deciding which module goes where, building it, naming its tensors, loading them and the head, and computing with
them. What is not: the base model below, written for this comparison with BERT's module names, and stand-ins for libraries that are imported
but not needed (transformers and others). AdapterHub's own versions of transformers' layers were therefore not run: here its modules
are put where its BERT has them. What our verdicts call impossible there is tried at the end, and must fail. Made with PyTorch 1.13.0.
"""
import abc
import importlib.abc
import importlib.machinery
import json
import math
import os
import struct
import sys
import types

import numpy
import torch
from torch import nn

HERE = os.path.dirname(os.path.abspath(__file__))
STAND_INS = ("accelerate", "filelock", "huggingface_hub", "safetensors", "torchvision", "tqdm", "transformers")
BATCH = {
    "input_ids": torch.tensor([[3, 7, 1, 9], [4, 2, 0, 0]]),
    "attention_mask": torch.tensor([[1, 1, 1, 1], [1, 1, 0, 0]]),
}


class Placeholder(abc.ABCMeta):
    """A class whose attributes are again such classes."""

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return placeholder(name)


def placeholder(name):
    return Placeholder(name, (), {"__init__": lambda self, *args, **kwargs: None})


class StandIn(types.ModuleType):
    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        setattr(self, name, placeholder(name))
        return self.__dict__[name]


class StandInFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path, target=None):
        if name.split(".")[0] in STAND_INS:
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        return StandIn(spec.name)

    def exec_module(self, module):
        pass


def read_tensors(path, device="cpu"):
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            numbers = numpy.frombuffer(data[begin:end], dtype="<f4").reshape(entry["shape"])
            tensors[name] = torch.from_numpy(numbers.copy())
    return tensors


# AdapterHub's gates take the mean over padding, too.
FULL = {"input_ids": BATCH["input_ids"][:1], "attention_mask": BATCH["attention_mask"][:1]}

# Where a library differs in a part of the base model, that part is zero.
WITHOUT = {"_without_positions": ("position_embeddings.weight",), "_without_biases": ("query.bias", "output.dense.bias")}

# What the library asks of a model of transformers when it loads.
LOADING = {"_convert_to_flex_head": False, "_keys_to_ignore_on_load_unexpected": None, "_tied_weights_keys": None, "model_frozen": False}


class Cache:
    """The stand-in of transformers' DynamicCache: it only carries what PEFT puts in."""

    def __init__(self, layers=None):
        self.layers = layers


def install_stand_ins():
    sys.meta_path.insert(0, StandInFinder())
    try:
        import packaging.version  # noqa: F401
    except ImportError:
        import pip._vendor.packaging as packaging
        import pip._vendor.packaging.version

        sys.modules["packaging"] = packaging
        sys.modules["packaging.version"] = pip._vendor.packaging.version
    import accelerate
    import huggingface_hub
    import safetensors
    import safetensors.torch
    import transformers
    import transformers.activations
    import transformers.integrations
    import transformers.modeling_utils
    import transformers.pytorch_utils
    import transformers.utils

    versions = {transformers: "4.57.0", accelerate: "1.0.0", huggingface_hub: "0.30.0", safetensors: "0.5.0"}
    for module, version in versions.items():
        module.__version__ = version
    # This PyTorch has no generator here; what is drawn is overwritten by the export.
    draw = nn.init.kaiming_uniform_
    nn.init.kaiming_uniform_ = lambda tensor, *args, generator=None, **kwargs: draw(tensor, *args, **kwargs)
    safetensors.torch.load_file = read_tensors
    transformers.DynamicCache = Cache
    transformers.integrations.is_deepspeed_zero3_enabled = lambda: False
    transformers.activations.get_activation = lambda name: {
        "relu": torch.relu, "gelu": nn.functional.gelu, "swish": nn.functional.silu, "tanh": torch.tanh,
    }[name]
    transformers.utils.PushToHubMixin = type("PushToHubMixin", (), {})
    transformers.utils.is_remote_url = lambda text: False
    transformers.pytorch_utils.Conv1D = type("Conv1D", (), {})
    transformers.modeling_utils.ModuleUtilsMixin = type("ModuleUtilsMixin", (), {"device": torch.device("cpu")})
    return transformers


# ---- the base model: BERT's equations and module names -------------------------------------------------------------


class Config(dict):
    """BERT's configuration, by key and by attribute."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def to_dict(self):
        return dict(self)


class Embeddings(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.word_embeddings = nn.Embedding(c.vocab_size, c.hidden_size)
        self.position_embeddings = nn.Embedding(c.max_position_embeddings, c.hidden_size)
        self.token_type_embeddings = nn.Embedding(c.type_vocab_size, c.hidden_size)
        self.LayerNorm = nn.LayerNorm(c.hidden_size, eps=c.layer_norm_eps)

    def forward(self, ids, offset):
        positions = torch.arange(offset, offset + ids.shape[1])
        return self.LayerNorm(
            self.word_embeddings(ids) + self.position_embeddings(positions) + self.token_type_embeddings.weight[0]
        )


class SelfAttention(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.heads = c.num_attention_heads
        self.query = nn.Linear(c.hidden_size, c.hidden_size)
        self.key = nn.Linear(c.hidden_size, c.hidden_size)
        self.value = nn.Linear(c.hidden_size, c.hidden_size)

    def split(self, x):
        return x.view(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def extend(self, key, value, hidden, mask):
        return key, value, mask

    def forward(self, hidden, mask, past):
        query, key, value = (self.split(part(hidden)) for part in (self.query, self.key, self.value))
        if past is not None:
            key, value = torch.cat([past[0], key], 2), torch.cat([past[1], value], 2)
        key, value, mask = self.extend(key, value, hidden, mask)
        scores = query @ key.transpose(-1, -2) / math.sqrt(query.shape[-1]) + mask
        result = scores.softmax(-1) @ value
        return result.transpose(1, 2).reshape(hidden.shape)


class Output(nn.Module):
    def __init__(self, inputs, c):
        super().__init__()
        self.dense = nn.Linear(inputs, c.hidden_size)
        self.LayerNorm = nn.LayerNorm(c.hidden_size, eps=c.layer_norm_eps)

    def forward(self, hidden, residual):
        return self.LayerNorm(self.dense(hidden) + residual)


class Attention(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.self = SelfAttention(c)
        self.output = Output(c.hidden_size, c)


class Intermediate(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.dense = nn.Linear(c.hidden_size, c.intermediate_size)


class Layer(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.attention = Attention(c)
        self.intermediate = Intermediate(c)
        self.output = Output(c.intermediate_size, c)

    def forward(self, hidden, mask, past):
        attended = self.attention.output(self.attention.self(hidden, mask, past), hidden)
        return self.output(nn.functional.gelu(self.intermediate.dense(attended)), attended)


class Encoder(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.layer = nn.ModuleList(Layer(c) for _ in range(c.num_hidden_layers))


class Pooler(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.dense = nn.Linear(c.hidden_size, c.hidden_size)


def make_model(transformers, config, tensors):
    class Bert(nn.Module, transformers.PreTrainedModel):
        def __init__(self):
            super().__init__()
            self.embeddings = Embeddings(config)
            self.encoder = Encoder(config)
            self.pooler = Pooler(config)

        def forward(self, input_ids=None, attention_mask=None, past_key_values=None, **ignored):
            # As transformers' BertModel: what is past counts as positions.
            length = 0 if past_key_values is None else past_key_values.layers[0].shape[3]
            mask = (1.0 - attention_mask[:, None, None, :].float()) * torch.finfo(torch.float32).min
            hidden = self.embeddings(input_ids, length)
            for index, layer in enumerate(self.encoder.layer):
                past = None if past_key_values is None else past_key_values.layers[index]
                hidden = layer(hidden, mask, past)
            return hidden, torch.tanh(self.pooler.dense(hidden[:, 0]))

    class BertForSequenceClassification(nn.Module):
        def __init__(self):
            super().__init__()
            self.config = config
            self.bert = Bert()
            self.classifier = nn.Linear(config.hidden_size, 2)

        device = torch.device("cpu")

        @property
        def base_model(self):
            return self.bert

        def forward(self, input_ids=None, attention_mask=None, **ignored):
            return self.classifier(self.bert(input_ids, attention_mask)[1])

    model = BertForSequenceClassification()
    missing, unexpected = model.load_state_dict(tensors, strict=False)
    assert not unexpected, unexpected
    assert all(name.startswith(("bert.pooler.", "classifier.")) for name in missing), missing
    return model.eval()


def load_base(transformers, folder):
    with open(os.path.join(folder, "base", "config.json"), encoding="utf-8") as file:
        config = Config(name_or_path="base", **json.load(file))
    tensors = read_tensors(os.path.join(folder, "base", "model.safetensors"))
    tensors = {name if name.startswith("bert.") else "bert." + name: value for name, value in tensors.items()}
    for suffix, cleared in WITHOUT.items():
        for name, tensor in tensors.items():
            if folder.endswith(suffix) and name.endswith(cleared):
                tensor.zero_()
    return config, make_model(transformers, config, tensors)


# ---- the libraries --------------------------------------------------------------------------------------------------


def with_peft(model, folder):
    import peft

    loaded = peft.PeftModel.from_pretrained(model, os.path.join(folder, "export"))
    expected = read_tensors(os.path.join(folder, "export", "adapter_model.safetensors"))
    saved = peft.get_peft_model_state_dict(loaded, save_embedding_layers=False)
    assert set(saved) == set(expected), set(saved) ^ set(expected)
    assert all(torch.equal(saved[name], expected[name]) for name in expected)
    result = loaded(**BATCH, return_dict=False)
    return result[0] if isinstance(result, tuple) else result


def adapted(config, model):
    """Gives the model what AdapterHub gives its own BERT: layers that can hold its modules, and its methods."""
    from adapters.configuration import ModelAdaptersConfig
    from adapters.methods.bottleneck import BottleneckLayer
    from adapters.methods.lora import LoRALinear
    from adapters.methods.prefix_tuning import PrefixTuningLayer, PrefixTuningPool
    from adapters.methods.prompt_tuning import PromptTuningLayer, _attn_mask_hook_fn
    from adapters.model_mixin import ModelBaseAdaptersMixin, ModelWithHeadsAdaptersMixin

    class AdaptedOutput(Output, BottleneckLayer):
        def forward(self, hidden, residual):
            return self.bottleneck_layer_forward(self.dense(hidden), residual, self.LayerNorm)

    def extend(self, key, value, hidden, mask):
        return self.prefix_tuning(key, value, hidden, mask)

    def adapt(layer):
        attention = layer.attention.self
        for part, letter in (("query", "q"), ("key", "k"), ("value", "v")):
            setattr(attention, part, LoRALinear.wrap(getattr(attention, part), "selfattn", config, manager, attn_key=letter))
        layer.intermediate.dense = LoRALinear.wrap(layer.intermediate.dense, "intermediate", config, manager)
        layer.output.dense = LoRALinear.wrap(layer.output.dense, "output", config, manager)
        attention.prefix_tuning = PrefixTuningLayer("self_prefix", config, manager)
        attention.prefix_tuning.set_pool(bert.prefix_tuning)
        attention.extend = types.MethodType(extend, attention)
        layer.register_forward_pre_hook(_attn_mask_hook_fn)
        for output, location in ((layer.attention.output, "mh_adapter"), (layer.output, "output_adapter")):
            output.__class__ = AdaptedOutput
            output.location_key = location
            BottleneckLayer.init_adapters(output, config, manager)

    manager = ModelAdaptersConfig()
    bert = model.bert
    bert.__class__ = type("AdaptedBert", (ModelBaseAdaptersMixin, type(bert)), {
        "add_base_adapters": True, "device": torch.device("cpu"), "base_model": property(lambda self: self), "forward": type(bert).forward,
        "iter_layers": lambda self: enumerate(self.encoder.layer)})
    model.__class__ = type("BertForSequenceClassification", (ModelWithHeadsAdaptersMixin, type(model)), {"forward": type(model).forward})
    for part in (bert, model):
        part.__dict__.update(config=config, adapters_config=manager, base_model_prefix="bert", **LOADING)
    bert.shared_parameters = nn.ModuleDict()
    bert.prefix_tuning = PrefixTuningPool(config, manager)
    bert.prompt_tuning = PromptTuningLayer(config, manager, bert.embeddings.word_embeddings)
    bert.embeddings.register_forward_hook(lambda module, inputs, output: bert.prompt_tuning(output))
    for layer in bert.encoder.layer:
        adapt(layer)

    return model


def logits(model, batch=BATCH):
    from adapters.context import ForwardContext

    with ForwardContext(model.eval().bert, **batch):
        return model(**batch)


def with_adapters(model, config, folder):
    own = set(adapted(config, model).state_dict())
    info = {}
    model.load_adapter(os.path.join(folder, "export"), set_active=True, use_safetensors=True, loading_info=info)
    # Each attention also registers the one table of prefixes as its own: the same tensor under further names.
    missing = [key for key in info["missing_keys"] if ".pool." not in key]
    assert not missing and not info["unexpected_keys"], info

    added = {key for key in set(model.state_dict()) - own if ".pool." not in key}
    weights = read_tensors(os.path.join(folder, "export", "adapter.safetensors"))
    assert added == set(weights), added ^ set(weights)
    assert all(torch.equal(model.state_dict()[key], weights[key]) for key in added)
    return logits(model, FULL if folder.endswith("_without_padding") else BATCH)


def check_refusals(make):
    from adapters import configuration as c

    serial, parallel = c.SeqBnConfig(leave_out=[0]), c.ParBnConfig(leave_out=[0])
    refused = {
        "a serial and a parallel bottleneck in one layer": lambda: c.ConfigUnion(serial, parallel),
        "the same in all layers": lambda: c.ConfigUnion(c.SeqBnConfig(), c.ParBnConfig()),
        "two ranks": lambda: c.ConfigUnion(c.LoRAConfig(r=2, leave_out=[0]), c.LoRAConfig(r=4, leave_out=[1, 2])),
        "a low-rank update and factors": lambda: c.ConfigUnion(c.LoRAConfig(leave_out=[0]), c.IA3Config(leave_out=[1, 2])),
        "random matrices for modules of two sizes": lambda: c.VeraConfig(intermediate_lora=True),
    }
    for name, config in refused.items():
        try:
            model = make()
            model.add_adapter("refused", config(), set_active=True)
            logits(model)
        except (ValueError, RuntimeError) as error:
            print("refused:", name, "-", str(error).split(". ")[0][-120:])
        else:
            raise AssertionError(f"{name}: not refused")


def main(folder, peft_source, adapters_source):
    transformers = install_stand_ins()
    sys.path.insert(0, peft_source)
    # These two load lazily through transformers: only their folders are needed.
    for name in ("adapters", "adapters.wrappers"):
        package = types.ModuleType(name)
        package.__path__, package.__version__ = [os.path.join(adapters_source, *name.split("."))], "1.2.0"
        sys.modules[name] = package

    results = {}
    for name in sorted(os.listdir(folder)):
        place = os.path.join(folder, name)
        config, model = load_base(transformers, place)
        with torch.no_grad():
            library = with_peft(model, place) if name.startswith("peft_") else with_adapters(model, config, place)
        results[name] = [float(f"{value:.9g}") for value in library.reshape(-1).tolist()]
        print(name, results[name])

    check_refusals(lambda: adapted(*load_base(transformers, os.path.join(folder, "adapterhub_lora"))))
    with open(os.path.join(HERE, "libraries.json"), "w", encoding="utf-8") as file:
        lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(values)}" for name, values in results.items())
        file.write("{\n" + lines + "\n}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
