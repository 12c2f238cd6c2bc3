using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using AutoPeft.Search.Space;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft space count</c> says.</summary>
/// <param name="Points">All points; null when there are infinitely many.</param>
/// <param name="Valid">The points that break no rule; null when they cannot be counted.</param>
/// <param name="Parameters">How many parameters the space has.</param>
internal sealed record SpaceCountDocument(JsonNode? Points, JsonNode? Valid, int Parameters)
{
    /// <summary>The document of a space.</summary>
    public static SpaceCountDocument Of(SearchSpace space)
    {
        var size = space.Count();

        return new(Number(size.Points), Number(size.Valid), space.Domains.Length);
    }

    // JSON numbers have no largest value; readers that want all digits find them.
    private static JsonNode? Number(BigInteger? value) =>
        value is { } number ? JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture)) : null;
}
