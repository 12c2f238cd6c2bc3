using System.Text.Json;
using AutoPeft.Models.Structure;
using AutoPeft.Trials.Ports;

namespace AutoPeft.TestKit.Trials;

/// <summary>Says of every model that it has one shape.</summary>
/// <param name="shape">The shape.</param>
public sealed class FixedShape(ModelShape shape) : IModelDescriber
{
    /// <inheritdoc/>
    public ModelShape DescribeFolder(string folder) => shape;

    /// <inheritdoc/>
    public ModelShape DescribeConfig(JsonElement config, string source) => shape;
}
