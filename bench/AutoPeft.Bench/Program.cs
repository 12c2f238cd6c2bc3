using System.CommandLine;
using AutoPeft.Bench.Search;

return new RootCommand("Benchmarks of AutoPEFT, with peers' numbers beside ours.") { SearchCommand.Create() }.Parse(args).Invoke();
