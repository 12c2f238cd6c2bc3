using System.Collections.Immutable;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.Sora;

/// <summary>Soft-thresholds the gates after every step (Ding et al. 2023, Eq. 6).</summary>
internal sealed class SoraAllocator(SoraConfig config) : IRankAllocator<DiagonalExtension>
{
    public void Allocate(ImmutableArray<DiagonalExtension> extensions, TrainingMoment moment)
    {
        foreach (var extension in extensions)
        {
            extension.Shrink(moment.LearningRate * config.Sparsity);
        }
    }
}
