using System.Collections.Immutable;
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

    /// <summary>What each of them ends with.</summary>
    public static TrialResult Result { get; } = new(TrialState.Completed, string.Empty)
    {
        Values = [0.5, 1.0],
        Metrics = ImmutableSortedDictionary.CreateRange([KeyValuePair.Create("loss", 0.5), KeyValuePair.Create("cost", 1.0)]),
    };

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
            await store.FinishAsync(claimed.Lease, Result, CancellationToken.None);
        }
    }
}
