"""Trains the LoRA modules of one trial with transformers and peft, as docs/command-runner.md describes."""
import csv
import json
import os
import sys

import torch
from peft import LoraConfig, TaskType, get_peft_model
from torch.utils.data import DataLoader
from transformers import AutoModelForSequenceClassification, AutoTokenizer, get_linear_schedule_with_warmup, set_seed


def say(**message):
    print(json.dumps(message), flush=True)


def rows_of(path, data):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(row[data["text"]], row[data["label"]]) for row in rows]


def lora_of(modules):
    """One LoraConfig for modules that differ from layer to layer in their rank."""
    ranks, alphas, targets, places = {}, {}, [], []
    for module in modules:
        if module["method"] != "lora":
            say(failed=f"This script trains LoRA, not {module['method']}.")
            sys.exit(0)
        targets += [target for target in module["targets"] if target not in targets]
        for layer in module["layers"]:
            places.append(layer)
            for target in module["targets"]:
                name = rf"\.{layer}\..*\.{target}"
                ranks[name], alphas[name] = module["rank"], module["alpha"]
    return LoraConfig(
        task_type=TaskType.SEQ_CLS, r=max(ranks.values()), lora_alpha=max(alphas.values()), target_modules=targets,
        layers_to_transform=sorted(set(places)), rank_pattern=ranks, alpha_pattern=alphas)


def accuracy_of(model, batches, device):
    model.eval()
    right = total = 0
    with torch.no_grad():
        for batch in batches:
            batch = {name: value.to(device) for name, value in batch.items()}
            right += (model(**batch).logits.argmax(-1) == batch["labels"]).sum().item()
            total += len(batch["labels"])
    return right / total


def main():
    assignment = json.loads(sys.stdin.readline())
    training, data = assignment["training"], assignment["data"]
    set_seed(assignment["seed"] % 2**32)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    train, validation = rows_of(data["train"], data), rows_of(data["validation"], data)
    labels = sorted({label for _, label in train})
    tokenizer = AutoTokenizer.from_pretrained(assignment["model"])

    def collate(rows):
        batch = tokenizer([text for text, _ in rows], truncation=True, max_length=training["maximum_length"], padding=True, return_tensors="pt")
        batch["labels"] = torch.tensor([labels.index(label) for _, label in rows])
        return batch

    model = AutoModelForSequenceClassification.from_pretrained(assignment["model"], num_labels=len(labels))
    model = get_peft_model(model, lora_of(assignment["peft"]["modules"])).to(device)
    batches = DataLoader(train, batch_size=training["batch_size"], shuffle=True, collate_fn=collate)
    tests = DataLoader(validation, batch_size=64, collate_fn=collate)
    steps = len(batches) * training["epochs"]
    optimizer = torch.optim.AdamW(
        [weight for weight in model.parameters() if weight.requires_grad], lr=training["learning_rate"], weight_decay=training["weight_decay"])
    schedule = get_linear_schedule_with_warmup(optimizer, int(training["warmup"] * steps), steps)
    checkpoint = os.path.join(assignment["folder"], "checkpoint.pt")
    first, step, accuracy = 0, 0, 0.0
    if assignment["resume_from"]:
        state = torch.load(assignment["resume_from"]["path"], map_location=device, weights_only=True)
        model.load_state_dict(state["model"], strict=False)
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        first, step = state["epoch"], state["step"]

    for epoch in range(first, training["epochs"]):
        model.train()
        for batch in batches:
            step += 1
            loss = model(**{name: value.to(device) for name, value in batch.items()}).loss
            if not torch.isfinite(loss):
                say(infeasible="diverged", reason=f"The loss is {loss.item()} at step {step}.")
                return
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), training["gradient_clipping"])
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            say(progress=step / steps)

        accuracy = accuracy_of(model, tests, device)
        kept = {name: value for name, value in model.state_dict().items() if "lora_" in name or "classifier" in name}
        torch.save({"model": kept, "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(), "epoch": epoch + 1, "step": step}, checkpoint + ".new")
        os.replace(checkpoint + ".new", checkpoint)
        say(checkpoint="checkpoint.pt", step=step)
        say(step=step, metrics={"accuracy": accuracy, "loss": loss.item()})
        verdict = sys.stdin.readline()
        if not verdict or json.loads(verdict)["verdict"] != "continue":
            return  # Not promising, or nobody is there any longer.

    model.save_pretrained(os.path.join(assignment["folder"], "peft"))
    say(result={"accuracy": accuracy})


if __name__ == "__main__":
    main()
