using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Primitives.Faults;
using AutoPeft.Tensors.Shapes;
using AutoPeft.Training.Optimizers;

namespace AutoPeft.Training.Pretraining;

/// <summary>Keeps a pre-training on disk, so that it can be interrupted at any moment and continued.</summary>
/// <remarks>
/// One safetensors file, replaced as a whole: weights, both moments of each, the number of steps, and a fingerprint
/// of settings and data. A training with another fingerprint refuses it.
/// </remarks>
internal static class PretrainingCheckpoint
{
    private const string First = "optimizer.first.";
    private const string Second = "optimizer.second.";
    private const string Steps = "steps";
    private const string Fingerprint = "fingerprint";

    /// <summary>Replaces the checkpoint at this path.</summary>
    /// <param name="path">A file in an existing folder.</param>
    /// <param name="training">What to keep.</param>
    /// <param name="identity">All that settings and data are made of, as text.</param>
    /// <exception cref="IOException">
    /// The folder is missing, not writable or full; an old checkpoint is unchanged.
    /// </exception>
    public static void Save(string path, MaskedLanguageTraining training, string identity)
    {
        var tensors = training.Parameters.Select(TensorData.Of).ToList();
        foreach (var (state, parameter) in training.Optimizer.Save().Zip(InOptimizerOrder(training)))
        {
            tensors.Add(new(First + state.Name, parameter.Tensor.Shape, state.FirstMoment));
            tensors.Add(new(Second + state.Name, parameter.Tensor.Shape, state.SecondMoment));
        }

        tensors.Add(new(Steps, new Shape(1), new float[] { training.Step }));
        tensors.Add(new(Fingerprint, new Shape(SHA256.HashSizeInBytes), Hash(identity)));
        SafetensorsWriter.Write(path, tensors);
    }

    /// <summary>Continues a training from the checkpoint at this path.</summary>
    /// <exception cref="InvalidInputException">
    /// The file is damaged, or of a training with other settings or data.
    /// </exception>
    public static void Load(string path, MaskedLanguageTraining training, string identity)
    {
        using var file = SafetensorsFile.Open(path);
        if (file.Find(Fingerprint) is null || !file.Read(Fingerprint).SequenceEqual(Hash(identity)))
        {
            throw new InvalidInputException(
                new FaultPlace(path),
                "The checkpoint is of a pre-training with other settings or another corpus.",
                "Repeat the settings it was started with, or delete it to begin anew.");
        }

        foreach (var parameter in training.Parameters)
        {
            parameter.Tensor.CopyFrom(file.Read(parameter.Name));
        }

        training.Step = (int)file.Read(Steps)[0];
        training.Optimizer.Load(
            [
                .. InOptimizerOrder(training).Select(parameter => new ParameterState(
                    parameter.Name, file.Read(First + parameter.Name), file.Read(Second + parameter.Name))),
            ],
            training.Step);
    }

    private static ImmutableArray<Models.NamedTensor> InOptimizerOrder(MaskedLanguageTraining training) =>
        [.. ParameterGroup.Split(training.Parameters, 0, 0).SelectMany(group => group.Parameters)];

    private static float[] Hash(string identity) =>
        [.. SHA256.HashData(Encoding.UTF8.GetBytes(identity)).Select(value => (float)value)];
}
