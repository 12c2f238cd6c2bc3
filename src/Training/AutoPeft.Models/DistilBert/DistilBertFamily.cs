using System.Text.Json;
using AutoPeft.Models.Bert;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Engines;

namespace AutoPeft.Models.DistilBert;

/// <summary>DistilBERT (Sanh et al. 2019) among the families: BERT without segments and pooler.</summary>
internal sealed class DistilBertFamily : IModelFamily
{
    public string Name => DistilBertNames.ModelType;

    public ModelShape Describe(JsonElement config, string folder) =>
        BertTensors.Describe(DistilBertConfigFile.Read(config, folder));

    public ITransformer Load(ITensorEngine engine, HuggingFaceFolder folder, bool trainable) =>
        BertModel.Load(engine, folder, DistilBertConfigFile.Read(folder.Config, folder.Path), trainable);
}
