using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Layers;

/// <summary>The weights of a model by name, and the linear modules built from them.</summary>
internal sealed class WeightTable(IReadOnlyList<NamedTensor> all)
{
    private readonly Dictionary<string, Tensor> _byName = all.ToDictionary(item => item.Name, item => item.Tensor);

    public IReadOnlyList<NamedTensor> All { get; } = all;

    public Tensor this[string name] => _byName[name];

    public LinearModule Linear(ModuleShape module) =>
        new(module, this[$"{module.Path}.weight"], module.HasBias ? this[$"{module.Path}.bias"] : null);

    public NormModule Norm(NormShape norm, float epsilon) =>
        new(this[$"{norm.Path}.weight"], norm.HasBias ? this[$"{norm.Path}.bias"] : null, epsilon);
}
