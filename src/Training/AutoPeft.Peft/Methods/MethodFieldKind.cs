namespace AutoPeft.Peft.Methods;

/// <summary>What a setting of a method holds.</summary>
public enum MethodFieldKind
{
    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A real number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>One of <see cref="MethodField.Choices"/>.</summary>
    Choice,

    /// <summary>
    /// A list of some of <see cref="MethodField.Choices"/>, at least one; order and repetition do not matter.
    /// </summary>
    ChoiceList,
}
