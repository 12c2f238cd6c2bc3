using System.CommandLine;
using AutoPeft.Bench.Chaos;
using AutoPeft.Bench.Dashboard;
using AutoPeft.Bench.Search;
using AutoPeft.Bench.Search.Failures;
using AutoPeft.Bench.Search.Thinking;
using AutoPeft.Bench.Search.Transfer;
using AutoPeft.Bench.Stores;
using AutoPeft.Bench.Training;
using AutoPeft.Bench.Training.Buckets;
using AutoPeft.Bench.Training.Sweeps;

namespace AutoPeft.Bench;

/// <summary>Every verb of the benchmarks.</summary>
internal static class BenchCommands
{
    /// <summary>The command line.</summary>
    public static RootCommand Create() => new("Benchmarks of AutoPEFT, with peers' numbers beside ours.")
    {
        SearchCommand.Create(), ThinkingCommand.Create(), TransferCommand.Create(), FailureCommand.Create(),
        TrainCommand.Create(), TrainCommand.CreateSteps(), WaysCommand.Create(), ProductCommand.Create(), SweepCostCommand.Create(), BucketCommand.Create(),
        ChaosCommand.Create(), TrialsCommand.Create(), OpenCommand.Create(), DashboardCommand.Create(), PicturesCommand.Create(),
    };
}
