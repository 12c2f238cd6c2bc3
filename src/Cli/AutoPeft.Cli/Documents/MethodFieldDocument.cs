using AutoPeft.Peft.Methods;

namespace AutoPeft.Cli.Documents;

/// <summary>One setting of a PEFT method.</summary>
/// <param name="Name">As study files write it.</param>
/// <param name="Default">What it is when left out; absent when it must be given.</param>
/// <param name="Values">What it may hold.</param>
/// <param name="Summary">What it does.</param>
internal sealed record MethodFieldDocument(string Name, string? Default, string Values, string Summary)
{
    /// <summary>The document of a field.</summary>
    public static MethodFieldDocument Of(MethodField field) =>
        new(field.Name, field.Default?.ToString(), ValuesOf(field), field.Summary);

    private static string ValuesOf(MethodField field) => field.Kind switch
    {
        MethodFieldKind.Flag => "true or false",
        MethodFieldKind.Choice => $"one of {string.Join(", ", field.Choices)}",
        MethodFieldKind.ChoiceList => $"some of {string.Join(", ", field.Choices)}",
        MethodFieldKind.WholeNumber => $"whole, {field.Range}{(field.IsSize ? ", or 0 for no module" : "")}",
        _ => $"{field.Range}",
    };
}
