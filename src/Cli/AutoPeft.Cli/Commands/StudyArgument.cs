using System.CommandLine;

namespace AutoPeft.Cli.Commands;

/// <summary>The argument that names a study.</summary>
internal static class StudyArgument
{
    /// <summary>A new argument; may be left out.</summary>
    public static Argument<string?> Create() => new("study")
    {
        Description = "The study's name (default: the one in which something happened last)",
        Arity = ArgumentArity.ZeroOrOne,
    };
}
