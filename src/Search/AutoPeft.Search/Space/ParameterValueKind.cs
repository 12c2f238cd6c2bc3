namespace AutoPeft.Search.Space;

/// <summary>What a <see cref="ParameterValue"/> holds.</summary>
public enum ParameterValueKind
{
    /// <summary>A finite number.</summary>
    Number,

    /// <summary>A piece of text, such as the name of a category.</summary>
    Text,

    /// <summary>True or false.</summary>
    Flag,
}
