"""Stands where a training script would: hears its assignment, reports after each epoch, keeps a checkpoint, gives a result."""
import argparse
import json
import math
import os
import random
import sys

arguments = argparse.ArgumentParser()
arguments.add_argument("--rate", type=float, required=True)
rate = arguments.parse_args().rate

assignment = json.loads(sys.stdin.readline())
epochs = assignment["training"]["epochs"]
size = sum(len(module["layers"]) * module["rank"] for module in assignment["peft"]["modules"])
noise = random.Random(assignment["seed"]).gauss(0, 0.01)
best = 0.6 + 0.03 * math.log1p(size) - 0.02 * abs(math.log10(rate) + 2.5) + noise

start = 0
if assignment["resume_from"]:
    with open(assignment["resume_from"]["path"]) as file:
        start = json.load(file)["epoch"]

for epoch in range(start + 1, epochs + 1):
    accuracy = best * (1 - math.exp(-epoch))
    with open(os.path.join(assignment["folder"], "checkpoint.json"), "w") as file:
        json.dump({"epoch": epoch}, file)
    print(json.dumps({"checkpoint": "checkpoint.json", "step": epoch}), flush=True)
    print(json.dumps({"step": epoch, "metrics": {"accuracy": accuracy}}), flush=True)
    verdict = sys.stdin.readline()
    if not verdict or json.loads(verdict)["verdict"] != "continue":
        sys.exit(0)

print(json.dumps({"result": {"accuracy": accuracy}}), flush=True)
