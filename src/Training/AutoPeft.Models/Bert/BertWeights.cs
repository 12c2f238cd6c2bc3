using AutoPeft.Models.Layers;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Bert;

/// <summary>The weights of a BERT by name, and the modules built from them.</summary>
internal sealed class BertWeights(BertConfig config, IReadOnlyList<NamedTensor> all)
{
    private readonly Dictionary<string, Tensor> _byName = all.ToDictionary(item => item.Name, item => item.Tensor);

    public BertConfig Config { get; } = config;

    public IReadOnlyList<NamedTensor> All { get; } = all;

    public Tensor this[string name] => _byName[name];

    public LinearModule Linear(ModuleShape module) =>
        new(module, this[$"{module.Path}.weight"], this[$"{module.Path}.bias"]);

    public NormModule Norm(string path) => new(this[$"{path}.weight"], this[$"{path}.bias"], Config.LayerNormEpsilon);
}
