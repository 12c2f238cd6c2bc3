using AutoPeft.Search.Space;

namespace AutoPeft.Search.Tests.Space;

/// <summary>The spaces that several tests look at.</summary>
internal static class Spaces
{
    private static readonly double[] Sizes = [0, 1, 3, 6, 12, 24, 48, 96, 192, 384, 768];

    /// <summary>The space of the AutoPEFT paper: a switch a layer and three sizes.</summary>
    public static SearchSpace Paper(int layers)
    {
        var switches = Enumerable.Range(1, layers).Select(layer => $"layer{layer}").ToArray();
        string[] sizes = ["serial", "parallel", "prefix"];
        var domains = switches.Select(name => (ParameterDomain)new BooleanDomain(name))
            .Concat(sizes.Select(name => new OrdinalDomain(name, Sizes)));

        return new(domains, new SpaceRules { Required = [new([.. switches]), new([.. sizes])] });
    }

    /// <summary>A method, and parameters that exist only for some methods, one of them two levels deep.</summary>
    public static SearchSpace Conditional(SpaceRules? rules = null) => new(
        [
            new CategoricalDomain("method", ["lora", "prefix", "none"]),
            new IntegerDomain("rank", (1, 4)) { When = new("method", [ParameterValue.Of("lora")]) },
            new BooleanDomain("scaled") { When = new("method", [ParameterValue.Of("lora"), ParameterValue.Of("prefix")]) },
            new OrdinalDomain("factor", [1, 2, 4]) { When = new("scaled", [ParameterValue.Of(true)]) },
            new BooleanDomain("bias"),
        ],
        rules);
}
