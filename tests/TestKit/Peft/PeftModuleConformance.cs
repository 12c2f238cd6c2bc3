using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Merging;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using AutoPeft.TestKit.Tensors;
using Xunit;

namespace AutoPeft.TestKit.Peft;

/// <summary>
/// What every PEFT method must do. One subclass a method; a second one where settings change what is computed.
/// </summary>
public abstract partial class PeftModuleConformance : IDisposable
{
    private static readonly RandomKey Key = RandomKey.FromSeed(11);

    private readonly ManagedEngine _engine;
    private readonly ITransformer _model;

    /// <summary>Loads the model that the modules extend.</summary>
    protected PeftModuleConformance()
    {
        _engine = new ManagedEngine(new() { Threads = 1 });
        _model = TinyBert.Load(_engine);
    }

    /// <summary>Small settings that are not the defaults.</summary>
    protected abstract MethodConfig Config { get; }

    /// <summary>The same settings with the size 0; null for a method without a size.</summary>
    protected abstract MethodConfig? OfSizeZero { get; }

    /// <summary>Whether fresh modules leave the model's outputs as they are.</summary>
    protected abstract bool StartsAsIdentity { get; }

    /// <summary>A method to stand beside this one in a layer.</summary>
    protected abstract MethodConfig Partner { get; }

    /// <summary>Whether fresh weights come from a key; false for a method that starts from constants, null where it may be either.</summary>
    protected virtual bool? StartsAtRandom => true;

    /// <summary>Whether an export holds other tensors than are trained, so that outputs agree up to rounding and not to the last bit.</summary>
    protected virtual bool FoldsAnew => false;

    /// <summary>Whether training finds ranks, so that the saved parameters are known as a bound only.</summary>
    protected virtual bool FindsRanks => false;

    /// <summary>Whether a parameter's gradient is the slope of the loss; a method that detaches a part of itself says where it is not.</summary>
    protected virtual bool HasExactGradient(string parameter) => true;

    private PeftMethod Method => MethodRegistry.BuiltIn.Of(Config);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Fresh_modules_leave_the_model_unchanged_where_the_paper_says_so()
    {
        using var modules = Create([0, 2], Config);

        var difference = Largest(Outputs(ModelExtensions.None), Outputs(modules.Extensions));

        Assert.True(StartsAsIdentity ? difference < 1e-5 : difference > 1e-3, $"The outputs differ by {difference}.");
    }

    [Fact]
    public void Only_its_own_parameters_get_gradients()
    {
        using var modules = Create([1, 2], Config);
        Scramble(modules.Parameters);

        Backward(modules);

        Assert.All(modules.Parameters, parameter => Assert.True(parameter.Tensor.GradientSquaredNorm() > 0, parameter.Name));
        Assert.All(_model.Weights, weight => Assert.Null(weight.Tensor.Gradient));
    }

    [Fact]
    public void Gradients_are_the_slopes_of_the_loss()
    {
        using var modules = Create([1], Config);
        Scramble(modules.Parameters);

        var exact = modules.Parameters.Where(parameter => HasExactGradient(parameter.Name)).Select(parameter => parameter.Tensor);
        GradientCheck.Of(_engine, () => Loss(modules), [.. exact], tolerance: 5e-3);
    }

    [Fact]
    public void Saved_and_loaded_modules_give_the_same_outputs()
    {
        using var modules = Create([0, 1, 2], Config);
        Scramble(modules.Parameters);

        using var restored = PeftModules.Restore(modules.FoldedConfig, _model, modules.Folded());

        var (expected, actual) = (Outputs(modules.Extensions), Outputs(restored.Extensions));
        Assert.True(FoldsAnew && !modules.RestoreAsTrained ? Largest(expected, actual) < 1e-5 : expected.SequenceEqual(actual));
    }

