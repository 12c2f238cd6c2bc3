using System.Collections.Immutable;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.Own;
using AutoPeft.Peft.Recipes;
using AutoPeft.Primitives.Faults;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>
/// What a completed trial leaves in its folder: an export in our own format, from which all others are made.
/// </summary>
/// <param name="Recipe">How it was trained and what it measured.</param>
/// <param name="Weights">What was trained.</param>
internal sealed record TrialArtifact(Recipe Recipe, TrainedWeights Weights)
{
    private const string ExportName = "trained";
    private const string BaseName = "base.safetensors";

    /// <summary>Writes the artifact; one of an earlier attempt is replaced.</summary>
    /// <exception cref="InvalidInputException">
    /// The folder cannot be written, or what is read back from it is not what was written; carries all faults.
    /// </exception>
    public void Write(string trialFolder, ModelShape shape)
    {
        var export = Path.Combine(trialFolder, ExportName);
        if (Directory.Exists(export))
        {
            Directory.Delete(export, recursive: true);
        }

        if (!Weights.Base.IsEmpty)
        {
            SafetensorsWriter.Write(Path.Combine(trialFolder, BaseName), Weights.Base);
        }

        // Last, because it is what readers look for.
        ExportWriter.Write(export, new OwnFormat(), new ExportRequest(Recipe, shape, Weights.Modules, Weights.Head));
        RequireStored(trialFolder, shape);
    }

    /// <summary>Reads modules and head back: what the recipe says was measured with the weights in memory, so the file must hold the same bits.</summary>
    /// <exception cref="InvalidInputException">The folder was damaged, or holds other weights; carries all faults.</exception>
    public void RequireStored(string trialFolder, ModelShape shape)
    {
        var export = Path.Combine(trialFolder, ExportName);
        var modules = ExportVerifier.Verify(export, shape).Modules;
        if (!Weights.HaveBitsOf(new(modules.Config, modules.Weights, modules.Head, Base: [])))
        {
            throw new InvalidInputException(
                new FaultPlace(export), "The weights in the folder are not those that were measured.", "Check the disk, and train the trial again.");
        }
    }

    /// <summary>Reads the artifact of a completed trial and checks every byte of it.</summary>
    /// <exception cref="InvalidInputException">
    /// There is none, or it is damaged; carries all faults.
    /// </exception>
    public static TrialArtifact Read(string trialFolder, ModelShape shape)
    {
        var export = ExportVerifier.Verify(Path.Combine(trialFolder, ExportName), shape);
        var modules = export.Modules;

        return new TrialArtifact(
            export.Manifest.Recipe,
            new TrainedWeights(modules.Config, modules.Weights, modules.Head, ReadBase(Path.Combine(trialFolder, BaseName))));
    }

    private static ImmutableArray<TensorData> ReadBase(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var file = SafetensorsFile.Open(path);

        return [.. file.Entries.Select(entry => new TensorData(entry.Name, ShapeOf(entry), file.Read(entry.Name)))];
    }

    private static Shape ShapeOf(TensorEntry entry) => new([.. entry.Extents.Select(extent => checked((int)extent))]);
}
