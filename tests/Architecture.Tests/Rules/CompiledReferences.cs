using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace AutoPeft.Architecture.Tests.Rules;

/// <summary>What the compiled assemblies name of each other, whatever their project files let through transitively.</summary>
internal static class CompiledReferences
{
    /// <summary>Packages behind a seam, with the projects that implement it.</summary>
    private static readonly (string Package, string[] Projects)[] Confined =
    [
        ("Microsoft.EntityFrameworkCore", ["AutoPeft.Trials.Postgres", "AutoPeft.Migrations"]),
        ("Npgsql", ["AutoPeft.Trials.Postgres", "AutoPeft.Migrations"]),
        ("TorchSharp", ["AutoPeft.Tensors.TorchSharp"]),
        ("Hangfire", ["AutoPeft.Worker.Hangfire"]),
        ("Microsoft.ML", ["AutoPeft.Search.MlNet"]),
        ("Microsoft.Playwright", ["AutoPeft.Bench"]),
        ("Spectre.Console", ["AutoPeft.Cli"]),
        ("System.CommandLine", ["AutoPeft.Cli", "AutoPeft.Bench"]),
    ];

    private static readonly string[] Clocks = ["System.TimeProvider", "System.DateTime", "System.DateTimeOffset", "System.Diagnostics.Stopwatch"];

    /// <summary>Names that lie outside what the table allows an assembly.</summary>
    public static IReadOnlyList<string> Violations(DependencyTable table, string assembly)
    {
        var project = Path.GetFileNameWithoutExtension(assembly);

        return [.. from name in Names(assembly)
                   where name.Assembly.StartsWith("AutoPeft.", StringComparison.Ordinal)
                   where !table.AllowsNamespace(project, name.Namespace)
                   select $"{project} names {name.Namespace}.{name.Type}"];
    }

    /// <summary>Packages that an assembly names although they are another project's.</summary>
    public static IReadOnlyList<string> UnconfinedPackages(string assembly)
    {
        var project = Path.GetFileNameWithoutExtension(assembly);

        return [.. from name in Names(assembly)
                   from rule in Confined
                   where name.Assembly.StartsWith(rule.Package, StringComparison.Ordinal) && !rule.Projects.Contains(project)
                   select $"{project} names {name.Namespace}.{name.Type} of {name.Assembly}"];
    }

    /// <summary>Clocks that an assembly names.</summary>
    public static IReadOnlyList<string> NamedClocks(string assembly) =>
        [.. Names(assembly).Select(name => $"{name.Namespace}.{name.Type}").Intersect(Clocks)];

    private static IReadOnlyList<(string Assembly, string Namespace, string Type)> Names(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();

        return [.. from handle in metadata.TypeReferences
                   let type = metadata.GetTypeReference(handle)
                   where type.ResolutionScope.Kind == HandleKind.AssemblyReference
                   let owner = metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope)
                   select (metadata.GetString(owner.Name), metadata.GetString(type.Namespace), metadata.GetString(type.Name))];
    }
}
