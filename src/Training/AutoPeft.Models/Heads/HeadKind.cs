namespace AutoPeft.Models.Heads;

/// <summary>What a task asks of a model.</summary>
public enum HeadKind
{
    /// <summary>One of K classes for each sequence, or for K = 1 a number: logits [B, K].</summary>
    Sequence,

    /// <summary>One of K classes for each token: logits [B, T, K].</summary>
    Tokens,

    /// <summary>The next token: logits [B, T, V]. Decoders only; nothing of the head is trained.</summary>
    NextToken,
}
