using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods;

/// <summary>What users call the methods of a configuration: as they chose them, not what an export makes of them.</summary>
internal static class MethodTitles
{
    /// <summary>The titles, each once, in the order of the configuration.</summary>
    /// <param name="config">The configuration, not folded.</param>
    /// <param name="separator">What stands between two.</param>
    public static string Of(PeftConfig config, string separator) => Of(config, _ => true, separator);

    /// <summary>The titles of those that an export holds as one method.</summary>
    /// <param name="config">The configuration, not folded.</param>
    /// <param name="folded">What they are folded into.</param>
    /// <param name="separator">What stands between two.</param>
    public static string FoldedInto(PeftConfig config, PeftMethod folded, string separator) =>
        Of(config, method => MethodRegistry.BuiltIn.Of(method.Folded()) == folded, separator);

    private static string Of(PeftConfig config, Func<MethodConfig, bool> isMeant, string separator) => string.Join(
        separator, config.Groups.Select(group => group.Method).Where(isMeant).Select(method => MethodRegistry.BuiltIn.Of(method).Title).Distinct());
}
