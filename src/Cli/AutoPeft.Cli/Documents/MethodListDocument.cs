using System.Collections.Immutable;
using AutoPeft.Peft.Methods;

namespace AutoPeft.Cli.Documents;

/// <summary>Every PEFT method.</summary>
/// <param name="Methods">By name.</param>
internal sealed record MethodListDocument(ImmutableArray<MethodDocument> Methods)
{
    /// <summary>Those of this build.</summary>
    public static MethodListDocument OfAll() => new([.. MethodRegistry.BuiltIn.Methods.Select(MethodDocument.Of)]);
}
