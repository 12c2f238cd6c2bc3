using System.Collections.Immutable;

namespace AutoPeft.Peft.Methods;

/// <summary>One setting of a method: what it is called, what it may hold and what it is when left out.</summary>
/// <remarks>Readers of study files learn from it which keys a method has without knowing the method.</remarks>
public sealed record MethodField
{
    /// <summary>The key in study files and recipes, lower case with underscores.</summary>
    public required string Name { get; init; }

    /// <summary>What the setting holds.</summary>
    public required MethodFieldKind Kind { get; init; }

    /// <summary>What the setting does, in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>The value when it is left out; null when it must be given. A released default never changes.</summary>
    public SettingValue? Default { get; init; }

    /// <summary>The numbers allowed; null for fields that are not numbers.</summary>
    public FieldRange? Range { get; init; }

    /// <summary>The texts allowed; empty for fields that are not choices.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>
    /// Whether this is the method's size: 0 means that the module is absent. A method has exactly one.
    /// </summary>
    public bool IsSize { get; init; }

    /// <summary>
    /// What is wrong with a value, as a sentence; null when it may be used. For a size, 0 (absent) is allowed.
    /// </summary>
    public string? Problem(SettingValue value)
    {
        ArgumentNullException.ThrowIfNull(value);

        return Kind switch
        {
            MethodFieldKind.WholeNumber => value.TryWholeNumber(out var number)
                ? NumberProblem(number)
                : $"{Name} is {value}; it must be a whole number.",
            MethodFieldKind.Number => value.TryNumber(out var number)
                ? NumberProblem(number)
                : $"{Name} is {value}; it must be a number.",
            MethodFieldKind.Flag => value.TryFlag(out _) ? null : $"{Name} is {value}; it must be true or false.",
            MethodFieldKind.Choice => value.TryText(out var text) && Choices.Contains(text) ? null : ChoiceProblem(value),
            _ => value.TryList(out var texts) && !texts.IsEmpty && texts.All(text => Choices.Contains(text))
                ? null
                : ChoiceProblem(value),
        };
    }

    private string? NumberProblem(double number) =>
        (IsSize && number == 0) || Range?.Contains(number) != false
            ? null
            : $"{Name} is {SettingValue.OfNumber(number)}; it must be {Range}{(IsSize ? ", or 0 for no module" : "")}.";

    private string ChoiceProblem(SettingValue value)
    {
        var some = Kind == MethodFieldKind.Choice ? "one" : "a list of some";

        return $"{Name} is {value}; it must be {some} of {string.Join(", ", Choices)}.";
    }
}