    [Fact]
    public void Merged_weights_give_the_same_outputs_or_merging_is_refused()
    {
        using var modules = Create([0, 2], Config);
        Scramble(modules.Parameters);
        if (!Method.Mergeable)
        {
            Assert.Throws<InvalidInputException>(() => WeightMerger.Merge(_model, modules));
            return;
        }

        var expected = Outputs(modules.Extensions);
        var merged = WeightMerger.Merge(_model, modules);
        foreach (var weight in merged)
        {
            _model.Weights.Single(own => own.Name == weight.Name).Tensor.CopyFrom(weight.Values.Span);
        }

        var difference = Largest(expected, Outputs(ModelExtensions.None));
        Assert.NotEmpty(merged);
        Assert.True(difference < 1e-4, $"The outputs differ by {difference}.");
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused()
    {
        using var modules = Create([0], Config);
        Scramble(modules.Parameters);
        var folded = modules.Folded();
        TensorData[][] wrong =
        [
            [.. folded.Skip(1)],
            [.. folded, folded[0] with { Name = "layers.0.other" }],
            [.. folded, folded[0]],
            [folded[0] with { Shape = new(1, 1), Values = new float[1] }, .. folded.Skip(1)],
        ];

        Assert.All(wrong, weights =>
            Assert.Throws<InvalidInputException>(() => PeftModules.Restore(modules.FoldedConfig, _model, weights).Dispose()));
    }

    [Fact]
    public void Two_methods_in_one_layer_both_count()
    {
        using var both = Create([1], Config, Partner);
        Scramble(both.Parameters);
        var own = Config.Members.Select(member => member.Folded().Method).ToArray();
        var isOwn = (TensorData tensor) => own.Any(name => tensor.Name.Contains($".{name}.", StringComparison.Ordinal));
        var folded = both.Folded();

        using var first = PeftModules.Restore(
            PeftConfig.Of(both.FoldedConfig.Placements.Where(placement => own.Contains(placement.Method.Method))),
            _model,
            [.. folded.Where(isOwn)]);
        using var second = PeftModules.Restore(PeftConfig.Uniform([1], Partner), _model, [.. folded.Where(tensor => !isOwn(tensor))]);
        Backward(both);

        Assert.Equal(both.Parameters.Count, both.Parameters.Select(parameter => parameter.Name).Distinct().Count());
        Assert.True(Largest(Outputs(both.Extensions), Outputs(first.Extensions)) > 1e-4);
        Assert.True(Largest(Outputs(both.Extensions), Outputs(second.Extensions)) > 1e-4);
        Assert.All(both.Parameters, parameter => Assert.True(parameter.Tensor.GradientSquaredNorm() > 0, parameter.Name));
    }

    [Fact]
    public void Initial_weights_depend_on_the_key_and_the_place_only()
    {
        using var alone = Create([0, 1], Config);
        using var beside = Create([0, 1], Config, Partner);
        using var other = PeftModules.Create(alone.Config, _model, RandomKey.FromSeed(12));
        var besideByName = beside.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Tensor.ToArray());

        Assert.All(alone.Parameters, parameter => Assert.Equal(besideByName[parameter.Name], parameter.Tensor.ToArray()));
        Assert.Equal(StartsAtRandom ?? true, StartsAtRandom is null || !Numbers(alone).SequenceEqual(Numbers(other)));
    }

    [Fact]
    public void Training_lowers_the_loss()
    {
        using var modules = Create([1, 2], Config);
        var moments = modules.Parameters.Select(parameter =>
            (First: Zeros(parameter.Tensor), Second: Zeros(parameter.Tensor))).ToArray();
        var before = Evaluate(modules);

        for (var step = 1; step <= 10; step++)
        {
            Backward(modules);
            foreach (var (parameter, moment) in modules.Parameters.Zip(moments))
            {
                parameter.Tensor.ApplyAdamW(moment.First, moment.Second, new(step, 1e-2f, 0.9f, 0.999f, 1e-8f, 0, 1));
                parameter.Tensor.ClearGradient();
            }
        }

        Assert.True(Evaluate(modules) < before - 1e-3, $"From {before} to {Evaluate(modules)}.");
    }

    [Fact]
    public void A_module_of_size_0_is_refused()
    {
        if (OfSizeZero is null)
        {
            Assert.Equal("present", Method.Size.Name);
            return;
        }

        Assert.NotEmpty(OfSizeZero.Faults());
        Assert.NotEmpty(PeftConfig.Of([new(0, OfSizeZero)]).Faults(_model.Shape));
    }

    [Fact]
    public void Its_settings_are_in_order_and_survive_json()
    {
        var config = PeftConfig.Uniform([0, 2], Config, Partner);

        Assert.Empty(config.Faults(_model.Shape));
        Assert.Equal(config, PeftConfig.FromJson(config.ToJson(), "test"));
    }

    /// <summary>Frees the model.</summary>
    protected virtual void Dispose(bool disposing)
    {
        _model.Dispose();
        _engine.Dispose();
    }

    private static double Largest(float[] left, float[] right) => left.Zip(right, (a, b) => Math.Abs((double)a - b)).Max();

    private static IEnumerable<float> Numbers(PeftModules modules) =>
        modules.Parameters.SelectMany(parameter => parameter.Tensor.ToArray()).Concat(modules.Folded().SelectMany(tensor => tensor.Values.ToArray()));

    private static void Scramble(IReadOnlyList<NamedTensor> parameters)
    {
        foreach (var parameter in parameters)
        {
            var key = RandomKey.FromSeed(5).For(parameter.Name);
            parameter.Tensor.CopyFrom([.. Enumerable.Range(0, parameter.Tensor.Shape.Count).Select(i => (float)(0.5 * key.Normal(i)))]);
        }
    }

    private PeftModules Create(int[] layers, params MethodConfig[] methods) =>
        PeftModules.Create(PeftConfig.Uniform(layers, methods), _model, Key);

    private Tensor Zeros(Tensor like) => _engine.Constant(new float[like.Shape.Count], like.Shape);

    private float[] Outputs(ModelExtensions extensions)
    {
        using var scope = _engine.StepScope();
        using var constant = _engine.NoGradient();

        return _model.Encode(TinyBert.Batch, new(extensions, Training: false, default)).ToArray();
    }

    private void Backward(PeftModules modules)
    {
        using var scope = _engine.StepScope();
        Loss(modules).Backward();
    }

    private float Evaluate(PeftModules modules)
    {
        using var scope = _engine.StepScope();
        using var constant = _engine.NoGradient();

        return Loss(modules).Item();
    }

    // Fixed random weights, so that every element of the output counts differently; scaled to a loss near 1.
    private Tensor Loss(PeftModules modules)
    {
        var output = _model.Encode(TinyBert.Batch, new(modules.Extensions, Training: false, default));
        using var weights = _engine.Constant(Operand.Normal(3, output.Shape.Count).Floats, output.Shape);

        return output.Multiply(weights).Sum().Scale(0.1f);
    }
}
