using System.Collections.Immutable;

namespace AutoPeft.Peft.Allocation;

/// <summary>Keeps the most important components of all modules together.</summary>
internal static class TopComponents
{
    /// <summary>Sets the masks so that this many components remain; of equals, those of earlier modules.</summary>
    public static void Keep(ImmutableArray<DiagonalExtension> extensions, int count)
    {
        var kept = extensions
            .SelectMany((extension, module) => extension.Importance.Scores().Select((score, component) => (score, module, component)))
            .OrderByDescending(item => item.score)
            .ThenBy(item => item.module)
            .ThenBy(item => item.component)
            .Take(count)
            .ToLookup(item => item.module, item => item.component);
        for (var module = 0; module < extensions.Length; module++)
        {
            var mask = new float[extensions[module].Size];
            foreach (var component in kept[module])
            {
                mask[component] = 1;
            }

            extensions[module].Mask.Tensor.CopyFrom(mask);
        }
    }
}
