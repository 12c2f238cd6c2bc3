using AutoPeft.Tensors.Kernels.Rows;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Tensors.Operations;

/// <summary>The sizes of an attention and what each query sees.</summary>
/// <param name="query">[B, T, C].</param>
/// <param name="keys">S: keys of each sequence, the prefix included.</param>
/// <param name="heads">H; divides C.</param>
/// <param name="mask">Which keys are visible.</param>
internal sealed class AttentionLayout(Shape query, int keys, int heads, AttentionMask mask)
{
    /// <summary>B.</summary>
    public int Batch { get; } = query[0];

    /// <summary>T.</summary>
    public int Queries { get; } = query[1];

    /// <summary>S.</summary>
    public int Keys { get; } = keys;

    /// <summary>C.</summary>
    public int Width { get; } = query[2];

    /// <summary>H.</summary>
    public int Heads { get; } = heads;

    /// <summary>D = C / H.</summary>
    public int HeadWidth { get; } = query[2] / heads;

    /// <summary>Keys of a sequence that are not padding, from its start.</summary>
    public int VisibleKeys(int sequence) => mask.PrefixLength + mask.Lengths[sequence];

    /// <summary>What <paramref name="count"/> queries from <paramref name="first"/> on see, as rows of <paramref name="width"/>.</summary>
    public SoftmaxRows Rows(int sequence, int first, int count, int width)
    {
        var visible = VisibleKeys(sequence);
        return new(
            count,
            width,
            visible,
            mask.Causal ? mask.PrefixLength + first + 1 : visible,
            1 / MathF.Sqrt(HeadWidth));
    }

    /// <summary>Where a head's part of a sequence begins in an array of <paramref name="tokens"/> tokens a sequence.</summary>
    public int Start(int sequence, int head, int tokens) => (sequence * tokens * Width) + (head * HeadWidth);
}
