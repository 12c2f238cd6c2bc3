using System.Collections.Immutable;

namespace AutoPeft.Cli.Hosting;

/// <summary>How to start this program again.</summary>
internal static class ThisProgram
{
    /// <summary>The program and its first arguments: the host, and what it runs when the host is <c>dotnet</c>.</summary>
    public static ImmutableArray<string> Command
    {
        get
        {
            var host = Environment.ProcessPath ?? "dotnet";

            return Path.GetFileNameWithoutExtension(host) == "dotnet"
                ? [host, "exec", Path.GetFullPath(Environment.GetCommandLineArgs()[0])]
                : [host];
        }
    }
}
