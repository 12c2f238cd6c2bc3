using System.Collections.Immutable;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Transfer;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Trials.Transfer;

/// <summary>Reads what the earlier studies that a study names have found.</summary>
/// <remarks>
/// Only trials that had ended when the study was created count: what an earlier study finds later changes nothing, so the history of the study
/// depends on its definition and on what was known then.
/// </remarks>
public static class EarlierStudies
{
    /// <summary>The plan with the experience of the earlier studies that it names; the plan itself when it names none.</summary>
    /// <param name="plan">The study; it need not exist yet.</param>
    /// <param name="store">Where all of them are.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidInputException">Some are not there, cannot be read or teach nothing; carries every fault.</exception>
    public static async Task<StudyPlan> AttachAsync(StudyPlan plan, IStudyStore store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(store);

        if (plan.Transfer is not { } transfer)
        {
            return plan;
        }

        var created = await store.ExistsAsync(plan.Name, cancellationToken)
            ? (await store.ReadStudyAsync(plan.Name, cancellationToken)).Created
            : DateTimeOffset.MaxValue;
        var (studies, faults) = (new List<EarlierStudy>(), new FaultCollector());
        foreach (var name in transfer.Studies)
        {
            try
            {
                var record = await store.ReadStudyAsync(name, cancellationToken);
                studies.Add(Read(plan, transfer, record with { Trials = [.. record.Trials.Where(trial => trial.Finished <= created)] }));
            }
            catch (InvalidInputException fault)
            {
                foreach (var each in fault.Faults)
                {
                    faults.Add(each);
                }
            }
        }

        faults.ThrowIfAny();
        return plan with { Snapshot = plan.Snapshot with { Experience = new(transfer.Description.Describe, [.. studies], plan.Snapshot.Experience?.Prior) } };
    }

    private static EarlierStudy Read(StudyPlan plan, TransferPlan transfer, StudyRecord record)
    {
        var name = record.Header.Name;
        var (earlier, describe) = transfer.Description.Read(record.Header);
        var known = SamplerInput.Of(earlier, record).Observations;
        if (known.Length < Experience.FewestTrials)
        {
            throw Useless(name, $"has {known.Length} finished trials", $"Choose a study with at least {Experience.FewestTrials}, or leave it out.");
        }

        var losses = plan.Snapshot.Objectives.Select(objective => Match(objective, plan.Snapshot.Objectives, earlier.Snapshot.Objectives) is { } index
            ? known.Select(observation => earlier.Snapshot.Objectives[index].ToLoss(observation.Values[index])).ToImmutableArray()
            : []).ToImmutableArray();

        return losses.Any(values => !values.IsEmpty)
            ? new(name, [.. known.Select(observation => describe(observation.Configuration).ToImmutableArray())], losses)
            : throw Useless(name, "measured none of this study's objectives", "Choose a study that did, or leave it out.");
    }

    /// <summary>Which objective of an earlier study is the same: that of the same name, or, where each study measures only one, that one.</summary>
    private static int? Match(Objective objective, ImmutableArray<Objective> later, ImmutableArray<Objective> earlier)
    {
        int[] measured = [.. Enumerable.Range(0, earlier.Length).Where(index => !earlier[index].IsAnalytic)];
        int[] same = Array.FindAll(measured, index => earlier[index].Name == objective.Name && earlier[index].Direction == objective.Direction);

        return objective.IsAnalytic ? null
            : same.Length > 0 ? same[0]
            : measured.Length == 1 && later.Count(other => !other.IsAnalytic) == 1 ? measured[0] : null;
    }

    private static InvalidInputException Useless(string name, string what, string remedy) => new(new FaultPlace("transfer"), $"'{name}' {what}.", remedy);
}
