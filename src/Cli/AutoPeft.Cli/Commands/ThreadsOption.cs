using System.CommandLine;

namespace AutoPeft.Cli.Commands;

/// <summary>The option that says how many threads compute.</summary>
internal static class ThreadsOption
{
    /// <summary>A new option; the default is 1, since trials that go on at the same time already share the cores.</summary>
    public static Option<int> Create()
    {
        var option = new Option<int>("--threads")
        {
            Description = "Threads of one operation (default 1: concurrent trials share the cores already); results do not depend on it",
            DefaultValueFactory = _ => 1,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValue(option) is < 1 or > 256)
            {
                result.AddError("--threads must be between 1 and 256.");
            }
        });
        return option;
    }
}
