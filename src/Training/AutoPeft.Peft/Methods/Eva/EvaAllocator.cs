using System.Collections.Immutable;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.Eva;

/// <summary>Shares the ranks out once, after the first batch, by the variance that directions explain.</summary>
internal sealed class EvaAllocator(EvaConfig config) : IRankAllocator<EvaExtension>
{
    public void Observe(ImmutableArray<EvaExtension> extensions)
    {
        if (extensions.Any(extension => extension.Explained.Length == 0 || extension.Started.Tensor.Item() != 0))
        {
            return;
        }

        var kept = extensions
            .SelectMany((extension, module) => extension.Explained.Select(share => (share, module)))
            .OrderByDescending(item => item.share) // stable: of equals those of earlier modules
            .Take(config.Rank * extensions.Length)
            .CountBy(item => item.module)
            .ToDictionary();
        for (var module = 0; module < extensions.Length; module++)
        {
            extensions[module].Keep(kept.GetValueOrDefault(module));
        }
    }

    public void Allocate(ImmutableArray<EvaExtension> extensions, TrainingMoment moment)
    {
    }
}
