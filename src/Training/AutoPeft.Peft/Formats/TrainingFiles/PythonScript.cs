using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Formats.TrainingFiles;

/// <summary>A short Python program that trains a recipe again with <c>transformers</c> and <c>peft</c>.</summary>
public sealed class PythonScript : ITrainingFileFormat
{
    /// <summary>The name users write.</summary>
    public const string FormatName = "script";

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public string Title => "Python script";

    /// <inheritdoc/>
    public ExportVerdict Judge(PeftConfig config, ModelShape shape)
    {
        var verdict = new HuggingFaceFormat().Judge(config, shape);

        return verdict.And(ExportVerdict.Approximate(RetrainingDifferences.Of(config)));
    }

    /// <inheritdoc/>
    public ExportFile Write(TrainingFileRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Judge(request.Recipe.Configuration, request.Shape).IsPossible)
        {
            throw new ArgumentException("PEFT cannot hold this configuration.", nameof(request));
        }

        var text = new StringBuilder(Program);
        foreach (var (placeholder, value) in Values(request))
        {
            text.Replace(placeholder, value);
        }

        return new("train.py", Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static IEnumerable<(string Placeholder, string Value)> Values(TrainingFileRequest request)
    {
        var (recipe, training) = (request.Recipe, request.Training);

        return
        [
            ("@PEFT@", Literal(Config(request))),
            ("@LABELS@", Literal(PortableJson.List(recipe.Classes))),
            ("@MODEL@", Literal(JsonValue.Create(request.BaseModel))),
            ("@RATE@", Literal(PortableJson.Float(training.LearningRate))),
            ("@EPOCHS@", Invariant(training.Epochs)),
            ("@BATCH@", Invariant(training.BatchSize)),
            ("@LENGTH@", Invariant(training.MaximumLength)),
            ("@WARMUP@", Literal(PortableJson.Float(training.Warmup))),
            ("@DECAY@", Literal(PortableJson.Float(training.WeightDecay))),
            ("@CLIP@", Literal(PortableJson.Float(training.GradientClipping))),
            ("@SEED@", Invariant(recipe.Seeds.GetValueOrDefault("training") % uint.MaxValue)), // numpy takes 32 bits
        ];
    }

    private static JsonObject Config(TrainingFileRequest request)
    {
        var config = LowRankTraining.Peft(request.Recipe.Configuration, request.Shape);
        config["task_type"] = "SEQ_CLS";
        config["modules_to_save"] = PortableJson.List(request.HeadModules);

        return config;
    }

    /// <summary>A JSON value as a Python literal, objects with one entry a line.</summary>
    private static string Literal(JsonNode? value, string indent = "") => value switch
    {
        null => "None",
        JsonObject map => $"{{\n{string.Concat(map.Select(entry => $"{indent}    {Quoted(entry.Key)}: {Literal(entry.Value, indent + "    ")},\n"))}{indent}}}",
        JsonArray list => $"[{string.Join(", ", list.Select(item => Literal(item)))}]",
        _ => value.GetValueKind() switch
        {
            JsonValueKind.True => "True",
            JsonValueKind.False => "False",
            JsonValueKind.String => Quoted(value.GetValue<string>()),
            _ => value.ToJsonString(),
        },
    };

    // JSON's escapes for what is not ASCII are Python's too.
    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);

    private const string Program = """"
        """Trains PEFT modules that AutoPEFT found again, with transformers and peft.

            python train.py --train train.tsv --validation dev.tsv --text sentence --label label

        The files are TSV or CSV with a header line.
        """
        import argparse
        import csv

        import numpy
        import peft
        import torch
        from transformers import AutoModelForSequenceClassification, AutoTokenizer, DataCollatorWithPadding, Trainer, TrainingArguments

        MODULES = @PEFT@
        LABELS = @LABELS@


        class Texts(torch.utils.data.Dataset):
            def __init__(self, path, options, tokenizer):
                with open(path, encoding="utf-8-sig", newline="") as file:
                    tsv = path.endswith(".tsv")
                    rows = list(csv.DictReader(file, delimiter="\t" if tsv else ",", quoting=csv.QUOTE_NONE if tsv else csv.QUOTE_MINIMAL))
                pairs = [row[options.text_pair] for row in rows] if options.text_pair else None
                self.inputs = tokenizer([row[options.text] for row in rows], pairs, truncation=True, max_length=@LENGTH@)
                self.labels = [LABELS.index(row[options.label]) for row in rows]

            def __len__(self):
                return len(self.labels)

            def __getitem__(self, index):
                return {**{name: values[index] for name, values in self.inputs.items()}, "labels": self.labels[index]}


        def accuracy(prediction):
            return {"accuracy": float(numpy.mean(numpy.argmax(prediction.predictions, axis=-1) == prediction.label_ids))}


        def main():
            parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
            parser.add_argument("--model", default=@MODEL@, help="the base model: a folder or a name on the hub")
            parser.add_argument("--train", required=True)
            parser.add_argument("--validation", required=True)
            parser.add_argument("--text", default="text")
            parser.add_argument("--text-pair")
            parser.add_argument("--label", default="label")
            parser.add_argument("--output", default="output")
            parser.add_argument("--seed", type=int, default=@SEED@)
            options = parser.parse_args()

            torch.manual_seed(options.seed)
            tokenizer = AutoTokenizer.from_pretrained(options.model)
            if tokenizer.pad_token is None:
                tokenizer.pad_token = tokenizer.eos_token
            base = AutoModelForSequenceClassification.from_pretrained(options.model, num_labels=len(LABELS))
            base.config.pad_token_id = tokenizer.pad_token_id  # the classifier of decoders reads the token before the padding
            model = peft.get_peft_model(base, peft.get_peft_config(dict(MODULES)))
            model.print_trainable_parameters()
            trainer = Trainer(
                model=model,
                args=TrainingArguments(
                    output_dir=options.output,
                    learning_rate=@RATE@,
                    num_train_epochs=@EPOCHS@,
                    per_device_train_batch_size=@BATCH@,
                    warmup_ratio=@WARMUP@,
                    weight_decay=@DECAY@,
                    max_grad_norm=@CLIP@,
                    lr_scheduler_type="linear",
                    seed=options.seed,
                ),
                train_dataset=Texts(options.train, options, tokenizer),
                eval_dataset=Texts(options.validation, options, tokenizer),
                data_collator=DataCollatorWithPadding(tokenizer),
                compute_metrics=accuracy,
            )
            trainer.train()
            print(trainer.evaluate())
            model.save_pretrained(options.output)


        if __name__ == "__main__":
            main()

        """";
}
