using System.Text.Json;
using AutoPeft.Models.Bert;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.DistilBert;
using AutoPeft.Models.Gpt2;
using AutoPeft.Models.Llama;
using AutoPeft.Models.Roberta;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Faults;
using AutoPeft.Tensors.Engines;

namespace AutoPeft.Models;

/// <summary>Loads a pre-trained model from its folder, whatever its family.</summary>
public static class TransformerLoader
{
    private static readonly IModelFamily[] Families =
        [new BertFamily(), new RobertaFamily(), new DistilBertFamily(), new Gpt2Family(), new LlamaFamily()];

    /// <summary>What the model in a folder is made of. Reads only <c>config.json</c>.</summary>
    /// <exception cref="InvalidInputException">The folder cannot be used; carries every fault.</exception>
    public static ModelShape Describe(string folder)
    {
        var config = HuggingFaceFolder.ReadConfig(folder);

        return FamilyOf(config, folder).Describe(config, folder);
    }

    /// <summary>What a model of this configuration is made of, without any folder.</summary>
    /// <param name="config">What <c>config.json</c> would hold.</param>
    /// <param name="source">Where it comes from, for the faults.</param>
    /// <exception cref="InvalidInputException">The configuration cannot be used; carries every fault.</exception>
    public static ModelShape Describe(JsonElement config, string source) =>
        FamilyOf(config, source).Describe(config, source);

    /// <summary>Loads a model.</summary>
    /// <param name="engine">Where its weights will live.</param>
    /// <param name="folder">A Hugging Face model folder.</param>
    /// <param name="trainable">
    /// False: weights are constants, shared by any number of trials. True: full fine-tuning.
    /// </param>
    /// <exception cref="InvalidInputException">The folder cannot be used; carries every fault.</exception>
    public static ITransformer Load(ITensorEngine engine, string folder, bool trainable)
    {
        ArgumentNullException.ThrowIfNull(engine);
        using var opened = HuggingFaceFolder.Open(folder);

        return FamilyOf(opened.Config, folder).Load(engine, opened, trainable);
    }

    private static IModelFamily FamilyOf(JsonElement config, string folder)
    {
        var name = config.TryGetProperty("model_type", out var value) ? JsonText.Of(value) : null;
        var known = string.Join(", ", Families.Select(family => family.Name));

        return Families.FirstOrDefault(family => family.Name == name) ?? throw new InvalidInputException(
            new FaultPlace(Path.Combine(folder, ModelFileNames.Config)),
            $"The field 'model_type' is {CheckpointFaults.Quote(name ?? "")}; known are {known}.",
            "Use a model of a known family.");
    }
}
