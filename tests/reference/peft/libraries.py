"""What Hugging Face PEFT and AdapterHub compute from our exports, with their own code.

    AUTOPEFT_WRITE_EXPORTS=FOLDER dotnet run --project tests/AutoPeft.Peft.Tests -- --filter-class '*LibraryExportTests'
    python3 libraries.py FOLDER PEFT_SOURCE ADAPTERS_SOURCE        rewrites libraries.json beside this script

PEFT_SOURCE and ADAPTERS_SOURCE are the `src` folders of huggingface/peft (made with commit 5d602fdbf, 0.20.1.dev0) and
adapter-hub/adapters (88f18ebd, 1.2.0). What is theirs here: reading the configuration, deciding which module goes where,
building it, naming its tensors, loading them and computing with them. What is not: the base model below, written for this
comparison with BERT's module names, and stand-ins for libraries that are imported but not needed (transformers and others).
The whole of AdapterHub's model classes was therefore not run, nor its loader for heads. Made with PyTorch 1.13.0.
"""
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


class Placeholder(type):
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


def load_base(transformers, folder, without_positions):
    with open(os.path.join(folder, "base", "config.json"), encoding="utf-8") as file:
        config = Config(json.load(file))
    tensors = read_tensors(os.path.join(folder, "base", "model.safetensors"))
    tensors = {name if name.startswith("bert.") else "bert." + name: value for name, value in tensors.items()}
    if without_positions:
        tensors["bert.embeddings.position_embeddings.weight"].zero_()
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


def with_adapters(model, config, folder):
    from adapters.composition import parse_composition
    from adapters.configuration import ModelAdaptersConfig
    from adapters.context import ForwardContext
    from adapters.methods.adapter_layer_base import AdapterLayerBase
    from adapters.methods.bottleneck import BottleneckLayer
    from adapters.methods.lora import LoRALinear
    from adapters.methods.modeling import init_shared_parameters
    from adapters.methods.prefix_tuning import PrefixTuningLayer, PrefixTuningPool
    from adapters.methods.prompt_tuning import PromptTuningLayer, _attn_mask_hook_fn

    class AdaptedOutput(Output, BottleneckLayer):
        def forward(self, hidden, residual):
            return self.bottleneck_layer_forward(self.dense(hidden), residual, self.LayerNorm)

    def extend(self, key, value, hidden, mask):
        return self.prefix_tuning(key, value, hidden, mask)

    with open(os.path.join(folder, "export", "adapter_config.json"), encoding="utf-8") as file:
        export = json.load(file)
    name = export["name"]
    manager = ModelAdaptersConfig()
    bert = model.bert
    bert.prefix_tuning = PrefixTuningPool(config, manager)
    bert.prompt_tuning = PromptTuningLayer(config, manager, bert.embeddings.word_embeddings)
    bert.embeddings.register_forward_hook(lambda module, inputs, output: bert.prompt_tuning(output))
    bert.shared_parameters = nn.ModuleDict()
    for layer in bert.encoder.layer:
        attention = layer.attention.self
        for part, letter in (("query", "q"), ("key", "k"), ("value", "v")):
            setattr(attention, part, LoRALinear.wrap(getattr(attention, part), "selfattn", config, manager, attn_key=letter))
        layer.intermediate.dense = LoRALinear.wrap(layer.intermediate.dense, "intermediate", config, manager)
        layer.output.dense = LoRALinear.wrap(layer.output.dense, "output", config, manager)
        attention.prefix_tuning = PrefixTuningLayer("self_prefix", config, manager)
        attention.prefix_tuning.set_pool(bert.prefix_tuning)
        attention.extend = types.MethodType(extend, attention)
        layer.output.__class__ = AdaptedOutput
        layer.output.location_key = "output_adapter"
        layer.register_forward_pre_hook(_attn_mask_hook_fn)
        BottleneckLayer.init_adapters(layer.output, config, manager)

    manager.add(name, export["config"])
    for index, layer in enumerate(bert.encoder.layer):
        for module in layer.modules():
            if isinstance(module, AdapterLayerBase):
                module.add_adapter(name, index)
    bert.prefix_tuning.confirm_prefix(name)
    bert.prompt_tuning.add_adapter(name, -1)
    if export["config"].get("phm_layer"):
        bert.shared_parameters[name] = init_shared_parameters(export["config"], config.hidden_size, "cpu")
    manager.active_setup = parse_composition(name)

    # Each attention also registers the one table of prefixes as its own: the same tensor under further names.
    own = {key for key in model.state_dict() if f".{name}." in key and ".pool." not in key}
    weights = read_tensors(os.path.join(folder, "export", "adapter.safetensors"))
    assert own == set(weights), own ^ set(weights)
    head = read_tensors(os.path.join(folder, "export", "model_head.safetensors"))
    assert not model.load_state_dict({**weights, **head}, strict=False).unexpected_keys
    model.eval()

    class Prefixes:
        def forward_context(self, context):
            context.prefix_states = bert.prefix_tuning(**BATCH)
            context.shared_parameters = {key: value for key, value in bert.shared_parameters.items()}

    with ForwardContext(Prefixes()):
        return model(**BATCH)


def main(folder, peft_source, adapters_source):
    transformers = install_stand_ins()
    sys.path.insert(0, peft_source)
    # AdapterHub's own package module loads lazily through transformers: only its folder is needed.
    adapters = types.ModuleType("adapters")
    adapters.__path__, adapters.__version__ = [os.path.join(adapters_source, "adapters")], "1.2.0"
    sys.modules["adapters"] = adapters

    results = {}
    for name in sorted(os.listdir(folder)):
        place = os.path.join(folder, name)
        config, model = load_base(transformers, place, name.endswith("_without_positions"))
        with torch.no_grad():
            library = with_peft(model, place) if name.startswith("peft_") else with_adapters(model, config, place)
        results[name] = [float(f"{value:.9g}") for value in library.reshape(-1).tolist()]
        print(name, results[name])

    with open(os.path.join(HERE, "libraries.json"), "w", encoding="utf-8") as file:
        lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(values)}" for name, values in results.items())
        file.write("{\n" + lines + "\n}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
