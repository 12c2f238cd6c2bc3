using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Bert;
using AutoPeft.Models.Extensions;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Training.Optimizers;

namespace AutoPeft.Training.Pretraining;

/// <summary>A BERT that is being pre-trained: model, head and optimiser, advanced step by step.</summary>
/// <remarks>
/// Step s is a pure function of the settings, the data and the state after step s − 1, so a training continued from a
/// checkpoint ends with the same weights as one that was never interrupted. Not safe for concurrent use.
/// </remarks>
public sealed class MaskedLanguageTraining : IDisposable
{
    private readonly ITensorEngine _engine;
    private readonly RandomKey _key;
    private readonly MaskedBatches _train;
    private readonly BatchPlan _plan;
    private readonly HeldOutEvaluation _heldOut;
    private readonly LinearSchedule _schedule;
    private (int Number, IReadOnlyList<int[]> Batches) _epoch = (-1, []);

    /// <summary>A new model before its first step.</summary>
    /// <param name="engine">Where it is trained.</param>
    /// <param name="model">The model's sizes; its vocabulary is that of the data.</param>
    /// <param name="config">How it is trained.</param>
    /// <param name="data">What it learns from; at least one training sequence.</param>
    /// <exception cref="InvalidInputException">A setting is out of range.</exception>
    /// <exception cref="ArgumentException">
    /// Model and data have different vocabularies, or there is nothing to learn from.
    /// </exception>
    public MaskedLanguageTraining(
        ITensorEngine engine, BertConfig model, PretrainingConfig config, PretrainingData data)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        Check(model, config, data);

        _engine = engine;
        _key = RandomKey.FromSeed(config.Seed).For("pre-training");
        Config = config;
        var masking = new TokenMasking(data.Vocabulary, config.MaskedShare);
        _train = new(data.Train, masking, data.Vocabulary.PaddingId);
        _plan = new([.. data.Train.Select(sequence => sequence.Length)], config.TokensPerBatch);
        _schedule = LinearSchedule.FromFraction(config.WarmupShare, config.Steps);
        Model = BertModel.Create(engine, model, _key.For("model"));
        Head = BertMaskedLanguageHead.Create(Model, _key.For("head"));
        _heldOut = new(data, masking, _key.For("held-out"));
        Optimizer = new(
            engine,
            ParameterGroup.Split(Parameters, config.PeakLearningRate, config.WeightDecay),
            new AdamWConfig { Beta2 = 0.98f, Epsilon = 1e-6f });
    }

    /// <summary>How it is trained.</summary>
    public PretrainingConfig Config { get; }

    /// <summary>The model as it is now.</summary>
    public BertModel Model { get; }

    /// <summary>The head that predicts the hidden tokens.</summary>
    public BertMaskedLanguageHead Head { get; }

    /// <summary>The number of steps taken.</summary>
    public int Step { get; internal set; }

    /// <summary>Passes over the training sequences so far, whole and begun.</summary>
    public double Epochs { get; private set; }

    /// <summary>Everything that is trained: the model's weights, then the head's.</summary>
    internal IReadOnlyList<NamedTensor> Parameters => [.. Model.Weights, .. Head.Parameters];

    /// <summary>The optimiser.</summary>
    internal AdamW Optimizer { get; }

    /// <summary>The engine.</summary>
    internal ITensorEngine Engine => _engine;

    /// <summary>Learns from one batch.</summary>
    public PretrainingStep Advance()
    {
        using var scope = _engine.StepScope();
        var batch = _train.Make(NextBatch(), _key.For("mask").For(Step));
        var context = new ForwardContext(ModelExtensions.None, Config.UsesDropout, _key.For("dropout").For(Step));
        var loss = Head
            .Logits(Model.Encode(batch.Tokens, context), batch.Positions.AsSpan()) // [N, V]
            .CrossEntropy(batch.Targets.AsSpan());
        loss.Backward();
        var norm = Optimizer.Apply(_schedule.Factor(Step));
        Step++;

        return new(loss.Item(), norm, batch.Tokens.Lengths.Sum());
    }

    /// <summary>Measures the model on held-out sequences: always the same, with the same tokens hidden.</summary>
    public HeldOutLoss Evaluate() => _heldOut.Measure(this);

    /// <inheritdoc/>
    public void Dispose()
    {
        Optimizer.Dispose();
        Head.Dispose();
        Model.Dispose();
    }

    private static void Check(BertConfig model, PretrainingConfig config, PretrainingData data)
    {
        ImmutableArray<Fault> faults = [.. config.Faults()];
        if (!faults.IsEmpty)
        {
            throw new InvalidInputException(faults);
        }

        if (model.VocabularySize != data.Vocabulary.Size)
        {
            throw new ArgumentException(
                $"The model has {model.VocabularySize} tokens, the data {data.Vocabulary.Size}.", nameof(model));
        }

        if (data.Train.IsEmpty)
        {
            throw new ArgumentException("There is no training sequence.", nameof(data));
        }
    }

    private int[] NextBatch()
    {
        // Every epoch has the same number of batches: buckets are made by length, the key changes order only.
        _epoch = _epoch.Number < 0 ? (0, _plan.Epoch(EpochKey(0))) : _epoch;
        var (number, index) = Math.DivRem(Step, _epoch.Batches.Count);
        if (number != _epoch.Number)
        {
            _epoch = (number, _plan.Epoch(EpochKey(number)));
        }

        Epochs = (Step + 1.0) / _epoch.Batches.Count;

        return _epoch.Batches[index];
    }

    private RandomKey EpochKey(int epoch) => _key.For("epoch").For(epoch);
}
