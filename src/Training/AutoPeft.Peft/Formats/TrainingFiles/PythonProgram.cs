namespace AutoPeft.Peft.Formats.TrainingFiles;

/// <summary>The program that <see cref="PythonScript"/> writes, with placeholders between at signs.</summary>
internal static class PythonProgram
{
    /// <summary>What weighs the classes in the loss; takes the place of the trainer of transformers.</summary>
    public const string WeightedTrainer = """
        class WeightedTrainer(Trainer):
            def compute_loss(self, model, inputs, return_outputs=False, **kwargs):
                labels = inputs.pop("labels")
                outputs = model(**inputs)
                logits = outputs["logits"]
                weights = torch.tensor(WEIGHTS, dtype=logits.dtype, device=logits.device)
                loss = torch.nn.functional.cross_entropy(logits.flatten(0, -2), labels.flatten(), weights)
                return (loss, outputs) if return_outputs else loss



        """;

    /// <summary>The program.</summary>
    public const string Text = """"
        """Trains PEFT modules that AutoPEFT found again, with transformers and peft.

            python train.py --train @TRAIN_FILE@

        Of all epochs, the one with the best @METRIC@ on the validation texts is kept, as in the study@RESULT@.
        """
        import argparse
        import csv
        import hashlib
        import json

        import numpy
        import peft
        import torch
        from transformers import (
            AutoConfig,
            @MODEL_CLASS@,
            AutoTokenizer,
            @COLLATOR@,
            Trainer,
            TrainerCallback,
            TrainingArguments,
        )

        MODULES = @PEFT@
        LABELS = @LABELS@
        @WEIGHTS@LENGTH = @LENGTH@  # tokens of a text, at most
        PATIENCE = @PATIENCE@  # epochs without improvement
        SPLIT_SEED, TEST, VALIDATION = @SPLIT_SEED@, @TEST_FRACTION@, @VALIDATION_FRACTION@  # the parts of the training file for others


        def read(path, options):
            with open(path, encoding="utf-8-sig", newline="") as file:
                if options.format == "jsonl":
                    rows = [json.loads(line) for line in file if line.strip()]
                else:
                    names = @COLUMNS@
                    style = {"delimiter": "\t", "quoting": csv.QUOTE_NONE} if options.format == "tsv" else {}
                    rows = list(csv.DictReader(file, names, **style))
            columns = (options.text, options.text_pair, options.label)
            return [[@CELL@ for column in columns] for row in rows]


        def place(row, purpose):
            """A number in [0, 1) that depends on the texts only."""
            text = f"{purpose}\0{SPLIT_SEED}\0{row[0]}\0{row[1] or ''}"
            return (int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little") >> 11) / 2**53


        def limited(rows, count):
            chosen = sorted(range(len(rows)), key=lambda index: place(rows[index], "limit"))[:count]
            return [rows[index] for index in sorted(chosen)]


        def splits(options):
            """The training and validation texts of the study."""
            rows = read(options.train, options)
            train = [row for row in rows if place(row, "split") >= TEST + VALIDATION]
            validation = [row for row in rows if TEST <= place(row, "split") < TEST + VALIDATION]
            if options.validation:
                validation = read(options.validation, options)
            return limited(train, @TRAIN_LIMIT@), limited(validation, @VALIDATION_LIMIT@)


        @ENCODE@


        class Texts(torch.utils.data.Dataset):
            def __init__(self, rows, tokenizer):
                self.rows = [encode(row, tokenizer) for row in rows]

            def __len__(self):
                return len(self.rows)

            def __getitem__(self, index):
                return self.rows[index]


        @METRICS@def reduced(logits, labels):
            logits = logits[0] if isinstance(logits, tuple) else logits
            return @REDUCE@


        def measure(prediction):
            predicted, actual = prediction.predictions, prediction.label_ids
        @SELECT@    return {"@METRIC@": float(numpy.mean([function(predicted, actual) for function in (@FUNCTIONS@,)]))}


        class BestEpoch(TrainerCallback):
            """Measures after every epoch and puts the values of the best one back at the end."""

            def __init__(self, model):
                self.model, self.best, self.since, self.values = model, None, 0, {}

            def on_epoch_end(self, args, state, control, **kwargs):
                control.should_evaluate = True

            def on_evaluate(self, args, state, control, metrics, **kwargs):
                value = metrics["eval_@METRIC@"]
                self.since += 1
                if self.best is None or value @BETTER@ self.best:
                    trained = ((name, tensor) for name, tensor in self.model.named_parameters() if tensor.requires_grad)
                    self.best, self.since, self.values = value, 0, {name: tensor.detach().clone() for name, tensor in trained}
                control.should_training_stop |= PATIENCE is not None and self.since >= PATIENCE

            def on_train_end(self, args, state, control, **kwargs):
                self.model.load_state_dict(self.values, strict=False)


        @TRAINER@def main():
            parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
            parser.add_argument("--model", default=@MODEL@, help="the base model: a folder or a name on the hub")
            parser.add_argument("--train", required=True)
            parser.add_argument("--validation"@VALIDATION_OPTION@)
            parser.add_argument("--format", default=@FORMAT@, choices=["tsv", "csv", "jsonl"])
            parser.add_argument("--text", default=@TEXT@, help="the column of the text (default: %(default)s)")
            parser.add_argument("--text-pair", default=@TEXT_PAIR@)
            parser.add_argument("--label", default=@LABEL@, help="the column of what is learned (default: %(default)s)")
            parser.add_argument("--output", default="output")
            parser.add_argument("--seed", type=int, default=@SEED@)
            options = parser.parse_args()

            torch.manual_seed(options.seed)
            tokenizer = AutoTokenizer.from_pretrained(options.model@TOKENIZER@)
        @INPUTS@    if tokenizer.pad_token is None:
                tokenizer.pad_token = tokenizer.eos_token
            config = AutoConfig.from_pretrained(options.model)
            config.pad_token_id = tokenizer.pad_token_id  # the classifier of decoders reads the token before the padding
            config.classifier_dropout = config.seq_classif_dropout = @DROPOUT@
        @CONFIGURE@    base = @MODEL_CLASS@.from_pretrained(options.model, config=config).float()
            model = peft.get_peft_model(base, peft.get_peft_config(dict(MODULES)))
            model.print_trainable_parameters()
            train, validation = splits(options)
            trainer = @TRAINER_CLASS@(
                model=model,
                args=TrainingArguments(
                    output_dir=options.output,
                    learning_rate=@RATE@,
                    num_train_epochs=@EPOCHS@,
                    per_device_train_batch_size=@BATCH@,
                    gradient_accumulation_steps=@PARTS@,
                    warmup_ratio=@WARMUP@,
                    weight_decay=@DECAY@,
                    max_grad_norm=@CLIP@,
                    lr_scheduler_type="linear",
                    save_strategy="no",
                    logging_strategy="epoch",
                    report_to="none",
                    label_names=["labels"],
                    remove_unused_columns=False,  # for it, peft hides what the model reads
                    seed=options.seed,
                ),
                train_dataset=Texts(train, tokenizer),
                eval_dataset=Texts(validation, tokenizer),
                data_collator=@COLLATOR@(tokenizer),
                compute_metrics=measure,
                preprocess_logits_for_metrics=reduced,
                callbacks=[BestEpoch(model)],
            )
            trainer.train()
            print(trainer.evaluate())
            model.save_pretrained(options.output)


        if __name__ == "__main__":
            main()

        """";
}
