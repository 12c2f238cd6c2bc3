using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Bench.Stores;

/// <summary>Trials that do nothing, as many as wanted.</summary>
internal static class NoOperation
{
    /// <summary>The study they belong to.</summary>
    public const string Study = "nothing";

    private const int Slots = 8;
    private const int AtOnce = 1000;
    private const int Parameters = 15;

    /// <summary>What a store keeps of the study.</summary>
    public static StudyHeader Header { get; } = new(
        Study, [new("loss", Direction.Minimize), new("cost", Direction.Minimize)], "name: nothing", "/", "0", 0);

    /// <summary>The configuration of a number: two objectives and 15 parameters, as in the measurement of the peer.</summary>
    public static Configuration Configuration(int number) => new(
        Enumerable.Range(0, Parameters).Select(i => KeyValuePair.Create($"parameter.{i}", ParameterValue.Of((number * 31) + i))));

    /// <summary>What a trial ends with: a loss that falls with the cost, and luck.</summary>
    public static TrialResult Result(int number)
    {
        var draw = RandomKey.FromSeed(0).For(number);
        var (cost, luck) = (draw.Uniform(0), draw.Uniform(1));
        var loss = 1 - (0.5 * cost) + (0.3 * luck);

        return new(TrialState.Completed, string.Empty)
        {
            Values = [loss, cost],
            Metrics = ImmutableSortedDictionary.CreateRange([KeyValuePair.Create("loss", loss), KeyValuePair.Create("cost", cost)]),
        };
    }

    /// <summary>Creates the study with its trials.</summary>
    public static async Task QueueAsync(IStudyStore store, int trials)
    {
        await store.CreateStudyAsync(Header, CancellationToken.None);
        foreach (var some in Enumerable.Range(0, trials).Chunk(AtOnce))
        {
            await store.EnqueueAsync(Study, [.. some.Select(number => new TrialProposal(Configuration(number), number))], CancellationToken.None);
        }
    }

    /// <summary>Claims, starts and finishes trials in several slots until none waits.</summary>
    public static Task WorkAsync(ITrialClaims store, string worker, int slots = Slots) =>
        Task.WhenAll(Enumerable.Range(0, slots).Select(_ => Task.Run(() => SlotAsync(store, worker))));

    private static async Task SlotAsync(ITrialClaims store, string worker)
    {
        var request = new ClaimRequest(worker, TimeSpan.FromSeconds(30)) { Study = Study };
        while (await store.ClaimAsync(request, CancellationToken.None) is { } claimed)
        {
            await store.StartAsync(claimed.Lease, CancellationToken.None);
            await store.FinishAsync(claimed.Lease, Result(claimed.Trial.Number), CancellationToken.None);
        }
    }
}
