namespace AutoPeft.Peft.Methods.Mosa;

/// <summary>The weight of the bottleneck that is not split.</summary>
public enum MosaShare
{
    /// <summary>Both are split.</summary>
    None,

    /// <summary>The first product.</summary>
    Down,

    /// <summary>The second product.</summary>
    Up,
}
