using System.Text.Json;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Engines;

namespace AutoPeft.Models.Gpt2;

/// <summary>GPT-2 among the families that can be loaded.</summary>
internal sealed class Gpt2Family : IModelFamily
{
    public string Name => Gpt2Tensors.ModelType;

    public ModelShape Describe(JsonElement config, string folder) => Gpt2Tensors.Describe(Gpt2ConfigFile.Read(config, folder));

    public ITransformer Load(ITensorEngine engine, HuggingFaceFolder folder, bool trainable) =>
        Gpt2Model.Load(engine, folder, trainable);
}
