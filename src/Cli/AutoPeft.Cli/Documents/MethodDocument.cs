using System.Collections.Immutable;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Formats.Own;
using AutoPeft.Peft.Methods;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Cli.Documents;

/// <summary>What there is to know of a PEFT method.</summary>
/// <param name="Name">As study files write it.</param>
/// <param name="Title">As its paper writes it.</param>
/// <param name="Paper">Authors, title, venue and year.</param>
/// <param name="Formula">What it computes.</param>
/// <param name="Parameters">How many numbers it trains.</param>
/// <param name="Mergeable">Whether it can be folded into the model's weights.</param>
/// <param name="Exports">The formats that have it; each may still refuse single configurations.</param>
/// <param name="Fields">Its settings, in their order.</param>
internal sealed record MethodDocument(
    string Name,
    string Title,
    string Paper,
    string Formula,
    string Parameters,
    bool Mergeable,
    ImmutableArray<string> Exports,
    ImmutableArray<MethodFieldDocument> Fields)
{
    /// <summary>What it costs on a model; absent when none was named.</summary>
    public MethodCostDocument? Costs { get; init; }

    /// <summary>The document of a method.</summary>
    public static MethodDocument Of(PeftMethod method) => new(
        method.Name,
        method.Title,
        method.Paper,
        method.Formula,
        method.ParameterFormula,
        method.Mergeable,
        [
            .. ExportedAs(method).All(part => part.HuggingFace is not null) ? (string[])[HuggingFaceFormat.FormatName] : [],
            .. ExportedAs(method).All(part => part.AdapterHub is not null) ? (string[])[AdapterHubFormat.FormatName] : [],
            OwnFormat.FormatName,
        ],
        [.. method.Fields.Select(MethodFieldDocument.Of)]);

    // What finds ranks is exported as the plain low-rank modules that it found, a combination as its members.
    private static IEnumerable<PeftMethod> ExportedAs(PeftMethod method)
    {
        var smallest = new MethodSettings([KeyValuePair.Create(method.Size.Name, SettingValue.OfNumber(1))]);
        var config = method.Bind(smallest, new(method.Name), new List<Fault>());

        return config is null ? [method] : config.Members.Select(member => MethodRegistry.BuiltIn.Of(member.Folded()));
    }
}
