using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Dylora;

/// <summary>
/// Adds <c>Alpha / b · B[:, :b] · A[:b] · x</c> to the output of a linear module, with another b in every training step.
/// </summary>
internal sealed class DyloraExtension : TargetExtension
{
    private readonly DyloraConfig _config;
    private readonly ModuleShape _module;
    private readonly Tensor[] _scales; // _scales[b − 1] is alpha / b for the first b components and 0 for the others, [r]

    public DyloraExtension(NamedTensor a, NamedTensor b, (DyloraConfig Config, ModuleShape Module) place, ITensorEngine engine)
        : base(a, b)
    {
        (_config, _module) = place;
        _scales = [.. Enumerable.Range(1, _config.Rank).Select(count => Scale(_config, count, engine))];
    }

    public override IReadOnlyList<Tensor> Constants => _scales;

    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context)
    {
        // All modules of a step have one rank, as in the paper: the key does not name the module.
        var rank = context.Training ? 1 + context.Key.For(DyloraConfig.MethodName).Below(0, _config.Rank) : _config.EffectiveRank;
        var reduced = input.Linear(Parameters[0].Tensor).Multiply(_scales[rank - 1]); // [B, T, r]

        return output.Add(reduced.Linear(Parameters[1].Tensor)); // [B, T, out]
    }

    /// <summary>A plain low-rank module of the used rank.</summary>
    public override IEnumerable<TensorData> Folded()
    {
        var rank = _config.EffectiveRank;
        var parts = LoraNames.Parts(_module, rank);
        var (a, b) = (Parameters[0].Tensor.ToArray(), Parameters[1].Tensor.ToArray());
        var columns = Enumerable.Range(0, _module.OutputSize).SelectMany(row => b.AsSpan(row * _config.Rank, rank).ToArray());

        return [new(parts[0].Name, parts[0].Shape, a.AsSpan(0, parts[0].Shape.Count).ToArray()), new(parts[1].Name, parts[1].Shape, columns.ToArray())];
    }

    private static Tensor Scale(DyloraConfig config, int rank, ITensorEngine engine) => engine.Constant(
        [.. Enumerable.Range(0, config.Rank).Select(i => i < rank ? (float)(config.Alpha / rank) : 0)], new(config.Rank));
}
