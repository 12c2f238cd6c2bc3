using System.Collections.Immutable;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft doctor</c> says.</summary>
/// <param name="Version">The version.</param>
/// <param name="Machine">What it runs on.</param>
/// <param name="Checks">What it needs.</param>
/// <param name="Engines">The optional engines.</param>
internal sealed record DoctorDocument(
    VersionDocument Version, MachineDocument Machine, ImmutableArray<CheckDocument> Checks, ImmutableArray<EngineDocument> Engines);
