using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Methods.Adalora;
using AutoPeft.Peft.Methods.Dylora;
using AutoPeft.Peft.Methods.Increlora;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.Sora;
using AutoPeft.Peft.Methods.TriAdaptLora;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Allocation;

/// <summary>
/// A task in which it is known which modules need rank: the outputs of the same model with an update of full rank in one module of each
/// of two layers. What finds ranks must find them there.
/// </summary>
public sealed class PlantedTaskTests : IDisposable
{
    private const int Steps = 400;

    private static readonly ModuleKind[] Kinds =
    [
        ModuleKind.Query, ModuleKind.Key, ModuleKind.Value,
        ModuleKind.AttentionOutput, ModuleKind.FeedForwardUp, ModuleKind.FeedForwardDown,
    ];

    private readonly ManagedEngine _engine = new(new() { Threads = 1 });
    private readonly ITransformer _model;

    public PlantedTaskTests() => _model = TinyBert.Load(_engine);

    public void Dispose()
    {
        _model.Dispose();
        _engine.Dispose();
    }

    [Fact]
    public void Adalora_keeps_the_rank_where_it_is_needed() =>
        AssertFound(new AdaloraConfig { Rank = 1, InitialRank = 6, Alpha = 6, Targets = [.. Kinds] });

    [Fact]
    public void Increlora_grows_where_rank_is_needed() =>
        AssertFound(new IncreloraConfig { Rank = 2, Alpha = 16, Targets = [.. Kinds] });

    [Fact]
    public void Triadaptlora_grows_where_rank_is_needed() =>
        AssertFound(new TriAdaptLoraConfig { Rank = 2, Alpha = 4, Targets = [.. Kinds] });

    [Fact]
    public void Sora_closes_the_gates_where_no_rank_is_needed() =>
        AssertFound(new SoraConfig { Rank = 6, Alpha = 6, Sparsity = 1, Targets = [.. Kinds] });

    [Fact]
    public void Dylora_shares_its_ranks_out_to_where_they_are_needed() =>
        AssertFound(new DyloraConfig { Rank = 6, Alpha = 6, UsedRank = 1, Ranks = DyloraRanks.Shared, Targets = [.. Kinds] });

    private void AssertFound(RankedConfig config)
    {
        var ranks = Train(config);
        var planted = ranks.Where(item => IsPlanted(item.Layer, item.Kind)).Average(item => item.Rank);
        var elsewhere = ranks.Where(item => !IsPlanted(item.Layer, item.Kind)).Average(item => item.Rank);
        var found = string.Join(", ", ranks.Select(item => $"{item.Layer}.{item.Kind}: {item.Rank}"));

        Assert.True(planted >= 3 * elsewhere, $"{planted} where it is needed, {elsewhere} elsewhere: {found}");
        Assert.True(planted >= 3, found);
    }

    private static bool IsPlanted(int layer, ModuleKind kind) =>
        (layer, kind) is (1, ModuleKind.Value) or (2, ModuleKind.FeedForwardUp);

    private (int Layer, ModuleKind Kind, int Rank)[] Train(RankedConfig config)
    {
        using var teacher = PeftModules.Create(
            PeftConfig.Of(
            [
                new(1, new LoraConfig { Rank = 8, Alpha = 8, Targets = [ModuleKind.Value] }),
                new(2, new LoraConfig { Rank = 8, Alpha = 8, Targets = [ModuleKind.FeedForwardUp] }),
            ]),
            _model,
            RandomKey.FromSeed(3));
        foreach (var parameter in teacher.Parameters)
        {
            var key = RandomKey.FromSeed(9).For(parameter.Name);
            parameter.Tensor.CopyFrom([.. Enumerable.Range(0, parameter.Tensor.Shape.Count).Select(i => (float)(0.35 * key.Normal(i)))]);
        }

        using var student = PeftModules.Create(PeftConfig.Uniform([0, 1, 2], config), _model, RandomKey.FromSeed(4));
        var moments = student.Parameters.Select(parameter => (First: Zeros(parameter.Tensor), Second: Zeros(parameter.Tensor))).ToArray();
        for (var step = 1; step <= Steps; step++)
        {
            TakeStep(student, teacher, moments, step);
        }

        var found = student.FoldedConfig.Placements.ToLookup(placement => placement.Layer, placement => (LoraConfig)placement.Method);

        return
        [
            .. from layer in Enumerable.Range(0, 3)
               from kind in Kinds
               select (layer, kind, found[layer].FirstOrDefault(lora => lora.Targets.Contains(kind))?.Rank ?? 0),
        ];
    }

    private void TakeStep(PeftModules student, PeftModules teacher, (Tensor First, Tensor Second)[] moments, int step)
    {
        using var scope = _engine.StepScope();
        var rate = 0.02 * (1 - ((double)step / (Steps + 1)));
        var batch = Batch(RandomKey.FromSeed(11).For(step));
        float[] target;
        using (_engine.NoGradient())
        {
            target = _model.Encode(batch, new(teacher.Extensions, Training: false, default)).ToArray();
        }

        var loss = _model.Encode(batch, new(student.Extensions, Training: true, default)).MeanSquaredError(target);
        student.Penalties().Aggregate(loss, (sum, penalty) => sum.Add(penalty.Scale(0.01f))).Backward();
        var moment = new TrainingMoment(step, Steps, rate);
        student.BeforeUpdate(moment);
        foreach (var (parameter, own) in student.Parameters.Zip(moments))
        {
            parameter.Tensor.ApplyAdamW(own.First, own.Second, new(step, (float)rate, 0.9f, 0.999f, 1e-8f, 0, 1));
            parameter.Tensor.ClearGradient();
        }

        student.AfterUpdate(moment);
    }

    private static TokenBatch Batch(RandomKey key)
    {
        var ids = Enumerable.Range(0, 16 * 6).Select(i => key.Below(i, 12)).ToArray();

        return new([.. ids], [.. new int[ids.Length]], [.. Enumerable.Repeat(6, 16)]);
    }

    private Tensor Zeros(Tensor like) => _engine.Constant(new float[like.Shape.Count], like.Shape);
}
