using System.CommandLine;

namespace AutoPeft.Cli.Commands.Control;

/// <summary>The option that says how long a lease lasts without a heartbeat.</summary>
internal static class LeaseOption
{
    private const double Least = 0.5;
    private const double Most = 3600;

    /// <summary>A new option, in seconds.</summary>
    public static Option<double> Create(string description, double seconds)
    {
        var option = new Option<double>("--lease")
        {
            Description = $"{description} (default {seconds})",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => seconds,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<double>() is not (>= Least and <= Most))
            {
                result.AddError($"--lease must be between {Least} and {Most} seconds.");
            }
        });
        return option;
    }
}
