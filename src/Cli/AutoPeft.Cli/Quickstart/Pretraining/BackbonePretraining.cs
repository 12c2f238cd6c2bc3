using AutoPeft.Cli.Quickstart.Corpus;
using AutoPeft.Models.Bert;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Tokenization;
using AutoPeft.Primitives.Faults;
using AutoPeft.Tensors.Engines;
using AutoPeft.Training.Pretraining;

namespace AutoPeft.Cli.Quickstart.Pretraining;

/// <summary>
/// Makes the quickstart's model: a small BERT with its own vocabulary, pre-trained on this machine's API
/// documentation.
/// </summary>
/// <remarks>Interrupted, it continues from its checkpoint when called again with the same options.</remarks>
/// <param name="locator">Finds the documentation.</param>
/// <param name="time">The clock.</param>
internal sealed class BackbonePretraining(DocumentationLocator locator, TimeProvider time)
{
    private const int HeadSize = 32;
    private const int MaximumPositions = 128;
    private const int AlphabetLimit = 200;

    /// <summary>
    /// Trains until the end or a limit; at the end writes the model's folder and deletes the checkpoint.
    /// </summary>
    /// <exception cref="InvalidInputException">
    /// An option is out of range, the documentation is missing, or a checkpoint cannot be used.
    /// </exception>
    /// <exception cref="IOException">A folder is not writable or full.</exception>
    /// <exception cref="OperationCanceledException">
    /// Cancelled before the training itself; later cancellation is an outcome.
    /// </exception>
    public BackboneSummary Train(
        BackbonePretrainingOptions options, BackboneProgress progress, CancellationToken cancellationToken)
    {
        Check(options);
        var prepared = Prepare(options, progress, cancellationToken);

        progress.Stage?.Invoke(BackboneStage.Training);
        Directory.CreateDirectory(options.WorkFolder);
        using var engine = new ManagedEngine(new ManagedEngineOptions(options.Threads));
        using var training = new MaskedLanguageTraining(
            engine, ModelConfig(options, prepared.Tokenizer), options.Training, prepared.Data);
        var checkpoint = Path.Combine(options.WorkFolder, "checkpoint.safetensors");
        var outcome = new PretrainingLoop(training, checkpoint, prepared.Identity(training), time)
            .Train(options.Limits, progress.Training, cancellationToken);
        if (outcome.End == PretrainingEnd.Completed)
        {
            progress.Stage?.Invoke(BackboneStage.Saving);
            Save(options.OutputFolder, training, prepared.Tokenizer);
            File.Delete(checkpoint);
        }

        return prepared.Summarize(outcome, training, options.OutputFolder);
    }

    private PreparedCorpus Prepare(
        BackbonePretrainingOptions options, BackboneProgress progress, CancellationToken cancellationToken)
    {
        progress.Stage?.Invoke(BackboneStage.ReadingDocumentation);
        var corpus = PretrainingText.FromPacks(Packs());
        cancellationToken.ThrowIfCancellationRequested();

        progress.Stage?.Invoke(BackboneStage.Tokenizing);
        var tokenizer = TrainTokenizer(corpus, options, cancellationToken);
        var data = PretrainingData.From(
            corpus, tokenizer.TokenIds, VocabularyOf(tokenizer), options.Training.MaximumLength);
        cancellationToken.ThrowIfCancellationRequested();

        return new(corpus, tokenizer, data, corpus.Hash());
    }

    private static void Check(BackbonePretrainingOptions options)
    {
        List<Fault> faults = [.. options.Training.Faults()];
        Require(options.VocabularySize >= 100, "vocabulary_size", options.VocabularySize, "at least 100");
        Require(options.Layers >= 1, "layers", options.Layers, "at least 1");
        Require(
            options.HiddenSize >= HeadSize && options.HiddenSize % HeadSize == 0,
            "hidden_size",
            options.HiddenSize,
            $"a multiple of {HeadSize}");
        Require(options.Threads >= 1, "threads", options.Threads, "at least 1");
        Require(
            options.Training.MaximumLength <= MaximumPositions,
            "maximum_length",
            options.Training.MaximumLength,
            $"at most {MaximumPositions}, the model's positions");
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }

        void Require(bool isValid, string name, int value, string allowed)
        {
            if (!isValid)
            {
                faults.Add(new(new FaultPlace(name), $"It is {value}.", $"Give a value that is {allowed}."));
            }
        }
    }

    private DocumentationPack[] Packs()
    {
        var main = locator.Find(DocumentationLocator.BasePack);

        return locator.TryFind(DocumentationLocator.WebPack) is { } web ? [main, web] : [main];
    }

    private static WordPieceTokenizer TrainTokenizer(
        PretrainingCorpus corpus, BackbonePretrainingOptions options, CancellationToken cancellationToken)
    {
        var config = new WordPieceConfig();
        var texts = corpus.Documents.SelectMany(document => document.Texts);
        var size = new VocabularyTrainerConfig { Size = options.VocabularySize, AlphabetLimit = AlphabetLimit };

        return new(WordPieceVocabularyTrainer.Train(texts, config, size, cancellationToken), config);
    }

    private static PretrainingVocabulary VocabularyOf(WordPieceTokenizer tokenizer) => new(
        tokenizer.VocabularySize,
        tokenizer.PaddingId,
        tokenizer.ClassifierId,
        tokenizer.SeparatorId,
        tokenizer.MaskId,
        FirstOrdinaryId: tokenizer.MaskId + 1); // a new vocabulary lists its special tokens first, the mask last

    private static BertConfig ModelConfig(BackbonePretrainingOptions options, WordPieceTokenizer tokenizer) => new()
    {
        VocabularySize = tokenizer.VocabularySize,
        HiddenSize = options.HiddenSize,
        Layers = options.Layers,
        Heads = options.HiddenSize / HeadSize,
        IntermediateSize = 4 * options.HiddenSize,
        MaximumLength = MaximumPositions,
        PaddingId = tokenizer.PaddingId,
    };

    // 16-bit floats: half the bytes, and rounding by at most 2⁻¹¹ changes no prediction that matters.
    private static void Save(string folder, MaskedLanguageTraining training, WordPieceTokenizer tokenizer)
    {
        tokenizer.Save(folder);
        training.Model.Save(folder, training.Head.Parameters, ElementType.F16);
    }
}
