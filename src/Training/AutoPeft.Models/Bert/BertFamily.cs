using System.Text.Json;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Engines;

namespace AutoPeft.Models.Bert;

/// <summary>BERT among the families that can be loaded.</summary>
internal sealed class BertFamily : IModelFamily
{
    public string Name => BertNames.ModelType;

    public ModelShape Describe(JsonElement config, string folder) =>
        BertTensors.Describe(BertConfigFile.Read(config, folder));

    public ITransformer Load(ITensorEngine engine, HuggingFaceFolder folder, bool trainable) =>
        BertModel.Load(engine, folder, trainable);
}
