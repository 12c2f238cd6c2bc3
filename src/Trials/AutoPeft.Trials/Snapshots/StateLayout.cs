using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Snapshots;

/// <summary>Writes and reads what a fold knows besides its trials.</summary>
/// <remarks>By hand and not as JSON, whose machinery takes longer to start than everything else here.</remarks>
internal static class StateLayout
{
    public static void Write(SnapshotBuffer bytes, FoldState state)
    {
        Write(bytes, state.Header);
        Write(bytes, state.Edits);
        bytes.Number((int)state.Status);
        bytes.Text(state.StatusReason);
        bytes.Number(state.Sequence);
        bytes.Number(state.LastToken);
        bytes.Time(state.Created, default);
        bytes.Time(state.Changed, default);
        bytes.Time(state.RunningSince, default);
        bytes.Number(state.ActiveTime.Ticks);
    }

    public static FoldState Read(ref SnapshotCursor bytes) => new(ReadHeader(ref bytes), [])
    {
        // In the order of the bytes: initialisers run as they are written.
        Edits = ReadEdits(ref bytes),
        Status = (StudyStatus)bytes.Number(),
        StatusReason = bytes.Text(),
        Sequence = bytes.Number(),
        LastToken = bytes.Number(),
        Created = bytes.Time(default),
        Changed = bytes.Time(default),
        RunningSince = bytes.Time(default),
        ActiveTime = TimeSpan.FromTicks(bytes.Number()),
    };

    private static void Write(SnapshotBuffer bytes, StudyHeader header)
    {
        bytes.Text(header.Name);
        bytes.Number(header.Objectives.Length);
        foreach (var objective in header.Objectives)
        {
            Write(bytes, objective);
        }

        bytes.Text(header.Definition);
        bytes.Text(header.Folder);
        bytes.Text(header.SpaceHash);
        bytes.Number(header.Seed);
        bytes.Text(header.Queue);
        bytes.Text(header.Owner);
    }

    private static StudyHeader ReadHeader(ref SnapshotCursor bytes) =>
        new(bytes.Text(), ReadObjectives(ref bytes), bytes.Text(), bytes.Text(), bytes.Text(), bytes.Number()) { Queue = bytes.Text(), Owner = bytes.Text() };

    private static ImmutableArray<Objective> ReadObjectives(ref SnapshotCursor bytes)
    {
        var objectives = new Objective[bytes.Number()];
        for (var i = 0; i < objectives.Length; i++)
        {
            objectives[i] = new(bytes.Text(), (Direction)bytes.Number(), bytes.Text())
            {
                IsAnalytic = bytes.Number() == 1,
                IsLogarithmic = bytes.Number() == 1,
                Reference = bytes.Number() == 0 ? null : bytes.Real(),
            };
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(objectives);
    }

    private static void Write(SnapshotBuffer bytes, Objective objective)
    {
        bytes.Text(objective.Name);
        bytes.Number((int)objective.Direction);
        bytes.Text(objective.Unit);
        bytes.Number(objective.IsAnalytic ? 1 : 0);
        bytes.Number(objective.IsLogarithmic ? 1 : 0);
        bytes.Number(objective.Reference is null ? 0 : 1);
        if (objective.Reference is { } reference)
        {
            bytes.Real(reference);
        }
    }

    // Few studies are edited.
    private static void Write(SnapshotBuffer bytes, StudyEdit edits) => bytes.Bytes(
        edits == StudyEdit.None ? [] : JsonSerializer.SerializeToUtf8Bytes(edits, EventJson.Default.StudyEdit));

    private static StudyEdit ReadEdits(ref SnapshotCursor bytes) => bytes.Bytes() is { IsEmpty: false } json
        ? JsonSerializer.Deserialize(json, EventJson.Default.StudyEdit)!
        : StudyEdit.None;
}
