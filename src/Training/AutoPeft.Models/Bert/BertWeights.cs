using AutoPeft.Models.Layers;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Bert;

/// <summary>The weights of an encoder by name, and the modules built from them.</summary>
internal sealed class BertWeights(BertConfig config, IReadOnlyList<NamedTensor> all)
{
    private readonly WeightTable _table = new(all);

    public BertConfig Config { get; } = config;

    public IReadOnlyList<NamedTensor> All => _table.All;

    public Tensor this[string name] => _table[name];

    public LinearModule Linear(ModuleShape module) => _table.Linear(module);

    public NormModule Norm(string path) => new(this[$"{path}.weight"], this[$"{path}.bias"], Config.LayerNormEpsilon);
}
