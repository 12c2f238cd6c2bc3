using System.Text.Json;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Engines;

namespace AutoPeft.Models;

/// <summary>One architecture that can be loaded. Each family implements it in its own folder.</summary>
internal interface IModelFamily
{
    /// <summary>What <c>config.json</c> calls it in <c>model_type</c>.</summary>
    string Name { get; }

    /// <summary>What a model of this configuration is made of.</summary>
    ModelShape Describe(JsonElement config, string folder);

    /// <summary>Loads the weights, frozen or trainable.</summary>
    ITransformer Load(ITensorEngine engine, HuggingFaceFolder folder, bool trainable);
}
