using AutoPeft.Tensors.Operations;
using TorchSharp;

namespace AutoPeft.Tensors.TorchSharp.Operations;

/// <summary>An attention mask as libtorch takes it.</summary>
/// <remarks>
/// Hidden scores are lowered by a finite amount rather than set to minus infinity: a sequence that sees nothing would
/// otherwise give NaN in some versions of libtorch. Such sequences are multiplied by 0 afterwards.
/// </remarks>
internal sealed class VisibleKeys : IDisposable
{
    private const float Hidden = -1e30f;

    private readonly AttentionMask _mask;
    private readonly int _keys;

    /// <param name="mask">Which keys are visible.</param>
    /// <param name="keys">S: keys of each sequence, the prefix included.</param>
    /// <param name="like">What is attended with: the mask has its type and device.</param>
    public VisibleKeys(AttentionMask mask, int keys, torch.Tensor like)
    {
        (_mask, _keys) = (mask, keys);
        using var scope = torch.NewDisposeScope();
        var hasPadding = mask.Lengths.Any(length => mask.PrefixLength + length < keys);
        IsCausalOnly = mask is { Causal: true, PrefixLength: 0 } && !hasPadding;
        if (!IsCausalOnly && (mask.Causal || hasPadding))
        {
            Added = Numbers(Matrix(like.device), like).DetachFromDisposeScope();
        }

        if (mask.PrefixLength == 0 && mask.Lengths.Contains(0))
        {
            var seeing = torch.tensor(mask.Lengths.Select(length => length > 0 ? 1f : 0f).ToArray(), device: like.device);
            Seeing = seeing.to(like.dtype).reshape(-1, 1, 1).DetachFromDisposeScope();
        }
    }

    /// <summary>Whether query t sees the keys 0 to t and nothing else matters.</summary>
    public bool IsCausalOnly { get; }

    /// <summary>What is added to the scores, [B, 1, 1 or T, S]; null if nothing is hidden, or by <see cref="IsCausalOnly"/> alone.</summary>
    public torch.Tensor? Added { get; }

    /// <summary>0 for sequences that see no key, 1 for others, [B, 1, 1]; null if there are none.</summary>
    public torch.Tensor? Seeing { get; }

    /// <summary>Whether it was made for this mask and this many keys.</summary>
    public bool Fits(AttentionMask mask, int keys) => ReferenceEquals(_mask, mask) && _keys == keys;

    public void Dispose()
    {
        Added?.Dispose();
        Seeing?.Dispose();
    }

    /// <summary>Which keys are hidden, [B, 1, 1 or T, S].</summary>
    private torch.Tensor Matrix(torch.Device device)
    {
        var keys = torch.arange(_keys, torch.int64, device).reshape(1, 1, 1, -1);
        long[] ends = [.. _mask.Lengths.Select(length => (long)(length + _mask.PrefixLength))];
        var hidden = keys.ge(torch.tensor(ends, device: device).reshape(-1, 1, 1, 1));
        if (!_mask.Causal)
        {
            return hidden;
        }

        var last = torch.arange(_mask.PrefixLength, _keys, torch.int64, device).reshape(1, 1, -1, 1); // causal: as many queries as keys behind the prefix
        return hidden.logical_or(keys.gt(last));
    }

    private static torch.Tensor Numbers(torch.Tensor hidden, torch.Tensor like) => hidden.to(like.dtype).mul(Hidden);
}
