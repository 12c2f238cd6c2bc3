using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Heads;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using Xunit;

namespace AutoPeft.TestKit.Models;

/// <summary>
/// What a model family must compute on an engine, against PyTorch's numbers. Derived once per family and engine.
/// </summary>
public abstract class TransformerConformance : IDisposable
{
    /// <summary>
    /// The reference is exact to float32. What remains is our rounding through some forty operations each way: 4e-5 at the
    /// worst element of any gradient when this was written; a wrong formula (tanh GELU for the exact one) fails every test.
    /// </summary>
    protected const double Tolerance = 1e-4;

    private readonly Lazy<ITensorEngine> _engine;

    protected TransformerConformance(string reference)
    {
        Reference = new(reference);
        _engine = new(CreateEngine);
    }

    protected TransformerReference Reference { get; }

    protected ITensorEngine Engine => _engine.Value;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Hidden_states_are_those_of_PyTorch(bool trainable)
    {
        using var model = Load(trainable);
        using var scope = Engine.StepScope();

        var hidden = model.Encode(Reference.Batch, ForwardContext.Evaluation);

        CheckHidden("hidden", hidden);
    }

    [Fact]
    public void Hidden_states_with_extensions_at_every_place_are_those_of_PyTorch()
    {
        using var model = Load(trainable: false);
        using var extensions = new ReferenceExtensions(Engine, Reference, model.Shape);
        using var scope = Engine.StepScope();

        var context = ForwardContext.Evaluation with { Extensions = extensions.Extensions };
        var hidden = model.Encode(Reference.Batch, context);

        CheckHidden("extended.hidden", hidden);
    }

    [Fact]
    public void Layers_can_be_computed_one_after_the_other()
    {
        using var model = Load(trainable: false);
        using var scope = Engine.StepScope();
        var whole = model.Encode(Reference.Batch, ForwardContext.Evaluation);

        var hidden = model.Embed(Reference.Batch, ForwardContext.Evaluation);
        for (var layer = 0; layer < model.Shape.Layers; layer++)
        {
            hidden = model.RunLayers(hidden, layer..(layer + 1), Reference.Batch, ForwardContext.Evaluation);
        }

        Assert.Equal(whole.ToArray(), hidden.ToArray());
    }

    [Fact]
    public void Logits_loss_and_every_gradient_are_those_of_PyTorch()
    {
        using var model = Load(trainable: true);
        using var head = CreateHead(model);
        using var scope = Engine.StepScope();

        var logits = Logits(model, head);
        var loss = logits.CrossEntropy(Reference.Numbers("labels").AsSpan());
        loss.Backward();

        Closeness.Check(Reference.Expected("logits"), logits.ToArray(), Tolerance, "logits");
        Closeness.Check(Reference.Expected("loss"), loss.ToArray(), Tolerance, "loss");
        CheckGradients("gradient.", [.. model.Weights, .. head.Parameters]);
    }

    [Fact]
    public void The_losses_of_ten_AdamW_steps_are_those_of_PyTorch()
    {
        using var model = Load(trainable: true);
        using var head = CreateHead(model);
        var used = Reference.Names("gradient.").ToHashSet();
        var states = model.Weights.Concat(head.Parameters).Where(item => used.Contains(item.Name)).Select(CreateState).ToList();

        var losses = Enumerable.Range(1, 10).Select(step => Train(model, head, states, step)).ToArray();

        Closeness.Check(Reference.Expected("losses"), losses, Tolerance, "loss of step");
    }

    [Fact]
    public void The_one_token_that_a_head_reads_has_the_numbers_that_it_has_among_all()
    {
        var (logits, gradients) = LogitsAndGradients(TokensRead.All);
        using var model = Load(trainable: false);
        using var head = CreateHead(model);

        var (own, ownGradients) = LogitsAndGradients(head.Reads);

        Closeness.Check(logits, own, Tolerance, "logits");
        Assert.Equal(gradients.Keys, ownGradients.Keys);
        var floor = FloorOf(gradients.Values);
        foreach (var (name, gradient) in gradients)
        {
            CheckGradient(name, gradient, ownGradients[name], floor);
        }
    }

    protected abstract ITensorEngine CreateEngine();

    protected ITransformer Load(bool trainable) => TransformerLoader.Load(Engine, Reference.ModelFolder, trainable);

