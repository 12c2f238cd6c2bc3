using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space;
using AutoPeft.Trials.BlackBox;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Transfer;

/// <summary>Parameters by name, for black boxes: what another study calls the same is taken to be the same.</summary>
/// <remarks>Values of an earlier study are placed on the axes of the later one. A name that it does not know, or a parameter it does not have, counts as absent.</remarks>
/// <param name="space">The space of the later study.</param>
internal sealed class ParameterDescription(SearchSpace space) : ISharedDescription
{
    /// <inheritdoc/>
    public double[] Describe(Configuration configuration) => [.. space.Domains.SelectMany(domain => Features(domain, configuration.Find(domain.Name)))];

    /// <inheritdoc/>
    public (StudyPlan Plan, Func<Configuration, double[]> Describe) Read(StudyHeader earlier) => BlackBoxFile.IsDefinition(earlier.Definition)
        ? (BlackBoxFile.Parse(earlier.Definition, $"study {earlier.Name}", earlier.Folder).Plan, Describe)
        : throw new InvalidInputException(new FaultPlace("transfer"), $"'{earlier.Name}' is a study of PEFT modules.", "Name studies of black boxes.");

    private static double[] Features(ParameterDomain domain, ParameterValue? value)
    {
        if (domain is CategoricalDomain names)
        {
            return [.. names.Levels().Select(level => value is { } name && name == level ? 1.0 : 0.0)];
        }

        return value is not { } known ? [0, 0]
            : domain.Contains(known) ? [1, domain.ToUnit(known)]
            : known.Kind == ParameterValueKind.Number && domain.FromUnit(0).Kind == ParameterValueKind.Number ? [1, Nearest(domain, known.AsNumber)]
            : [0, 0];
    }

    private static double Nearest(ParameterDomain domain, double number) => domain.LevelCount is null
        ? domain.ToUnit(ParameterValue.Of(number))
        : domain.ToUnit(domain.Levels().MinBy(level => Math.Abs(level.AsNumber - number)));
}
