using System.Collections.Immutable;
using System.Text.Json;

namespace AutoPeft.Peft.Methods;

/// <summary>The names of choices in study files and recipes: those of the enumeration, in lower case with underscores.</summary>
internal static class ChoiceNames
{
    public static ImmutableArray<string> All<TValue>()
        where TValue : struct, Enum
        => [.. Enum.GetValues<TValue>().Select(Of)];

    public static string Of<TValue>(TValue value)
        where TValue : struct, Enum
        => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <exception cref="InvalidOperationException">There is no such name.</exception>
    public static TValue Parse<TValue>(string name)
        where TValue : struct, Enum
        => Enum.GetValues<TValue>().Single(value => Of(value) == name);
}
