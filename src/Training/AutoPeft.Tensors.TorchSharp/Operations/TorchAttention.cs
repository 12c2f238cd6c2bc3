using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.TorchSharp.Engines;
using TorchSharp;

namespace AutoPeft.Tensors.TorchSharp.Operations;

/// <summary>Scaled dot-product attention (Vaswani et al. 2017, eq. 1): libtorch's fused call, or written out.</summary>
internal static class TorchAttention
{
    public static TorchTensor Apply((TorchTensor Query, TorchTensor Key, TorchTensor Value) operands, AttentionMask mask, int heads)
    {
        var (query, key, value) = operands;
        AttentionOperation.Check((query.Shape, key.Shape, value.Shape), mask, heads);
        var engine = query.Engine;
        using var q = Heads(query, heads); // [B, H, T, D]
        using var k = Heads(key, heads);
        using var v = Heads(value, heads);
        var visible = Visible(engine, mask, key.Shape[1], q);
        using var y = Attend(engine, (q, k, v), visible);
        using var joined = y.transpose(1, 2);
        var result = joined.reshape(Transfers.Extents(query.Shape));
        return engine.Result(query.Shape, visible.Seeing is null ? result : result.mul(visible.Seeing));
    }

    private static torch.Tensor Heads(TorchTensor x, int heads)
    {
        using var split = x.Factor.reshape(x.Shape[0], x.Shape[1], heads, x.Shape[2] / heads);
        return split.transpose(1, 2);
    }

    private static VisibleKeys Visible(TorchEngine engine, AttentionMask mask, int keys, torch.Tensor like)
    {
        if (engine.State.Mask is not { } known || !known.Fits(mask, keys))
        {
            engine.State.Remember(known = new VisibleKeys(mask, keys, like));
        }

        return known;
    }

    private static torch.Tensor Attend(
        TorchEngine engine, (torch.Tensor Query, torch.Tensor Key, torch.Tensor Value) heads, VisibleKeys visible)
    {
        if (engine.FusesAttention)
        {
            try
            {
                return torch.nn.functional.scaled_dot_product_attention(
                    heads.Query, heads.Key, heads.Value, visible.Added, 0, visible.IsCausalOnly);
            }
            catch (EntryPointNotFoundException)
            {
                engine.FusesAttention = false; // a libtorch from before 2.0
            }
        }

        return AttendPlainly(heads, visible);
    }

    private static torch.Tensor AttendPlainly(
        (torch.Tensor Query, torch.Tensor Key, torch.Tensor Value) heads, VisibleKeys visible)
    {
        using var scope = torch.NewDisposeScope();
        var (query, key, value) = heads;
        var scores = query.matmul(key.transpose(2, 3)).mul(1 / Math.Sqrt(query.shape[3])); // [B, H, T, S]
        if (visible.Added is { } added)
        {
            scores = scores.add(added);
        }
        else if (visible.IsCausalOnly)
        {
            scores = scores.add(torch.full_like(scores, -1e30f).triu(1));
        }

        // Rounding 16-bit probabilities before they are summed up would lose more than it gains.
        var probabilities = torch.nn.functional.softmax(scores.to(torch.float32), -1).to(value.dtype);
        return probabilities.matmul(value).MoveToOuterDisposeScope();
    }
}
