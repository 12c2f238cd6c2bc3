using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;

namespace AutoPeft.Peft.Modules;

/// <summary>Gathers the extensions of several modules by the place they act at.</summary>
public sealed class ExtensionSet
{
    private readonly List<(int Layer, ModuleKind Kind, ILinearExtension Extension)> _linear = [];
    private readonly List<(int Layer, SublayerKind Kind, ISublayerExtension Extension)> _sublayer = [];
    private readonly List<(int Layer, IAttentionExtension Extension)> _attention = [];
    private readonly List<(int Layer, SublayerKind Kind, INormExtension Extension)> _norm = [];

    private readonly List<IInputExtension> _input = [];

    /// <summary>Adds what changes the hidden states that enter the first layer.</summary>
    public void Add(IInputExtension extension) => _input.Add(extension);

    /// <summary>Adds an extension of a linear module.</summary>
    public void Add(int layer, ModuleKind kind, ILinearExtension extension) => _linear.Add((layer, kind, extension));

    /// <summary>Adds an extension of a residual block.</summary>
    public void Add(int layer, SublayerKind kind, ISublayerExtension extension) => _sublayer.Add((layer, kind, extension));

    /// <summary>Adds an extension of a layer's attention.</summary>
    public void Add(int layer, IAttentionExtension extension) => _attention.Add((layer, extension));

    /// <summary>Adds what takes the place of a norm's weights.</summary>
    public void Add(int layer, SublayerKind kind, INormExtension extension) => _norm.Add((layer, kind, extension));

    internal ModelExtensions ToExtensions() => new(_linear, _sublayer, _attention, _norm) { Input = [.. _input] };
}
