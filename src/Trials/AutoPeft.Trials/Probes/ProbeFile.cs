using System.Collections.Immutable;
using System.Text.Json;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Trials.Probes;

/// <summary>Reads what <c>autopeft model probe</c> wrote, and writes what a study keeps of it.</summary>
public static class ProbeFile
{
    private const string Remedy = "Name a file that 'autopeft model probe STUDY --output FILE' wrote for this model.";

    /// <summary>The modules of a probe, by layer.</summary>
    /// <param name="text">The file's text, or what a study kept.</param>
    /// <param name="source">Where it comes from, for the faults.</param>
    /// <param name="shape">The model of the study.</param>
    /// <exception cref="InvalidInputException">It is no probe, or one of another model; carries every fault.</exception>
    public static ImmutableArray<ProbedModule> Read(string text, string source, ModelShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);

        try
        {
            using var document = JsonDocument.Parse(text);
            ProbedModule[] modules = [.. document.RootElement.GetProperty("modules").EnumerateArray().Select(Module)];

            return Unknown(modules, shape) is { } message ? throw new InvalidInputException(new FaultPlace(source), message, Remedy) : [.. modules];
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidInputException(new FaultPlace(source), "This is no probe of a model.", Remedy);
        }
    }

    /// <summary>One line of JSON that <see cref="Read"/> takes.</summary>
    public static string Write(ImmutableArray<ProbedModule> modules) => JsonSerializer.Serialize(new
    {
        modules = modules.Select(module => new { layer = module.Layer, module = ModuleKindNames.Of(module.Module), fisher = module.Fisher }),
    });

    private static ProbedModule Module(JsonElement element)
    {
        var fisher = element.GetProperty("fisher").GetDouble();

        return ModuleKindNames.TryParse(element.GetProperty("module").GetString() ?? "", out var kind) && double.IsFinite(fisher) && fisher >= 0
            ? new(element.GetProperty("layer").GetInt32(), kind, fisher)
            : throw new FormatException();
    }

    private static string? Unknown(ProbedModule[] modules, ModelShape shape) =>
        modules.Sum(module => module.Fisher) == 0 ? "It found no module that matters."
        : modules.FirstOrDefault(module => shape.Find(module.Layer, module.Module) is null) is { } other
            ? $"It is a probe of another model: layer {other.Layer} of this one has no {ModuleKindNames.Of(other.Module)}."
            : null;
}
