#if MLNET
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.MlNet.Tests;

public sealed class TunerSessionTests
{
    private static readonly StudySnapshot Empty = new(new([new FloatDomain("x", 0, 1)]), [new("loss", Direction.Minimize)]);

    [Theory]
    [InlineData(TunerAlgorithm.CostFrugal, 4096 + 201)]
    [InlineData(TunerAlgorithm.Smac, 50 + 200)]
    public async Task A_tuner_that_asks_for_the_same_again_and_again_is_given_up(TunerAlgorithm algorithm, int most)
    {
        var known = new RandomSampler().Suggest(Empty, 200, RandomKey.FromSeed(1));
        var study = Empty with { Observations = [.. known.Select(one => new Observation(one, [one["x"].AsNumber]))] };
        var space = new TunerSpace(study.Space, 10);
        using var enough = new CancellationTokenSource();
        var session = new TunerSession(study, space, (algorithm, 1), enough);

        var asked = 0;
        while (!enough.IsCancellationRequested && asked <= most)
        {
            await session.RunAsync(new() { Parameter = space.ToParameter(known[0]) }, CancellationToken.None);
            asked++;
        }

        Assert.InRange(asked, 200, most);
        Assert.Empty(session.Chosen);
    }

    [Theory]
    [InlineData(TunerAlgorithm.CostFrugal, new[] { 3.0, -5, 11 })]
    [InlineData(TunerAlgorithm.Smac, new[] { 0.5, 0, 1 })]
    public async Task A_forest_is_told_losses_as_shares_of_their_range(TunerAlgorithm algorithm, double[] expected) =>
        Assert.Equal(expected, await Told(algorithm, [3, -5, 11]));

    [Fact]
    public async Task A_forest_is_told_losses_of_any_size()
    {
        var (far, equal) = (await Told(TunerAlgorithm.Smac, [double.MaxValue, -double.MaxValue, 0]), await Told(TunerAlgorithm.Smac, [7, 7]));

        Assert.Equal([1, 0, 0.5], far);
        Assert.Equal([0, 0], equal);
    }

    private static async Task<double[]> Told(TunerAlgorithm algorithm, double[] losses)
    {
        var known = new RandomSampler().Suggest(Empty, losses.Length, RandomKey.FromSeed(1));
        var study = Empty with { Observations = [.. known.Zip(losses, (one, loss) => new Observation(one, [loss]))] };
        var space = new TunerSpace(study.Space, 10);
        using var enough = new CancellationTokenSource();
        var session = new TunerSession(study, space, (algorithm, 1), enough);
        var told = await Task.WhenAll(known.Select(one => session.RunAsync(new() { Parameter = space.ToParameter(one) }, CancellationToken.None)));

        return [.. told.Select(result => result.Loss)];
    }
}
#endif
