using System.Collections.Immutable;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.TriAdaptLora;

/// <summary>Adds components to the modules whose cores have grown most since the last decision.</summary>
internal sealed class TriAdaptLoraAllocator(TriAdaptLoraConfig config) : IRankAllocator<TriangularExtension>
{
    public void Allocate(ImmutableArray<TriangularExtension> extensions, TrainingMoment moment)
    {
        if (moment.Step == 0)
        {
            foreach (var extension in extensions)
            {
                extension.Begin();
            }
        }
        else if (moment.Step % config.Interval == 0)
        {
            Grow(extensions, (config.Rank * extensions.Length) - extensions.Sum(extension => extension.Active), moment);
        }

        foreach (var extension in extensions)
        {
            extension.ApplyMask();
        }
    }

    /// <summary>How many modules get more: a share of what is left of the budget that grows with time, at least one while any is left.</summary>
    /// <param name="left">The components that are left.</param>
    /// <param name="moment">Where the training stands.</param>
    internal int Chosen(int left, TrainingMoment moment)
    {
        var time = Math.Min(1, moment.Step / Math.Max(1, config.GrowthFraction * moment.TotalSteps));
        var most = (left + config.Increment - 1) / config.Increment;

        return left <= 0 ? 0 : Math.Clamp((int)(left * time), 1, most);
    }

    private void Grow(ImmutableArray<TriangularExtension> extensions, int left, TrainingMoment moment)
    {
        var growth = extensions.Select(extension => extension.TakeGrowth()).ToArray();
        var chosen = Enumerable.Range(0, extensions.Length)
            .Where(module => extensions[module].Active < extensions[module].Size)
            .OrderByDescending(module => growth[module])
            .Take(Chosen(left, moment));
        foreach (var module in chosen)
        {
            extensions[module].Add(config.Increment);
        }
    }
}
