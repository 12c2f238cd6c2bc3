"""Runs a train.py that `autopeft export --script` wrote, with sources of transformers and peft that were never installed.

    PYTHONPATH=SOURCES python3 training_script.py TRAIN.PY ARGUMENTS

SOURCES as in transformers_peft.py. Besides the stand-ins that are described there:
- tokenizers are those of Python, since those of Rust cannot be installed; `word_ids`, which only the latter have, is done with them;
- the model card that peft writes beside what it saves is left out: its templates cannot be installed either.
"""
import runpy
import sys

import sources
import torch

sources.install()

_draw = torch.nn.init.kaiming_uniform_
torch.nn.init.kaiming_uniform_ = lambda tensor, *args, generator=None, **kwargs: _draw(tensor, *args, **kwargs)

import peft  # noqa: E402
import transformers  # noqa: E402
import transformers.models.bert as bert  # noqa: E402

_tokenizer = transformers.AutoTokenizer.from_pretrained
transformers.AutoTokenizer.from_pretrained = lambda *args, **options: _tokenizer(*args, use_fast=False, **options)
bert.BertTokenizerFast = bert.BertTokenizer


def with_words(tokenize):
    def call(tokenizer, text, *args, is_split_into_words=False, **options):
        inputs = tokenize(tokenizer, text, *args, is_split_into_words=is_split_into_words, **options)
        if is_split_into_words:
            owners = [number for number, word in enumerate(text) for _ in tokenizer.tokenize(word)]
            owners = owners[: len(inputs["input_ids"]) - tokenizer.num_special_tokens_to_add()]
            inputs.word_ids = lambda: [None, *owners, None]
        return inputs

    return call


peft.PeftModel.create_or_update_model_card = lambda model, folder: None
bert.BertTokenizer.__call__ = with_words(bert.BertTokenizer.__call__)

if __name__ == "__main__":
    sys.argv = sys.argv[1:]
    runpy.run_path(sys.argv[0], run_name="__main__")
