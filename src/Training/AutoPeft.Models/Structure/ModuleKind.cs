namespace AutoPeft.Models.Structure;

/// <summary>What a linear module of a transformer layer does. The names are the same for every model family.</summary>
public enum ModuleKind
{
    /// <summary>Makes the queries of the attention.</summary>
    Query,

    /// <summary>Makes the keys of the attention.</summary>
    Key,

    /// <summary>Makes the values of the attention.</summary>
    Value,

    /// <summary>Projects the concatenated heads back to the hidden size.</summary>
    AttentionOutput,

    /// <summary>The first product of the feed-forward block, hidden to intermediate size.</summary>
    FeedForwardUp,

    /// <summary>The gate of a gated feed-forward block (Llama); absent elsewhere.</summary>
    FeedForwardGate,

    /// <summary>The last product of the feed-forward block, intermediate to hidden size.</summary>
    FeedForwardDown,

    /// <summary>Queries, keys and values in one product (GPT-2's <c>c_attn</c>); such a layer has none of the three by itself.</summary>
    QueryKeyValue,
}
