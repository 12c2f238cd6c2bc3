using AutoPeft.Models.Structure;

namespace AutoPeft.Peft.Formats.TrainingFiles;

/// <summary>The parts of the Python program that differ between tasks.</summary>
/// <param name="Collator">The class of transformers that makes batches.</param>
/// <param name="Encode">The function that turns a row into what the model reads and has to predict.</param>
/// <param name="Reduce">What of the logits is kept to be measured.</param>
/// <param name="Select">Statements before the measuring.</param>
/// <param name="Configure">Statements that say to the model's configuration what its head answers.</param>
internal sealed record PythonTask(string Collator, string Encode, string Reduce, string Select, string Configure)
{
    private const string Padding = "DataCollatorWithPadding";
    private const string PaddingOfTargets = "DataCollatorForTokenClassification";

    private const string Named = """
            config.id2label, config.label2id = dict(enumerate(LABELS)), {label: number for number, label in enumerate(LABELS)}

        """;

    // What is not predicted has the target -100.
    private const string WithoutPadding = """
            predicted, actual = predicted[actual != -100], actual[actual != -100]

        """;

    private static readonly PythonTask Classification = new(
        Padding,
        """
        def encode(row, tokenizer):
            text, pair, label = row
            return {**tokenizer(text, pair, truncation=True, max_length=LENGTH), "labels": LABELS.index(label)}
        """,
        "logits.argmax(-1)",
        string.Empty,
        Named);

    private static readonly PythonTask Regression = new(
        Padding,
        """
        def encode(row, tokenizer):
            text, pair, label = row
            return {**tokenizer(text, pair, truncation=True, max_length=LENGTH), "labels": float(label)}
        """,
        "logits.squeeze(-1)",
        string.Empty,
        """
            config.num_labels, config.problem_type = 1, "regression"

        """);

    private static readonly PythonTask TokenClassification = new(
        PaddingOfTargets,
        """
        def words(cell):
            return cell if isinstance(cell, list) else [word for word in cell.split(" ") if word]


        def encode(row, tokenizer):
            tags = words(row[2])
            inputs = tokenizer(words(row[0]), is_split_into_words=True, truncation=True, max_length=LENGTH)
            owners = inputs.word_ids()
            labels = [  # the tag of a word is asked of its first token
                LABELS.index(tags[word]) if word is not None and word != before else -100 for word, before in zip(owners, [None, *owners])
            ]
            return {**inputs, "labels": labels}
        """,
        "logits.argmax(-1)",
        WithoutPadding,
        Named);

    private static readonly PythonTask LanguageModelling = new(
        PaddingOfTargets,
        """
        def encode(row, tokenizer):
            inputs = tokenizer(row[0], truncation=True, max_length=LENGTH)
            return {**inputs, "labels": list(inputs["input_ids"])}
        """,
        """torch.nn.functional.cross_entropy(logits[:, -labels.shape[1] : -1].transpose(1, 2), labels[:, 1:], reduction="none")""",
        """
            predicted = predicted[actual[:, 1:] != -100]

        """,
        string.Empty);

    /// <summary>The parts for a task.</summary>
    public static PythonTask Of(TaskKind kind) => kind switch
    {
        TaskKind.Regression => Regression,
        TaskKind.TokenClassification => TokenClassification,
        TaskKind.LanguageModelling => LanguageModelling,
        _ => Classification,
    };
}
