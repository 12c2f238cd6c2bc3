namespace AutoPeft.Peft.Placement;

/// <summary>One PEFT method with its settings, as it is placed in one layer. Each method derives its own record.</summary>
/// <remarks>A method with size 0 does not exist: it is left out of the placements instead.</remarks>
public abstract record MethodConfig
{
    /// <summary>The method's name in study files and recipes, e.g. <c>lora</c>, <c>serial_adapter</c>.</summary>
    public abstract string Method { get; }

    /// <summary>Lists everything that is wrong with these settings, one sentence each. Empty when they may be used.</summary>
    public abstract IEnumerable<string> Faults();
}
