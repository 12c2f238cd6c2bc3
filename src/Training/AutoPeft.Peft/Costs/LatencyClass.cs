namespace AutoPeft.Peft.Costs;

/// <summary>Whether a fine-tuned model answers as fast as the bare one.</summary>
public enum LatencyClass
{
    /// <summary>All modules fold into the model's weights: nothing is computed that the bare model does not.</summary>
    Merged,

    /// <summary>At least one module stays beside the model and computes for every token.</summary>
    Extra,
}
