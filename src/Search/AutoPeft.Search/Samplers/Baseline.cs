using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Samplers;

/// <summary>The configuration that everything else is compared with: all switches and all sizes off.</summary>
/// <remarks>It is one end of the front wherever cost counts, and random configurations of many switches and sizes never come near it.</remarks>
internal static class Baseline
{
    /// <summary>The baseline; null when there is none, the rules refuse it, or something with the same effect has been tried.</summary>
    /// <param name="study">The study.</param>
    /// <param name="rest">Where the other parameters come from.</param>
    public static Configuration? Of(StudySnapshot study, Configuration rest)
    {
        ParameterDomain[] switches = [.. study.Space.Domains.Where(domain => domain is BooleanDomain)];
        ParameterDomain[] sizes = [.. study.Space.Domains.Where(StudyEncoding.IsSizeFromNothing)];
        if (switches.Length + sizes.Length == 0 || study.Known.Any(known => AreOff(switches, known) || AreOff(sizes, known)))
        {
            return null;
        }

        var off = study.Space.Canonical(switches.Concat(sizes).Aggregate(rest, (configuration, domain) => configuration.With(domain.Name, domain.Levels().First())));
        return study.Space.IsValid(off) ? off : null;
    }

    private static bool AreOff(ParameterDomain[] domains, Configuration configuration) =>
        domains.Length > 0 && domains.All(domain => configuration.Find(domain.Name) is null or { IsOff: true });
}
