"""A trainer that needs nothing but Python: asks a dashboard for trials, reports on the way, tells what came out.

    autopeft serve                                                    # in one terminal
    python3 trainer.py http://127.0.0.1:5055 formula formula.yaml     # in others, on as many machines as you like

Where keys are asked for, put one of role 'operator' into AUTOPEFT_KEY.
"""

import json
import math
import os
import sys
import time
import urllib.error
import urllib.request
import uuid


EPOCHS = 3  # of a whole training, where the study does not say how much that is


class Study:
    def __init__(self, server, name):
        self.base = f"{server.rstrip('/')}/api/v1/studies"
        self.name = name

    def create(self, file):
        with open(file, encoding="utf-8") as text:
            self.post("", {"text": text.read()}, taken_is_fine=True)

    def ask(self, lease_seconds=60):
        return self.post(f"/{self.name}/ask", {"trainer": f"trainer-{os.getpid()}", "leaseSeconds": lease_seconds})

    def report(self, trial, step, metrics):
        return self.post(f"/{self.name}/trials/{trial['number']}/report", {"lease": trial["lease"], "step": step, "metrics": metrics})

    def tell(self, trial, **outcome):
        return self.post(f"/{self.name}/trials/{trial['number']}/tell", {"lease": trial["lease"], **outcome})

    def post(self, path, body, taken_is_fine=False):
        """Sends a write again when its answer is lost; the key has it done once all the same."""
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())}
        if key := os.environ.get("AUTOPEFT_KEY"):
            headers["Authorization"] = f"Bearer {key}"
        request = urllib.request.Request(self.base + path, json.dumps(body).encode(), headers)
        for pause in (1, 2, 4, 8, None):
            try:
                with urllib.request.urlopen(request, timeout=300) as answer:
                    return json.loads(answer.read() or "null")
            except urllib.error.HTTPError as refused:
                problem = json.loads(refused.read() or "{}")
                if refused.code == 400 and taken_is_fine and "name" in problem.get("detail", ""):
                    return None
                if refused.code not in (429, 502, 503) or pause is None:
                    raise SystemExit(f"{path}: {refused.code} {problem.get('detail', '')}")
            except (urllib.error.URLError, TimeoutError) as lost:
                if pause is None:
                    raise SystemExit(f"{path}: {lost}")
            time.sleep(pause)


def stages(fidelity):
    """With how much training to report what came out. Of each stage: the step of its report, how much to train, on what share of the data."""
    if fidelity is None:  # nobody stops this trial: when to report is ours to say
        return [(epoch, epoch, 1.0) for epoch in range(1, EPOCHS + 1)]
    if fidelity["unit"] == "share":
        return [(place, EPOCHS, share) for place, share in enumerate(fidelity["amounts"], 1)]
    return [(amount, amount, 1.0) for amount in fidelity["amounts"]]  # epochs or steps: the step of a report says how many


def train(study, trial):
    """Put your training here. Gives the values to tell; None when it was told to stop."""
    configuration = trial["configuration"]
    for step, amount, share in stages(trial["fidelity"]):
        # Epochs and steps go on from the weights of the stage before; a share of the data is trained on from fresh ones.
        error = 0.1 * abs(math.log10(configuration["rate"]) + 2) + 1 / (amount * share * configuration["rank"])
        answer = study.report(trial, step, {"error": error} if share == 1 else {"error": error, "data_share": share})
        if answer["verdict"] != "continue":
            print(f"trial {trial['number']}: {answer['verdict']} after {amount} on {share:.3g} of the data. {answer['reason']}", flush=True)
            return None
    return {"error": error, "parameters": 1000 * configuration["rank"]}


def main(server, name, file=None):
    study = Study(server, name)
    if file:
        study.create(file)
    while True:
        answer = study.ask()
        trial = answer["trial"]
        if trial is None:
            if answer["done"]:
                print(answer["reason"], flush=True)
                return
            time.sleep(min(answer["retryAfterSeconds"], 2))
            continue
        try:
            values = train(study, trial)
        except Exception as fault:
            study.tell(trial, failed=repr(fault))
            continue
        if values is not None:
            told = study.tell(trial, result=values)
            print(f"trial {trial['number']}: {told['state']} {told['values']}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
