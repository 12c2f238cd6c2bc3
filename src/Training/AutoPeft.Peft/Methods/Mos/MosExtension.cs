using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Mos;

/// <summary>Adds <c>Scale · B · A · x</c> to the output of a linear module, with both factors put together from shards.</summary>
/// <param name="pools">That of A, [e l, in / l], and that of B, [e l, out / l].</param>
/// <param name="config">The settings.</param>
/// <param name="module">The module, whose place alone tells which shards it has.</param>
internal sealed class MosExtension((Tensor A, Tensor B) pools, MosConfig config, ModuleShape module) : TargetExtension
{
    private readonly int[] _a = Draw(config, module, "a");
    private readonly int[] _b = Draw(config, module, "b");

    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context)
    {
        var a = pools.A.Gather(_a, new(_a.Length)).Reshape(new(config.Rank, module.InputSize));
        var b = pools.B.Gather(_b, new(_b.Length)).Reshape(new(config.Rank, module.OutputSize)); // columns as rows

        return output.Add(input.Linear(a).Scale((float)config.Scale).Linear(b.Transpose())); // [B, T, out]
    }

    // Part of the method, like a random seed in a file: the same in every trial, so that a module needs nothing but its pools.
    private static int[] Draw(MosConfig config, ModuleShape module, string factor)
    {
        var key = RandomKey.FromSeed(0).For(module.Layer).For((int)module.Kind).For(factor);

        return [.. Enumerable.Range(0, config.Rank * config.Shards).Select(i => key.Below(i, config.PoolRank * config.Shards))];
    }
}
