using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using AutoPeft.Models.Structure;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Probes;

namespace AutoPeft.Trials.Binding;

/// <summary>What decides a trial's result and the order of trials, as text: two definitions with the same lines share a history.</summary>
/// <remarks>Budget, concurrency, packing and retries are left out: they may change when a study is continued.</remarks>
/// <param name="Lines">One setting a line, in a fixed order.</param>
internal sealed record StudyFingerprint(ImmutableArray<string> Lines)
{
    private const int MostLevelsListed = 1000;

    /// <summary>128 bits of the SHA-256 of the lines, as 32 hexadecimal digits.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Lines))).AsSpan(0, 16));

    public static StudyFingerprint Of(StudyDefinition study, PeftBinding binding) => new(
    [
        Shape(study.Shape),
        Data(study.Data),
        .. study.Task.Fingerprint is { } task ? [$"task: {task}"] : Array.Empty<string>(),
        .. OfSpace(study.Space),
        .. binding.FixedSettings(),
        Training(study.Training),
        .. study.Objectives.Select(objective => $"objective: {objective}"),
        .. study.Constraints.Select(constraint => $"constraint: {constraint}"),
        .. OfControl(study.Control),
        .. study.Prior.IsEmpty ? Array.Empty<string>() : [$"prior: {ProbeFile.Write(study.Prior)}"],
        .. study.Program is { } program ? [$"runner: {program.Fingerprint}"] : Array.Empty<string>(),
    ]);

    /// <summary>The lines of a space.</summary>
    public static IEnumerable<string> OfSpace(SearchSpace space) =>
    [
        .. space.Domains.Select(Domain),
        .. space.Rules.Forbidden.Select(clause => $"forbidden: {clause}"),
        .. space.Rules.Required.Select(rule => $"required: {rule}"),
        .. space.Rules.Rules.Select(rule => $"rule: {rule.Name}"),
    ];

    /// <summary>The lines of how trials are chosen.</summary>
    public static IEnumerable<string> OfControl(ControlDefinition control) =>
    [
        $"sampler: {control.Sampler}",
        .. control.Pruner is { } pruner ? [$"pruner: {pruner.Fingerprint}"] : Array.Empty<string>(),
        $"seed: {control.Seed}",
        .. control.Engine is { } engine ? [$"engine: {engine}"] : Array.Empty<string>(),
        .. control.Transfer.Select(study => $"transfer: {study}"),
        .. control.Replicates > 1 ? [$"replicates: {control.Replicates}"] : Array.Empty<string>(),
    ];

    /// <summary>The first line in which the definitions differ, as a sentence part; null when they do not.</summary>
    public string? Difference(StudyFingerprint other)
    {
        var here = Lines.Except(other.Lines).FirstOrDefault();
        var there = other.Lines.Except(Lines).FirstOrDefault();

        return (here, there) switch
        {
            (null, null) => null,
            (_, null) => $"'{here}' is new",
            (null, _) => $"'{there}' is missing",
            _ => Became(DifferingSettings.Of(there, here)),
        };
    }

    private static string Became((string There, string Here) differing) => $"'{differing.There}' became '{differing.Here}'";

    // Studies from before gradients were accumulated keep their history.
    private static string Training(TrainingSettings training) =>
        $"training: {training}".Replace($" {nameof(TrainingSettings.GradientAccumulation)} = 1,", string.Empty, StringComparison.Ordinal);

    private static string Shape(ModelShape shape) =>
        $"model: {shape.Family}, {shape.Layers} layers, hidden size {shape.HiddenSize}, {shape.ParameterCount} parameters";

    // Files are known by name: a study may move to another folder together with its data.
    private static string Data(DataDefinition data) => "data: " + (data with
    {
        Train = Path.GetFileName(data.Train),
        Validation = Path.GetFileName(data.Validation),
        Test = Path.GetFileName(data.Test),
        Labels = [],
    }) + string.Join(',', data.Labels);

    private static string Domain(ParameterDomain domain) =>
        $"parameter {domain.Name}: {(domain.LevelCount <= MostLevelsListed ? string.Join(", ", domain.Levels()) : $"{domain.FromUnit(0)} to {domain.FromUnit(1)} ({domain})")}"
        + (domain.When is null ? string.Empty : $" when {domain.When}");
}
