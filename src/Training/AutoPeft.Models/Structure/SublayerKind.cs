namespace AutoPeft.Models.Structure;

/// <summary>One of the two residual blocks of a transformer layer.</summary>
public enum SublayerKind
{
    /// <summary>Multi-head attention with its output projection.</summary>
    Attention,

    /// <summary>The position-wise feed-forward block.</summary>
    FeedForward,
}
