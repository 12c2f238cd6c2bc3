using AutoPeft.Models;
using AutoPeft.Models.Tokenization;
using AutoPeft.Primitives.Faults;
using AutoPeft.Tensors.Engines;
using AutoPeft.Training.Data;
using AutoPeft.Training.FrozenWork;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>
/// What all trials of a process share: frozen models, tokenised data, and the states of frozen layers. Made on first
/// use.
/// </summary>
/// <remarks>Safe for concurrent use. Owns the models; the engine stays the caller's and must outlive it.</remarks>
public sealed class EngineWorkspace : IDisposable
{
    private readonly SharedValues<string, FrozenModel> _models;
    private readonly SharedValues<StudyTexts, SearchData> _data = new(texts => texts.Load().Search);
    private readonly SharedValues<EncodingKey, EncodedDataset> _encoded = new(key => key.Encode());

    /// <summary>A workspace with nothing in it.</summary>
    /// <param name="engine">Where to compute.</param>
    /// <param name="frozenStateBytes">
    /// The most memory that stored states of frozen layers may take; 0 stores none.
    /// </param>
    /// <param name="files">Where those go that memory has no room for; null, the default, nowhere. Stays the caller's.</param>
    public EngineWorkspace(ITensorEngine engine, long frozenStateBytes, FrozenStateFolder? files = null)
    {
        Engine = engine;
        FrozenStates = new FrozenStateCache(frozenStateBytes, files);
        _models = new(Load);
    }

    /// <summary>Where to compute.</summary>
    public ITensorEngine Engine { get; }

    /// <summary>The states of frozen layers, shared by all trials.</summary>
    public FrozenStateCache FrozenStates { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var model in _models.Made)
        {
            model.Transformer.Dispose();
        }
    }

    /// <summary>The model of a folder, frozen.</summary>
    /// <exception cref="InvalidInputException">The folder cannot be used; carries every fault.</exception>
    internal FrozenModel Model(string folder) => _models.Get(folder);

    /// <summary>The training and validation rows of a study.</summary>
    /// <exception cref="InvalidInputException">
    /// A file cannot be used, the test file included; carries every fault.
    /// </exception>
    internal SearchData Data(StudyDefinition study) => _data.Get(StudyTexts.Of(study));

    /// <summary>The rows of a dataset as a model reads them.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="model">The model.</param>
    /// <param name="maximumLength">The most tokens of a row; never more than the model can read.</param>
    internal EncodedDataset Encode(TextDataset data, FrozenModel model, int maximumLength) =>
        _encoded.Get(new EncodingKey(data, model, Math.Min(maximumLength, model.Transformer.Shape.MaximumLength)));

    private FrozenModel Load(string folder)
    {
        var tokenizer = TokenizerLoader.Load(folder);
        var shape = TransformerLoader.Describe(folder);
        if (tokenizer.VocabularySize > shape.VocabularySize)
        {
            throw new InvalidInputException(
                new FaultPlace(folder),
                $"The tokenizer has {tokenizer.VocabularySize} tokens, the model only {shape.VocabularySize}.",
                "Use the tokenizer that the model was trained with.");
        }

        var model = TransformerLoader.Load(Engine, folder, trainable: false);

        return new FrozenModel(folder, model, tokenizer, WeightsHash.Of(model));
    }
}
