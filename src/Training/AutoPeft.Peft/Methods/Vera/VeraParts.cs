using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;

namespace AutoPeft.Peft.Methods.Vera;

/// <summary>The tensors of a group: what all modules share, and what each has.</summary>
internal sealed class VeraParts
{
    public VeraParts(VeraConfig config, ImmutableArray<int> layers, ModelShape shape)
    {
        Config = config;
        Modules =
        [
            .. from layer in layers
               from kind in config.Targets
               select shape.Find(layer, kind) ?? throw new ArgumentException($"Layer {layer} has no {kind}.", nameof(shape)),
        ];
        Name = TargetNames.Of(Modules[0], config.Method) + ".shared";
        Shared =
        [
            new(Name + ".a", new(config.Rank, Modules.Max(module => module.InputSize))),
            new(Name + ".b", new(Modules.Max(module => module.OutputSize), config.Rank)),
        ];
    }

    public VeraConfig Config { get; }

    /// <summary>What the names of the shared tensors begin with: no two groups have the same first module.</summary>
    public string Name { get; }

    public ImmutableArray<ModuleShape> Modules { get; }

    /// <summary>A, [r, largest in], and B, [largest out, r].</summary>
    public TensorPart[] Shared { get; }

    /// <summary>Λd, [r], and Λb, [out].</summary>
    public TensorPart[] Of(ModuleShape module)
    {
        var target = TargetNames.Of(module, Config.Method);

        return [new(target + ".d", new(Config.Rank)), new(target + ".b", new(module.OutputSize))];
    }
}
