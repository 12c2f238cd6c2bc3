using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Merging;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Models;
using AutoPeft.TestKit.Tensors;
using AutoPeft.TestKit.Training;
using Xunit;

namespace AutoPeft.TestKit.Peft;

/// <content>What a method must be on the models of every family: what its formulas say it costs, against what it really is.</content>
public abstract partial class PeftModuleConformance
{
    private static readonly BatchShape Step = new(32, 7);

    /// <summary>The small models that stand for the families.</summary>
    public static TheoryData<string> Families => ["bert", "roberta", "distilbert", "gpt2", "llama"];

    /// <summary>Whether a trained tensor counts in the method's paper; most papers count what is trained.</summary>
    protected virtual bool IsCounted(string parameter) => true;

    /// <summary>Whether the paper counts what is saved and not what is trained, as for re-parameterised prefixes.</summary>
    protected virtual bool CountsWhatIsSaved => false;

    /// <summary>Whether it is known by the matrices that it multiplies, as the model is; else by what it does to each number.</summary>
    protected virtual bool MultipliesMatrices => true;

    [Theory]
    [MemberData(nameof(Families))]
    public void Parameters_and_bytes_are_those_of_the_real_tensors(string family)
    {
        using var model = Open(family, _engine);
        using var modules = Everywhere(model);

        var costs = CostModel.Of(modules.Config, model.Shape, Step);

        var folded = modules.Folded();
        Assert.Equal(modules.Parameters.Sum(parameter => (long)parameter.Tensor.Shape.Count), costs.TrainableParameters);
        Assert.Equal(
            CountsWhatIsSaved
                ? costs.SavedParameters
                : modules.Parameters.Where(parameter => IsCounted(parameter.Name)).Sum(parameter => (long)parameter.Tensor.Shape.Count),
            costs.CountedParameters);
        Assert.Equal((double)costs.TrainableParameters / model.Shape.ParameterCount, costs.TrainableFraction);
        if (!FindsRanks)
        {
            Assert.Equal(folded.Sum(tensor => (long)tensor.Values.Length), costs.SavedParameters);
            Assert.Equal(folded.Sum(tensor => (long)tensor.Values.Length * sizeof(float)), costs.CheckpointBytes);
        }

        Assert.Equal(
            modules.FoldedConfig.Groups.SelectMany(group => MethodRegistry.BuiltIn.Of(group.Method).SavedTensors(group, model.Shape)).OrderBy(part => part.Name, StringComparer.Ordinal),
            folded.Select(tensor => new TensorPart(tensor.Name, tensor.Shape)).OrderBy(part => part.Name, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Operations_of_a_training_pass_are_those_it_carries_out(string family)
    {
        using var engine = new CountingEngine(new ManagedEngine(new() { Threads = 1 }));
        using var model = Open(family, engine);
        using var modules = Everywhere(model);
        TakeFirstStep(modules, model);
        Scramble(modules.Parameters);

        var extra = OperationsOf(model, modules, (Step, true)) - OperationsOf(model, null, (Step, true));

        Assert.Equal(extra, CostOf(modules.Config, (model.Shape, Step)).ForwardFlops);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Operations_of_inference_are_those_that_remain_after_folding(string family)
    {
        using var engine = new CountingEngine(new ManagedEngine(new() { Threads = 1 }));
        using var model = Open(family, engine);
        using var trained = Everywhere(model);
        Scramble(trained.Parameters);
        var costs = CostModel.Of(trained.Config, model.Shape, Step);
        if (costs.Latency == LatencyClass.Merged)
        {
            Assert.Equal(0, costs.InferenceOverheadFraction);
            return;
        }

        // What is put together once and not for every batch costs nothing: only what grows with the batch counts.
        using var modules = PeftModules.Restore(trained.FoldedConfig, model, trained.Folded());
        var twice = Step with { BatchSize = 2 * Step.BatchSize };
        var bare = OperationsOf(model, null, (twice, false)) - OperationsOf(model, null, (Step, false));
        var extra = OperationsOf(model, modules, (twice, false)) - OperationsOf(model, modules, (Step, false)) - bare;

        Assert.True(extra > 0);
        Assert.Equal(extra, CostOf(trained.Config, (model.Shape, Step)).InferenceFlops);
        Assert.InRange(costs.InferenceOverheadFraction, (double)extra / bare, 1.05 * extra / bare); // of products alone
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Its_latency_class_says_whether_it_merges(string family)
    {
        using var model = Open(family, _engine);
        using var modules = Everywhere(model);
        Scramble(modules.Parameters);
        if (CostModel.Of(modules.Config, model.Shape, Step).Latency == LatencyClass.Extra)
        {
            Assert.Throws<InvalidInputException>(() => WeightMerger.Merge(model, modules));
            return;
        }

        var expected = Encoded(model, modules.Extensions);
        foreach (var weight in WeightMerger.Merge(model, modules))
        {
            model.Weights.Single(own => own.Name == weight.Name).Tensor.CopyFrom(weight.Values.Span);
        }

        var difference = Largest(expected, Encoded(model, ModelExtensions.None));
        Assert.True(difference < 1e-4 * Math.Max(1, expected.Max(Math.Abs)), $"The outputs differ by {difference}.");
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task Memory_of_a_training_is_what_it_takes(string family)
    {
        using var engine = new ManagedEngine(new() { Threads = 1 });
        using var model = Open(family, engine);
        var config = PeftConfig.Uniform(Enumerable.Range(0, model.Shape.Layers), OnFamily(model.Shape));

        var peak = await TrainingPeak.OfAsync(engine, model, (config, Step), TestContext.Current.CancellationToken).ConfigureAwait(false);

        var ratio = (double)peak / CostModel.Of(config, model.Shape, Step).PeakMemoryBytes;
        Assert.InRange(ratio, 0.85, 1.15);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_parameter_is_trained_and_nothing_else(string family)
    {
        using var model = Open(family, _engine);
        using var modules = Everywhere(model);
        Scramble(modules.Parameters);

        using var scope = _engine.StepScope();
        var hidden = model.Encode(Tokens(new(3, 7)), new(modules.Extensions, Training: false, default));
        hidden.SelectToken(3).Multiply(hidden.SelectToken(2)).Sum().Backward();

        Assert.All(modules.Parameters, parameter => Assert.True(parameter.Tensor.GradientSquaredNorm() > 0, parameter.Name));
        Assert.All(model.Weights, weight => Assert.Null(weight.Tensor.Gradient));
    }

    // A first step may do more than others: some methods start from what it shows.
    private static void TakeFirstStep(PeftModules modules, ITransformer model)
    {
        using var scope = model.Engine.StepScope();
        var moment = new TrainingMoment(1, 10, 0.01);
        model.Encode(Tokens(Step), new(modules.Extensions, Training: true, Key)).Sum().Backward();
        modules.BeforeUpdate(moment);
        modules.AfterUpdate(moment);
    }

    private static ITransformer Open(string family, ITensorEngine engine)
    {
        using var reference = new TransformerReference(family);

        return TransformerLoader.Load(engine, reference.ModelFolder, trainable: false);
    }

    private static MethodCost CostOf(PeftConfig config, (ModelShape Shape, BatchShape Batch) on) => config.Groups.Aggregate(
        MethodCost.Zero, (sum, group) => sum + MethodRegistry.BuiltIn.Of(group.Method).Cost(group, new(on.Shape, on.Batch)));

    private long OperationsOf(ITransformer model, PeftModules? modules, (BatchShape Batch, bool IsTraining) pass)
    {
        var count = ((CountingEngine)model.Engine).Count;
        var (products, elements) = (count.Products, count.Elementwise);
        using var scope = model.Engine.StepScope();
        using var constant = model.Engine.NoGradient();
        model.Encode(Tokens(pass.Batch), new(modules?.Extensions ?? ModelExtensions.None, pass.IsTraining, Key));

        return count.Products - products + (MultipliesMatrices ? 0 : count.Elementwise - elements);
    }

    private static float[] Encoded(ITransformer model, ModelExtensions extensions)
    {
        using var scope = model.Engine.StepScope();
        using var constant = model.Engine.NoGradient();

        return model.Encode(Tokens(new(3, 7)), new(extensions, Training: false, default)).ToArray();
    }

    private static TokenBatch Tokens(BatchShape shape)
    {
        var count = shape.BatchSize * shape.Length;

        return new(
            [.. Enumerable.Range(0, count).Select(i => 3 + Key.Below(i, 30))], [.. new int[count]], [.. Enumerable.Repeat(shape.Length, shape.BatchSize)]);
    }

    // GPT-2 has one module for queries, keys and values.
    private MethodConfig OnFamily(ModelShape shape) => Config is TargetedConfig targeted
        ? targeted with { Targets = [.. targeted.Targets.Select(kind => shape.Find(0, kind)?.Kind ?? ModuleKind.QueryKeyValue).Distinct()] }
        : Config;

    private PeftModules Everywhere(ITransformer model)
    {
        var config = PeftConfig.Uniform(Enumerable.Range(0, model.Shape.Layers), OnFamily(model.Shape));
        Assert.Empty(config.Faults(model.Shape));

        return PeftModules.Create(config, model, Key);
    }
}
