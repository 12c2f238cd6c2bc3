using System.Collections.Immutable;

namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>The API documentation that lies beside the reference assemblies of one SDK pack.</summary>
/// <param name="Name">The pack, e.g. <c>Microsoft.NETCore.App.Ref</c>.</param>
/// <param name="Version">Its version as the folder is named, e.g. <c>10.0.12</c>.</param>
/// <param name="Files">The documentation files by full path, in ordinal order of their names. At least one.</param>
internal sealed record DocumentationPack(string Name, string Version, ImmutableArray<string> Files);
