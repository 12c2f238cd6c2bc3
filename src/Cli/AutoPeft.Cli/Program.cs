using AutoPeft.Cli.Hosting;

var host = new CommandLineHost(Console.Out, Console.Error, TimeProvider.System);
return (int)await host.RunAsync(args).ConfigureAwait(false);
