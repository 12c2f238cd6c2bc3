using AutoPeft.Peft.Methods.Mosa;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;

namespace AutoPeft.Peft.Tests.Methods.Mosa;

public sealed class SparseExpertsTests : IDisposable
{
    private static readonly RandomKey Key = RandomKey.FromSeed(4);

    private readonly ManagedEngine _engine = new(new() { Threads = 1 });

    [Fact]
    public void Every_element_belongs_to_one_expert_and_they_get_equally_many()
    {
        var experts = SparseExperts.Split(14, 4, Key);

        Assert.Equal([3, 3, 4, 4], experts.GroupBy(expert => expert).Select(own => own.Count()).Order());
        Assert.NotEqual(experts, SparseExperts.Split(14, 4, RandomKey.FromSeed(5)));
    }

    [Fact]
    public void An_expert_has_the_trained_weight_at_its_own_elements_and_the_first_one_elsewhere()
    {
        float[] first = [1, 2, 3, 4, 5, 6];
        float[] trained = [11, 12, 13, 14, 15, 16];
        using var weight = _engine.Parameter(first, new(2, 3));
        var experts = new SparseExperts(new("w", weight), 2, Key, _engine);
        weight.CopyFrom(trained);
        var owners = SparseExperts.Split(6, 2, Key);

        for (var expert = 0; expert < 2; expert++)
        {
            Assert.Equal(Enumerable.Range(0, 6).Select(i => owners[i] == expert ? trained[i] : first[i]), experts.Of(expert).ToArray());
        }
    }

    [Fact]
    public void A_step_has_gradients_at_the_elements_of_its_expert_only()
    {
        using var weight = _engine.Parameter(new float[6], new(2, 3));
        var experts = new SparseExperts(new("w", weight), 3, Key, _engine);

        using var scope = _engine.StepScope();
        experts.Of(1).Sum().Backward();

        Assert.Equal(SparseExperts.Split(6, 3, Key).Select(expert => expert == 1 ? 1f : 0f), weight.Gradient!.ToArray());
    }

    public void Dispose() => _engine.Dispose();
}
