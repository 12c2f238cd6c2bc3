using System.CommandLine;
using AutoPeft.Bench.Search;
using AutoPeft.Bench.Training;

return new RootCommand("Benchmarks of AutoPEFT, with peers' numbers beside ours.") { SearchCommand.Create(), TrainingCommand.Create() }.Parse(args).Invoke();
