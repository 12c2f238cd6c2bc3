using System.Collections.Immutable;
using AutoPeft.Peft.Methods;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Binding;

/// <summary>The settings of the training by the names that study files use.</summary>
internal static class TrainingFields
{
    /// <summary>What a baseline says to train the base model too; no setting of study files.</summary>
    public const string TrainsBaseModel = "train_base_model";

    public static ImmutableArray<TrainingField> All { get; } =
    [
        Number("learning_rate", new(0, 1, MinimumExcluded: true), "The largest learning rate.", (all, value) => all with { LearningRate = value }),
        Whole("epochs", new(1, 10_000), "Passes over the training data.", (all, value) => all with { Epochs = value }),
        Whole("batch_size", new(1, 65_536), "Texts in a training step.", (all, value) => all with { BatchSize = value }),
        Whole("maximum_length", new(3, 1 << 20), "Longest text in tokens.", (all, value) => all with { MaximumLength = value }),
        Whole("patience", new(1, 10_000), "Epochs without improvement before training stops.", (all, value) => all with { Patience = value }),
        Number("warmup", new(0, 1, MaximumExcluded: true), "The part of the steps in which the learning rate rises.", (all, value) => all with { Warmup = value }),
        Number("weight_decay", new(0), "Decoupled weight decay.", (all, value) => all with { WeightDecay = value }),
        Number("gradient_clipping", new(0), "Largest norm of the gradient; 0 does not clip.", (all, value) => all with { GradientClipping = value }),
        Whole(
            "gradient_accumulation",
            new(1, 65_536),
            "Parts in which a step's texts are computed one after the other, to take less memory.",
            (all, value) => all with { GradientAccumulation = value }),
        Number("head_dropout", new(0, 1, MaximumExcluded: true), "Dropout before the head.", (all, value) => all with { HeadDropout = value }),
    ];

    public static TrainingField? Find(string name) => All.FirstOrDefault(field => field.Name == name);

    private static TrainingField Number(
        string name, FieldRange range, string summary, Func<TrainingSettings, double, TrainingSettings> set) =>
        new(new() { Name = name, Kind = MethodFieldKind.Number, Summary = summary, Range = range }, set);

    private static TrainingField Whole(
        string name, FieldRange range, string summary, Func<TrainingSettings, int, TrainingSettings> set) =>
        new(
            new() { Name = name, Kind = MethodFieldKind.WholeNumber, Summary = summary, Range = range },
            (all, value) => set(all, (int)value));
}
