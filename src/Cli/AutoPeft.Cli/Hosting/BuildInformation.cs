using System.Collections.Immutable;
using System.Reflection;
using AutoPeft.Cli.Documents;

namespace AutoPeft.Cli.Hosting;

/// <summary>What the build wrote into this assembly.</summary>
internal static class BuildInformation
{
    private static Assembly Self => typeof(BuildInformation).Assembly;

    /// <summary>The version and the commit.</summary>
    public static VersionDocument Version
    {
        get
        {
            var parts = Self.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+', 2);

            return new(parts[0], parts.Length > 1 ? parts[1] : null);
        }
    }

    /// <summary>The optional engines, built in or not.</summary>
    public static ImmutableArray<EngineDocument> Engines =>
    [
        Engine("TorchSharp", "training on GPUs", "WithTorchSharp=cpu|cuda"),
        Engine("Hangfire", "queues on several machines", "WithHangfire=true"),
        Engine("MlNet", "single-objective tuners", "WithMlNet=true"),
    ];

    /// <summary>What to tell who asks for an optional engine that is not built in.</summary>
    /// <param name="name">Its name in <see cref="Engines"/>.</param>
    /// <param name="alternative">What to do without it.</param>
    public static CommandFailure NotBuiltIn(string name, string alternative)
    {
        var engine = Engines.Single(engine => engine.Name == name);
        var written = name.ToLowerInvariant();

        return new(
            ExitCode.Unavailable,
            $"The engine '{written}' is not built in: {engine.Reason}.",
            $"Build with {engine.Switch} ('./configure --with {written}'), or {alternative}.");
    }

    private static EngineDocument Engine(string name, string purpose, string buildSwitch)
    {
        var values = Self.GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(item => item.Key, item => item.Value);
        var isBuiltIn = values.GetValueOrDefault(name) is { Length: > 0 };
        var reason = values.GetValueOrDefault(name + "Reason") is { Length: > 0 } given ? given : "./configure was not run before the build";

        return new(name, purpose, isBuiltIn, isBuiltIn ? null : reason, $"-p:{buildSwitch}");
    }
}
