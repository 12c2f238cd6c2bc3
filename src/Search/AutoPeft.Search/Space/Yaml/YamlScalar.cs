using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Search.Space.Yaml;

/// <summary>Reads the values of single YAML nodes: numbers, flags and texts, as YAML 1.2 has them.</summary>
public static class YamlScalar
{
    private const int LongestShown = 80;

    /// <summary>The number that the node is; null when it is not a finite number without quotes.</summary>
    public static double? Number(YamlNode node) =>
        Plain(node) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) ? number : null;

    /// <summary>The whole number that the node is; null when it is none, or beyond 2^53.</summary>
    public static long? WholeNumber(YamlNode node) =>
        Number(node) is { } number && number == Math.Floor(number) && Math.Abs(number) <= 1L << 53 ? (long)number : null;

    /// <summary>The flag that the node is, true or false without quotes; null otherwise.</summary>
    public static bool? Flag(YamlNode node) => Plain(node) switch
    {
        "true" or "True" => true,
        "false" or "False" => false,
        _ => null,
    };

    /// <summary>The text that the node is, whatever it looks like; null when it is a list, a mapping or empty.</summary>
    public static string? Text(YamlNode node) => node is YamlScalarNode { Value: { } text } && !IsNull(node) ? text : null;

    /// <summary>The parameter value that the node is: a flag or a number if it looks like one, or else a text; null for none.</summary>
    public static ParameterValue? Value(YamlNode node) =>
        Flag(node) is { } flag ? ParameterValue.Of(flag)
        : Number(node) is { } number ? ParameterValue.Of(number)
        : Text(node) is { } text ? ParameterValue.Of(text)
        : null;

    /// <summary>What kind of thing the node is, for messages, such as <c>a list</c> or <c>'abc'</c>; long texts are cut.</summary>
    public static string Describe(YamlNode node) => node switch
    {
        YamlSequenceNode => "a list",
        YamlMappingNode => "a mapping",
        _ when IsNull(node) => "empty",
        YamlScalarNode { Value: { Length: > LongestShown } text } => $"'{text[..LongestShown]}…'",
        YamlScalarNode scalar => $"'{scalar.Value}'",
        _ => "something else",
    };

    private static string? Plain(YamlNode node) => node is YamlScalarNode { Style: ScalarStyle.Plain } scalar ? scalar.Value : null;

    private static bool IsNull(YamlNode node) => Plain(node) is "" or "~" or "null";
}
