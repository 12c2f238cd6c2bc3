using AutoPeft.Bench.Search;

namespace AutoPeft.Bench.Tests.Search;

public sealed class SearchReportTests
{
    private static readonly SearchRunResult[] Ours = [Result(0.9, 0.96), Result(0.92, 0.98)];

    private static readonly PeerResult Peer = new(
        "their GP",
        new Dictionary<string, IReadOnlyDictionary<int, PeerFigure>>
        {
            ["peft"] = new Dictionary<int, PeerFigure> { [50] = new(0.8, 0.01, 5), [100] = new(0.98, 0, 1) },
        },
        new Dictionary<string, IReadOnlyDictionary<int, double>>());

    [Fact]
    public void The_ratio_to_the_best_peer_comes_first()
    {
        var line = SearchReport.Of(Ours, [Peer]).ElementAt(1);

        Assert.Contains("50: ×1.14 0.910 ± 0.014", line);
        Assert.Contains("100: ×0.99 0.970 ± 0.014", line);
    }

    [Fact]
    public void Bars_are_in_order_of_the_mean_and_a_better_peer_stands_above_us()
    {
        var bars = SearchReport.Of(Ours, [Peer]).Skip(2).ToArray();

        Assert.EndsWith("[1] their GP", bars[0]);
        Assert.EndsWith("[2] bayesian", bars[1]);
        Assert.Equal(49, bars[0].Count(letter => letter == '░'));
    }

    [Fact]
    public void Without_comparable_peers_there_are_no_ratios() => Assert.DoesNotContain("×", string.Concat(SearchReport.Of(Ours, [])));

    [Fact]
    public void The_committed_peers_can_be_read()
    {
        var peers = PeerResult.All();

        Assert.Equal(9, peers.Count);
        Assert.Equal(0.979, peers.Max(peer => peer.At("peft", 100)?.Mean));
        Assert.Null(peers.Single(peer => peer.Sampler.StartsWith("BoTorch SAAS")).At("zdt2", 100));
    }

    private static SearchRunResult Result(double half, double all) => new(
        "peft", "bayesian", 0, true, new SortedDictionary<int, double> { [50] = half, [100] = all },
        new SortedDictionary<int, double> { [50] = 0.1, [100] = 0.2 });
}
