"""Writes pytorch_model.bin, a state dict of every kind of tensor that is read, and malicious.bin, which would run a command.

Usage: /usr/bin/python3 state_dict.py OUTPUT_FOLDER        (made with PyTorch 1.13.0)
"""
import collections
import os
import sys
import zipfile

import torch


class Command:
    def __reduce__(self):
        return os.system, ("touch executed",)


base = torch.arange(12, dtype=torch.float32)
state = collections.OrderedDict()
state["matrix"] = base.view(3, 4)
state["part"] = base.view(3, 4)[1:, 1:3]  # shares the storage
state["transposed"] = base.view(3, 4).t()
state["half"] = torch.tensor([1.5, -2.0], dtype=torch.float16)
state["brain"] = torch.tensor([3.0, 0.5], dtype=torch.bfloat16)
state["parameter"] = torch.nn.Parameter(torch.tensor([7.0]))
state["scalar"] = torch.tensor(5.0)
state["position_ids"] = torch.arange(3)
torch.save(state, f"{sys.argv[1]}/pytorch_model.bin")
torch.save({"weight": Command()}, f"{sys.argv[1]}/malicious.bin")
