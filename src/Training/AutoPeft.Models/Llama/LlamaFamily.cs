using System.Text.Json;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Engines;

namespace AutoPeft.Models.Llama;

/// <summary>Llama among the families that can be loaded.</summary>
internal sealed class LlamaFamily : IModelFamily
{
    public string Name => LlamaTensors.ModelType;

    public ModelShape Describe(JsonElement config, string folder) => LlamaTensors.Describe(LlamaConfigFile.Read(config, folder));

    public ITransformer Load(ITensorEngine engine, HuggingFaceFolder folder, bool trainable) =>
        LlamaModel.Load(engine, folder, trainable);
}
