namespace AutoPeft.Peft.Methods;

/// <summary>The blocks of a layer that get a bottleneck.</summary>
public enum BottleneckPlacement
{
    /// <summary>The feed-forward block alone (Pfeiffer et al. 2021).</summary>
    FeedForward,

    /// <summary>The attention block alone.</summary>
    Attention,

    /// <summary>Both, a bottleneck each (Houlsby et al. 2019).</summary>
    Both,
}
