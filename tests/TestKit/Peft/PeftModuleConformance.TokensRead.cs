using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Models;
using AutoPeft.TestKit.Tensors;
using AutoPeft.TestKit.Training;
using AutoPeft.Tensors.Shapes;
using Xunit;

namespace AutoPeft.TestKit.Peft;

/// <content>What a method must be in a last layer that computes only the token which is read: what it is when all are computed.</content>
public abstract partial class PeftModuleConformance
{
    private static readonly TokenBatch Uneven = Tokens(new(3, 7)) with { Lengths = [7, 1, 4] };

    /// <summary>The families, each with the tokens that its classifier reads.</summary>
    public static TheoryData<string, TokensRead> Readers => new()
    {
        { "bert", TokensRead.First },
        { "roberta", TokensRead.First },
        { "distilbert", TokensRead.First },
        { "gpt2", TokensRead.Last },
        { "llama", TokensRead.Last },
        { "llama", TokensRead.First },
    };

    /// <summary>Whether what it makes of one token depends on the others.</summary>
    protected virtual bool LooksAcrossTokens => false;

    [Theory]
    [MemberData(nameof(Readers))]
    public void The_one_token_that_is_read_has_the_numbers_that_it_has_among_all(string family, TokensRead reads)
    {
        using var model = Open(family, _engine);
        using var modules = PeftModules.Create(
            PeftConfig.Uniform(Enumerable.Range(0, model.Shape.Layers), AlsoOnQueries(OnFamily(model.Shape), model.Shape)), model, Key);
        Assert.Equal(LooksAcrossTokens, modules.Extensions.LooksAcrossTokens);
        if (LooksAcrossTokens)
        {
            return; // then all are computed
        }

        TakeFirstStep(modules, model);
        Scramble(modules.Parameters);

        var (among, gradients) = Read(model, modules, (reads, TokensRead.All));
        var (own, ownGradients) = Read(model, modules, (reads, reads));

        Closeness.Check(among, own, 1e-4, "states");
        foreach (var (parameter, i) in modules.Parameters.Select((parameter, i) => (parameter, i)))
        {
            Closeness.Check(gradients[i], ownGradients[i], 1e-3, parameter.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task Memory_of_a_training_in_the_last_layer_alone_is_what_it_takes(string family)
    {
        using var engine = new ManagedEngine(new() { Threads = 1 });
        using var model = Open(family, engine);
        var config = PeftConfig.Uniform([model.Shape.Layers - 1], OnFamily(model.Shape));

        var peak = await TrainingPeak.OfAsync(engine, model, (config, Step), TestContext.Current.CancellationToken).ConfigureAwait(false);

        Assert.InRange((double)peak / CostModel.Of(config, model.Shape, Step).PeakMemoryBytes, 0.85, 1.15);
    }

    private static MethodConfig AlsoOnQueries(MethodConfig method, ModelShape shape) => method is TargetedConfig targeted
        ? targeted with { Targets = targeted.Targets.Union([shape.Find(0, ModuleKind.Query)?.Kind ?? ModuleKind.QueryKeyValue]) }
        : method;

    /// <summary>The states of the tokens that are read, of a training step with dropout, and the gradients of a loss of theirs.</summary>
    private (float[] States, float[][] Gradients) Read(ITransformer model, PeftModules modules, (TokensRead Read, TokensRead Computed) tokens)
    {
        using var scope = _engine.StepScope();
        var hidden = model.Encode(Uneven, new(modules.Extensions, Training: true, Key) { Reads = tokens.Computed });
        var width = hidden.Shape.Last;
        var rows = Uneven.Lengths.Select((length, sequence) => hidden.Shape[1] == 1
            ? sequence
            : (sequence * hidden.Shape[1]) + (tokens.Read == TokensRead.First ? 0 : length - 1));
        var states = hidden.Reshape(new(hidden.Shape.Rows, width)).Gather([.. rows], new Shape(3)); // [B, C]
        using var weights = _engine.Constant(Operand.Normal(3, states.Shape.Count).Floats, states.Shape);
        foreach (var parameter in modules.Parameters)
        {
            parameter.Tensor.ClearGradient();
        }

        states.Multiply(weights).Sum().Backward();

        return (states.ToArray(), [.. modules.Parameters.Select(parameter => parameter.Tensor.Gradient!.ToArray())]);
    }
}
