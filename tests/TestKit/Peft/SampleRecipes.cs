using System.Collections.Immutable;
using System.Text.Json;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;
using AutoPeft.Peft.Recipes;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.TestKit.Peft;

/// <summary>Recipes and exports of made-up trainings.</summary>
public static class SampleRecipes
{
    /// <summary>A recipe of this configuration; the same one every time.</summary>
    public static Recipe Of(PeftConfig config) => new()
    {
        Configuration = config,
        Model = new("bert", "org/tiny", new string('a', 64)),
        DataName = "reviews",
        Splits = [new("validation", 100, new string('b', 64)), new("test", 50, new string('c', 64))],
        Classes = ["bad", "good"],
        Training = JsonDocument.Parse("""{"learning_rate": 0.0005, "epochs": 3}""").RootElement,
        Seeds = ImmutableSortedDictionary<string, long>.Empty.Add("training", long.MaxValue),
        Results = [new("accuracy", "validation", 0.1 + 0.2)],
        Versions = ImmutableSortedDictionary<string, string>.Empty.Add("autopeft", "0.1.0"),
        Lineage = ImmutableSortedDictionary<string, string>.Empty.Add("study", "demo").Add("trial", "7"),
    };

    /// <summary>An export with made-up weights for this configuration and a BERT classifier's head.</summary>
    public static ExportRequest Export(PeftConfig config, ModelShape shape)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(shape);

        var weights = config.Folded().Groups.SelectMany(group => MethodRegistry.BuiltIn.Of(group.Method).SavedTensors(group, shape));
        TensorPart[] head =
        [
            new("bert.pooler.dense.weight", new(shape.HiddenSize, shape.HiddenSize)),
            new("bert.pooler.dense.bias", new(shape.HiddenSize)),
            new("classifier.weight", new(2, shape.HiddenSize)),
            new("classifier.bias", new(2)),
        ];

        return new(Of(config), shape, [.. weights.Select(Fill)], [.. head.Select(Fill)]);
    }

    private static TensorData Fill(TensorPart part)
    {
        var key = RandomKey.FromSeed(1).For(part.Name);

        return new(part.Name, part.Shape, Enumerable.Range(0, part.Shape.Count).Select(i => (float)key.Normal(i)).ToArray());
    }
}
