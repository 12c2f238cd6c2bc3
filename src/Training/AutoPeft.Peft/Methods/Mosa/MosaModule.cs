using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Modules;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Mosa;

/// <summary>Bottlenecks of sparse experts, exported as the parallel adapters that they together are.</summary>
/// <param name="adapters">By layer and block.</param>
internal sealed class MosaModule(ImmutableArray<(int Layer, SublayerKind Kind, MosaExtension Adapter)> adapters) : PeftModule
{
    public override IReadOnlyList<NamedTensor> Parameters => [.. adapters.SelectMany(item => item.Adapter.Parameters)];

    protected override IEnumerable<Tensor> Constants => adapters.SelectMany(item => item.Adapter.Constants);

    public override void AddTo(ExtensionSet extensions)
    {
        foreach (var (layer, kind, adapter) in adapters)
        {
            extensions.Add(layer, kind, adapter);
        }
    }

    public override IReadOnlyList<TensorData> Folded() =>
    [
        .. Parameters.Select(TensorData.Of).Select(tensor => tensor with
        {
            Name = tensor.Name.Replace($".{MosaConfig.MethodName}.", $".{ParallelAdapterConfig.MethodName}.", StringComparison.Ordinal),
        }),
    ];
}
