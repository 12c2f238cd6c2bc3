using System.Text.Json;
using AutoPeft.Models.Bert;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Faults;
using AutoPeft.Tensors.Engines;

namespace AutoPeft.Models.Roberta;

/// <summary>RoBERTa (Liu et al. 2019) among the families: BERT with positions counted from behind the padding token.</summary>
internal sealed class RobertaFamily : IModelFamily
{
    public string Name => RobertaNames.ModelType;

    public ModelShape Describe(JsonElement config, string folder) => BertTensors.Describe(Read(config, folder));

    public ITransformer Load(ITensorEngine engine, HuggingFaceFolder folder, bool trainable) =>
        BertModel.Load(engine, folder, Read(folder.Config, folder.Path), trainable);

    private static BertConfig Read(JsonElement json, string folder)
    {
        var config = BertConfigFile.Read(json, folder);
        var first = config.PaddingId + 1;
        if (config.MaximumLength <= first)
        {
            throw new InvalidInputException(
                new FaultPlace(Path.Combine(folder, ModelFileNames.Config)),
                $"'max_position_embeddings' is {config.MaximumLength}; positions begin at {first}, behind the padding token.",
                "Correct the field.");
        }

        return config with
        {
            Dialect = RobertaNames.Dialect,
            FirstPosition = first,
            MaximumLength = config.MaximumLength - first,
        };
    }
}
