using AutoPeft.Peft.Placement;

namespace AutoPeft.Trials.Definition;

/// <summary>Modules that the user wants the search compared with.</summary>
/// <param name="Name">What people call them.</param>
/// <param name="Modules">The modules.</param>
public sealed record NamedModules(string Name, PeftConfig Modules);
