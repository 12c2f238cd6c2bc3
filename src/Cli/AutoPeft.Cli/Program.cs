using AutoPeft.Cli.Hosting;

var host = new CommandLineHost(Console.Out, Console.Error, ShiftedTime.FromEnvironment());
return (int)await host.RunAsync(args).ConfigureAwait(false);