    /// <summary>Compares the gradient of every tensor; exactly those must have one that have one in PyTorch.</summary>
    protected void CheckGradients(string prefix, IReadOnlyList<NamedTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var names = tensors.Where(item => item.Tensor.Gradient is not null).Select(item => item.Name);
        Assert.Equal(Reference.Names(prefix).Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));

        var used = tensors.Where(item => item.Tensor.Gradient is not null).ToList();
        var floor = FloorOf(used.Select(item => Reference.Expected(prefix + item.Name)));
        foreach (var (name, tensor) in used)
        {
            CheckGradient(name, Reference.Expected(prefix + name), tensor.Gradient!.ToArray(), floor);
        }
    }

    // A tensor whose gradient is zero but for rounding is judged by the size of gradients in general.
    private static float FloorOf(IEnumerable<float[]> gradients) => gradients.Max(gradient => gradient.Max(Math.Abs)) * 1e-6f;

    private static void CheckGradient(string name, float[] expected, float[] actual, float floor)
    {
        if (expected.Max(Math.Abs) < floor)
        {
            Assert.All(actual, value => Assert.InRange(value, -floor, floor));
        }
        else
        {
            Closeness.Check(expected, actual, Tolerance, name);
        }
    }

    protected virtual void Dispose(bool disposing)
    {
        Reference.Dispose();
        if (_engine.IsValueCreated)
        {
            Engine.Dispose();
        }
    }

    private ITaskHead CreateHead(ITransformer model)
    {
        var head = model.CreateClassificationHead(3, default);
        foreach (var (name, tensor) in head.Parameters)
        {
            tensor.CopyFrom(Reference.Weight(name));
        }

        return head;
    }

    private Tensor Logits(ITransformer model, ITaskHead head)
    {
        var hidden = model.Encode(Reference.Batch, ForwardContext.Evaluation);

        return head.Logits(hidden, Reference.Batch, ForwardContext.Evaluation);
    }

    private (Tensor Value, Tensor First, Tensor Second) CreateState(NamedTensor named)
    {
        var (value, shape) = (named.Tensor, named.Tensor.Shape);
        var zeros = new float[shape.Count];

        return (value, Engine.Constant(zeros, shape), Engine.Constant(zeros, shape));
    }

    private float Train(
        ITransformer model, ITaskHead head, List<(Tensor Value, Tensor First, Tensor Second)> states, int step)
    {
        using var scope = Engine.StepScope();
        var loss = Logits(model, head).CrossEntropy(Reference.Numbers("labels").AsSpan());
        loss.Backward();
        foreach (var (value, first, second) in states)
        {
            value.ApplyAdamW(first, second, new AdamWStep(step, 1e-3f, 0.9f, 0.999f, 1e-8f, 0.01f, 1));
            value.ClearGradient();
        }

        return loss.Item();
    }

    /// <summary>Padding is left out: what a model computes there is nobody's business.</summary>
    protected void CheckHidden(string name, Tensor hidden)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        var (expected, actual) = (Reference.Expected(name), hidden.ToArray());
        var (length, width) = (Reference.Batch.Length, hidden.Shape.Last);
        for (var sequence = 0; sequence < Reference.Batch.BatchSize; sequence++)
        {
            var tokens = new Range(
                sequence * length * width, ((sequence * length) + Reference.Batch.Lengths[sequence]) * width);
            Closeness.Check(expected.AsSpan()[tokens], actual.AsSpan()[tokens], Tolerance, $"{name}, sequence {sequence}");
        }
    }

    /// <summary>Of a training step with dropout and extensions at every place.</summary>
    private (float[] Logits, Dictionary<string, float[]> Gradients) LogitsAndGradients(TokensRead reads)
    {
        using var model = Load(trainable: true);
        using var head = CreateHead(model);
        using var extensions = new ReferenceExtensions(Engine, Reference, model.Shape);
        using var scope = Engine.StepScope();
        var context = new ForwardContext(extensions.Extensions, Training: true, RandomKey.FromSeed(1)) { Reads = reads };

        var logits = head.Logits(model.Encode(Reference.Batch, context), Reference.Batch, context);
        logits.CrossEntropy(Reference.Numbers("labels").AsSpan()).Backward();
        var gradients = model.Weights.Concat(head.Parameters)
            .Where(item => item.Tensor.Gradient is not null)
            .ToDictionary(item => item.Name, item => item.Tensor.Gradient!.ToArray());

        return (logits.ToArray(), gradients);
    }
}
