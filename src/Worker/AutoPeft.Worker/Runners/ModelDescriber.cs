using System.Text.Json;
using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Runners;

/// <summary>Describes every model that the engine runner can train.</summary>
public sealed class ModelDescriber : IModelDescriber
{
    /// <inheritdoc/>
    public ModelShape DescribeFolder(string folder) => TransformerLoader.Describe(folder);

    /// <inheritdoc/>
    public ModelShape DescribeConfig(JsonElement config, string source) => TransformerLoader.Describe(config, source);
}
