"""What the real transformers classes compute with our exports, loaded by the real peft.

    AUTOPEFT_WRITE_EXPORTS=FOLDER dotnet run --project tests/AutoPeft.Peft.Tests -- --filter-class '*TransformersExportTests'
    PYTHONPATH=SOURCES python3 transformers_peft.py FOLDER        rewrites transformers_peft.json beside this script

SOURCES are the `src` folders of huggingface/transformers (05cda5df, 4.32.0.dev0: the last one that this PyTorch runs),
huggingface/peft (5d602fdbf, 0.20.1.dev0), huggingface/accelerate (0.34.0), huggingface/huggingface_hub (0.25.0), and Debian's
tqdm, regex, filelock, packaging and fsspec. Made with PyTorch 1.13.0 and Python 3.11.

Theirs is everything from the configuration files to the logits: `AutoModelForSequenceClassification` loads the base models of
../FAMILY/model, `PeftModel.from_pretrained` the exports with their heads. Ours are stand-ins for what cannot be installed, or where these
sources are of different ages:
- safetensors: reading and writing its files, in `sources.py` beside this script;
- transformers' `DynamicCache` as a tuple, which that version of transformers takes for past keys and values, and `in` for its configurations;
- the base of Llama's rotary positions, which that version of transformers does not yet read from the configuration;
- positions from 0 behind a prefix: PEFT counts the prefix as positions, which is why exports of prefixes are judged approximate.
"""
import inspect
import json
import os
import sys

import sources
import torch

sources.install()

# This PyTorch has no generator here; what peft draws is overwritten by the export.
_draw = torch.nn.init.kaiming_uniform_
torch.nn.init.kaiming_uniform_ = lambda tensor, *args, generator=None, **kwargs: _draw(tensor, *args, **kwargs)

import peft  # noqa: E402
import transformers  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))


def batch_of(family):
    with open(os.path.join(HERE, "..", family, "batch.json"), encoding="utf-8") as file:
        batch = json.load(file)
    ids = torch.tensor(batch["ids"])
    mask = (torch.arange(ids.shape[1])[None, :] < torch.tensor(batch["lengths"])[:, None]).long()
    segments = {"token_type_ids": torch.tensor(batch["segments"])} if family == "bert" else {}
    return {"input_ids": ids, "attention_mask": mask, **segments}


def base_of(family):
    model = transformers.AutoModelForSequenceClassification.from_pretrained(
        os.path.join(HERE, "..", family, "model"), num_labels=2, ignore_mismatched_sizes=True)
    model.config.pad_token_id = 0
    if family == "llama":
        for module in model.modules():
            if hasattr(module, "inv_freq"):
                sources.set_rotary_base(module, model.config.rope_theta)
    return model.eval()


def positions_from_zero(model, ids):
    backbone = model.base_model
    if "position_ids" not in inspect.signature(backbone.forward).parameters:
        return
    forward = backbone.forward
    positions = torch.arange(ids.shape[1])[None, :]
    if model.config.model_type == "roberta":
        from transformers.models.roberta.modeling_roberta import create_position_ids_from_input_ids

        positions = create_position_ids_from_input_ids(ids, backbone.embeddings.padding_idx)
    backbone.forward = lambda *args, **kwargs: forward(*args, **{**kwargs, "position_ids": positions})
    backbone.forward.__signature__ = inspect.signature(forward)


def logits_of(family, folder):
    batch = batch_of(family)
    base = base_of(family)
    with open(os.path.join(folder, "adapter_config.json"), encoding="utf-8") as file:
        kind = json.load(file)["peft_type"]
    if kind == "PREFIX_TUNING":
        positions_from_zero(base, batch["input_ids"])
    model = peft.PeftModel.from_pretrained(base, folder).eval()
    stored = sources.load_file(os.path.join(folder, "adapter_model.safetensors"))
    saved = peft.get_peft_model_state_dict(model, save_embedding_layers=False)
    assert set(saved) == set(stored), sorted(set(saved) ^ set(stored))
    assert all(torch.equal(saved[name], stored[name]) for name in stored)
    with torch.no_grad():
        if kind != "PROMPT_TUNING":
            return model(**batch).logits
        # peft hands over embeddings alone, and without ids the last position of a padded batch is classified: one text at a time.
        lengths = batch["attention_mask"].sum(1).tolist()
        texts = [{key: value[row : row + 1, :length] for key, value in batch.items()} for row, length in enumerate(lengths)]
        return torch.cat([model(**text).logits for text in texts])


def main(folder):
    results, refused = {}, {}
    for name in sorted(os.listdir(folder)):
        family = name.split("_")[0]
        try:
            results[name] = [float(f"{value:.9g}") for value in logits_of(family, os.path.join(folder, name)).reshape(-1).tolist()]
            print(name, results[name])
        except Exception as error:
            refused[name] = error
            print(name, "REFUSED", type(error).__name__, error)
    print(len(results), "loaded,", len(refused), "refused:", ", ".join(refused))
    with open(os.path.join(HERE, "transformers_peft.json"), "w", encoding="utf-8") as file:
        lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(values)}" for name, values in results.items())
        file.write("{\n" + lines + "\n}\n")


if __name__ == "__main__":
    main(sys.argv[1])
