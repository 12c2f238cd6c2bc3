using AutoPeft.Bench;

return await BenchHost.RunAsync(BenchCommands.Create().Parse(args), Console.Error);
