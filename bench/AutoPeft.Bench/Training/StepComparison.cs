namespace AutoPeft.Bench.Training;

/// <summary>Our steps beside PyTorch's, at one shape.</summary>
/// <param name="Shape">What was trained.</param>
/// <param name="Ratio">Our steps per second over PyTorch's, by wall time; above 1 we are faster.</param>
/// <param name="CpuRatio">The same by processor time, which other work on the machine disturbs less.</param>
/// <param name="LowestCpuRatio">The smallest ratio of processor times of a round.</param>
/// <param name="HighestCpuRatio">The largest.</param>
/// <param name="Ours">Ours.</param>
/// <param name="OurTokensPerSecond">The tokens that we train on in a second.</param>
/// <param name="Peer">PyTorch's, measured now or committed.</param>
/// <param name="PeerIsCommitted">Whether PyTorch's figure was measured before, on the machine that it names.</param>
internal sealed record StepComparison(
    TrainingShape Shape,
    double Ratio,
    double CpuRatio,
    double LowestCpuRatio,
    double HighestCpuRatio,
    StepFigure Ours,
    double OurTokensPerSecond,
    StepFigure Peer,
    bool PeerIsCommitted)
{
    /// <summary>Both sides of some rounds, each round ours next to PyTorch's.</summary>
    public static StepComparison Of(TrainingShape shape, IReadOnlyList<(StepTimes Ours, StepTimes Peer)> rounds)
    {
        var (ours, peer) = (StepFigure.Of([.. rounds.Select(round => round.Ours)]), StepFigure.Of([.. rounds.Select(round => round.Peer)]));
        var ratios = rounds.Select(round => round.Peer.CpuMilliseconds / round.Ours.CpuMilliseconds).ToArray();

        return Of(shape, ours, peer, isCommitted: false) with { LowestCpuRatio = Round(ratios.Min()), HighestCpuRatio = Round(ratios.Max()) };
    }

    /// <summary>Our figure beside one that was committed.</summary>
    public static StepComparison OfCommitted(TrainingShape shape, StepFigure ours, StepFigure peer) => Of(shape, ours, peer, isCommitted: true);

    private static StepComparison Of(TrainingShape shape, StepFigure ours, StepFigure peer, bool isCommitted)
    {
        var cpu = Round(peer.CpuMillisecondsPerStep / ours.CpuMillisecondsPerStep);

        return new(
            shape,
            Round(peer.MillisecondsPerStep / ours.MillisecondsPerStep),
            cpu,
            cpu,
            cpu,
            ours,
            ours.TokensPerSecond(shape.Batch * shape.Length),
            peer,
            isCommitted);
    }

    private static double Round(double value) => Math.Round(value, 3);
}
