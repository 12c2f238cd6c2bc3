using System.Text.Json.Nodes;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Binding;

namespace AutoPeft.Cli.Documents;

/// <summary>A configuration with what it costs.</summary>
internal sealed record SampleDocument
{
    /// <summary>The configuration.</summary>
    public required JsonObject Configuration { get; init; }

    /// <summary>Parameters that training changes, the head not included.</summary>
    public required long TrainableParameters { get; init; }

    /// <summary>The same as a share of the base model's.</summary>
    public required double TrainableFraction { get; init; }

    /// <summary>Parameters as the methods' papers count them.</summary>
    public required long CountedParameters { get; init; }

    /// <summary>Numbers of an exported checkpoint.</summary>
    public required long SavedParameters { get; init; }

    /// <summary>Bytes of an exported checkpoint.</summary>
    public required long CheckpointBytes { get; init; }

    /// <summary>Peak memory of training, in bytes.</summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>Extra operations of inference for each token, relative to the bare model; 0 once merged.</summary>
    public required double InferenceOverheadFraction { get; init; }

    /// <summary><c>merged</c> where all modules fold into the weights of the model, else <c>extra</c>.</summary>
    public required string Latency { get; init; }

    /// <summary>The document of a configuration.</summary>
    public static SampleDocument Of(PeftBinding binding, Configuration configuration)
    {
        var cost = binding.CostOf(configuration);

        return new()
        {
            Configuration = JsonValues.Of(configuration),
            TrainableParameters = cost.TrainableParameters,
            TrainableFraction = cost.TrainableFraction,
            CountedParameters = cost.CountedParameters,
            SavedParameters = cost.SavedParameters,
            CheckpointBytes = cost.CheckpointBytes,
            PeakMemoryBytes = cost.PeakMemoryBytes,
            InferenceOverheadFraction = cost.InferenceOverheadFraction,
            Latency = JsonValues.Of(cost.Latency),
        };
    }
}
