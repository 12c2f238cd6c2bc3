using System.Collections.Immutable;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Layers;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Packing;

/// <summary>Takes several trials through the layers of one frozen model together.</summary>
/// <remarks>
/// Trials need nothing in common but the model: each brings sequences of its own number and length, and joins at its own first
/// layer. On the managed engine each gets the bits that it would get alone.
/// </remarks>
public static class PackedLayers
{
    /// <summary>What leaves the last layer, one tensor of [B, T, C] a trial, in the order given; [B, 1, C] for what reads one token.</summary>
    /// <param name="model">The model.</param>
    /// <param name="trials">The trials; at least one.</param>
    /// <param name="training">Whether dropout is on, as every trial's own context says.</param>
    public static IReadOnlyList<Tensor> Run(ITransformer model, IReadOnlyList<PackedTrial> trials, bool training)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(trials);

        var results = trials.Select(trial => trial.Entering).ToArray();
        var together = Enumerable.Range(0, trials.Count)
            .Where(index => trials[index].FirstLayer < model.Shape.Layers)
            .OrderBy(index => trials[index].FirstLayer)
            .GroupBy(index => trials[index].Context.Reads);
        foreach (var group in together)
        {
            var order = group.ToArray();
            var finals = RunJoined(model, [.. order.Select(index => trials[index])], training);
            for (var i = 0; i < order.Length; i++)
            {
                results[order[i]] = group.Key == TokensRead.All
                    ? LayerStack.WithoutFirst(finals[i], FrontOf(trials[order[i]]))
                    : finals[i];
            }
        }

        return results;
    }

    private static Tensor[] RunJoined(ITransformer model, PackedTrial[] trials, bool training)
    {
        var members = trials.Select(MemberOf).ToArray();
        var depths = trials.Select(trial => trial.FirstLayer).Append(model.Shape.Layers).Distinct().ToArray();
        Tensor? hidden = null; // [rows of the trials that have joined, C]
        PackedPass? pass = null;
        for (var i = 0; i + 1 < depths.Length; i++)
        {
            var joining = trials.Where(trial => trial.FirstLayer == depths[i]).Select(Entered);
            hidden = PackedPass.Join(hidden is null ? joining : joining.Prepend(hidden));
            var joined = members[..trials.Count(trial => trial.FirstLayer <= depths[i])];
            pass = new PackedPass(joined);
            var context = new ForwardContext(ModelExtensions.None, training, default) { Pack = pass, Reads = trials[0].Context.Reads };
            var lengths = new TokenBatch([], [], [.. joined.SelectMany(member => member.Lengths)]);
            hidden = model.RunLayers(hidden, depths[i]..depths[i + 1], lengths, context);
        }

        var left = trials[0].Context.Reads == TokensRead.All ? pass! : pass!.Keeping(model.Engine).Narrowed();

        return left.Split(hidden!);
    }

    private static Tensor Entered(PackedTrial trial) =>
        InputsOf(trial).Aggregate(trial.Entering, (hidden, extension) => extension.Enter(hidden, trial.Context));

    private static PassMember MemberOf(PackedTrial trial)
    {
        var front = FrontOf(trial);
        ImmutableArray<int> lengths = [.. trial.Batch.Lengths.Select(length => front + length)];

        return new(trial.Context with { Lengths = lengths }, lengths, front + trial.Batch.Length, front);
    }

    private static int FrontOf(PackedTrial trial) => InputsOf(trial).Sum(extension => extension.Length);

    /// <summary>What is put in front of the first layer; a trial that joins above it has nothing there.</summary>
    private static IReadOnlyList<IInputExtension> InputsOf(PackedTrial trial) =>
        trial.FirstLayer == 0 ? trial.Context.Extensions.Input : [];
}
