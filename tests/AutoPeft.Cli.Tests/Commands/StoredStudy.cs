using System.Collections.Immutable;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Cli.Tests.Commands;

/// <summary>A data folder with a study of four finished trials: two on the front, one dominated, one infeasible.</summary>
public sealed class StoredStudy : IAsyncLifetime
{
    private static readonly (double Accuracy, double Parameters)[] Results = [(0.8, 1_000), (0.9, 20_000), (0.7, 5_000)];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("studies-");

    public string Folder => _folder.FullName;

    public async ValueTask InitializeAsync()
    {
        ImmutableArray<Objective> objectives =
        [
            new("accuracy", Direction.Maximize), new("trainable_parameters", Direction.Minimize, "parameters") { IsLogarithmic = true },
        ];
        await using var store = new JournalTrialStore(Folder, TimeProvider.System);
        await store.CreateStudyAsync(new("small", objectives, "name: small", Folder, "hash", 7), default);
        var proposals = Enumerable.Range(0, 4).Select(i => new TrialProposal(new([KeyValuePair.Create("lora", ParameterValue.Of(i))]), i));
        await store.EnqueueAsync("small", [.. proposals], default);
        foreach (var (accuracy, parameters) in Results)
        {
            await FinishAsync(store, new(TrialState.Completed, "")
            {
                Values = [accuracy, parameters],
                Metrics = ImmutableSortedDictionary.CreateRange([KeyValuePair.Create("accuracy", accuracy)]),
            });
        }

        await FinishAsync(store, new(TrialState.Infeasible, "the loss became infinite at step 12") { Cause = InfeasibleCause.Diverged });
        await store.SetStatusAsync("small", StudyStatus.Finished, "4 of 4 trials are done", default);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task FinishAsync(JournalTrialStore store, TrialResult result)
    {
        var claimed = await store.ClaimAsync(new("worker", TimeSpan.FromMinutes(1)) { Study = "small" }, default);
        await store.StartAsync(claimed!.Lease, default);
        await store.FinishAsync(claimed.Lease, result, default);
    }
}
