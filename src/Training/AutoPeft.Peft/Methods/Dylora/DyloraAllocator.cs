using System.Collections.Immutable;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.Dylora;

/// <summary>Chooses which of the nested ranks is used: after every step, since any of them may be the last of the training that is kept.</summary>
internal sealed class DyloraAllocator(DyloraConfig config) : IRankAllocator<DyloraExtension>
{
    public void Allocate(ImmutableArray<DyloraExtension> extensions, TrainingMoment moment)
    {
        if (config.Ranks == DyloraRanks.Uniform || moment.Step == 0)
        {
            return; // every module begins with the used rank
        }

        var ranks = NestedRanks.Least([.. extensions.Select(extension => extension.Errors())], config.EffectiveRank * extensions.Length);
        for (var module = 0; module < extensions.Length; module++)
        {
            extensions[module].Use(ranks[module]);
        }
    }
}
