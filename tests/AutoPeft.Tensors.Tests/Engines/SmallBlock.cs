using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using AutoPeft.TestKit.Tensors;

namespace AutoPeft.Tensors.Tests.Engines;

/// <summary>A transformer block with a frozen weight, a low-rank update, norms, dropout and a head: every kind of operation in one step.</summary>
internal sealed class SmallBlock
{
    private const int Batch = 12;
    private const int Tokens = 33;
    private const int Width = 48;

    private readonly ManagedEngine _engine;
    private readonly Tensor _frozen;
    private readonly Tensor _input;
    private readonly Tensor[] _trained;
    private readonly Tensor[] _moments;

    /// <summary>A block over a frozen weight of [2 · 48, 48].</summary>
    public SmallBlock(ManagedEngine engine, int seed, Tensor frozen)
    {
        _engine = engine;
        _frozen = frozen;
        var input = Operand.Normal(seed, Batch, Tokens, Width);
        _input = engine.Constant(input.Floats, input.Shape);
        _trained =
        [
            Parameter(1, 4, Width), Parameter(2, 2 * Width, 4), Parameter(3, Width), Parameter(4, Width),
            Parameter(5, Width, 2 * Width), Parameter(6, 3, Width), Parameter(7, 5, Width),
        ];
        _moments = [.. _trained.SelectMany(leaf => new[] { Zeros(leaf), Zeros(leaf) })];
    }

    /// <summary>Forward, backward and update.</summary>
    public void Step(int number, RandomKey key)
    {
        using var scope = _engine.StepScope();
        Loss(key).Backward();
        var step = new AdamWStep(number, 1e-2f, 0.9f, 0.999f, 1e-8f, 0.01f, 1);
        for (var i = 0; i < _trained.Length; i++)
        {
            _trained[i].ApplyAdamW(_moments[2 * i], _moments[(2 * i) + 1], step);
            _trained[i].ClearGradient();
        }
    }

    /// <summary>All trained numbers.</summary>
    public float[] Trained() => [.. _trained.SelectMany(leaf => leaf.ToArray())];

    private Tensor Loss(RandomKey key)
    {
        var lengths = Enumerable.Range(0, Batch).Select(b => Tokens - b).ToArray();
        var x = _input.LayerNorm(_trained[2], _trained[3], 1e-5f);
        var y = x.Linear(_frozen).Add(x.Linear(_trained[0]).Linear(_trained[1]).Scale(0.5f)).Gelu().Dropout(0.1f, key);
        var z = y.Linear(_trained[4]).Add(x);
        var keys = z.Prepend(_trained[6]);
        var attended = z.Attention(keys, keys, new([.. lengths], PrefixLength: 5), heads: 3).Add(z);
        return attended.MeanOverTokens(lengths).Linear(_trained[5]).CrossEntropy([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2]);
    }

    private Tensor Zeros(Tensor leaf) => _engine.Constant(new float[leaf.Shape.Count], leaf.Shape);

    private Tensor Parameter(int seed, params int[] extents)
    {
        var operand = Operand.Normal(100 + seed, extents);
        return _engine.Parameter(Array.ConvertAll(operand.Floats, value => 0.1f * value), operand.Shape);
    }
}
