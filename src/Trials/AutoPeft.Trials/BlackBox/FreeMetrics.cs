using AutoPeft.Search.Space.Yaml;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Binding.Sections;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Trials.BlackBox;

/// <summary>The metrics of a black box: any name, smaller is better unless said otherwise.</summary>
internal static class FreeMetrics
{
    public static KnownMetric? Find(YamlMap root, YamlNode node, string name)
    {
        if (!string.IsNullOrWhiteSpace(name))
        {
            return new(Direction.Minimize, string.Empty, IsAnalytic: false);
        }

        root.Faults.Add(root.Source.PlaceOf(node), "An objective has no name.", "Give the name under which the program prints it.");
        return null;
    }
}
