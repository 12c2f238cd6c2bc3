using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Numerics;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Lora;

public sealed class LoraStartTests : IDisposable
{
    private readonly ManagedEngine _engine = new(new() { Threads = 1 });
    private readonly ITransformer _model;

    public LoraStartTests() => _model = TinyBert.Load(_engine);

    [Fact]
    public void Pissa_starts_from_the_principal_part_of_the_weight()
    {
        var config = new LoraConfig { Rank = 3, Alpha = 6, Initialization = LoraInitialization.Pissa };
        var (module, weight) = Query();
        var values = TruncatedSvd.Of(weight, 8, RandomKey.FromSeed(1)).Values;

        var rest = Rest(weight, LoraStart.Of(config, module, new(_model, RandomKey.FromSeed(2))), config);

        // The best approximation of rank 3 leaves exactly the other singular values (Eckart and Young).
        Assert.Equal(values.Skip(3).Sum(value => value * value), rest, 1e-5);
    }

    [Fact]
    public void Olora_starts_from_orthonormal_columns_that_hold_the_first_columns_of_the_weight()
    {
        var config = new LoraConfig { Rank = 3, Alpha = 3, Initialization = LoraInitialization.Olora };
        var (module, weight) = Query();

        var start = LoraStart.Of(config, module, new(_model, RandomKey.FromSeed(2)));

        var b = DenseMatrix.Of(start.B, 8, 3).Transposed();
        var product = DenseMatrix.Of(start.B, 8, 3).TimesTransposed(DenseMatrix.Of(start.A, 3, 8).Transposed());
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(1, DenseMatrix.Dot(b.Row(i), b.Row(i)), 1e-5);
            Assert.Equal(0, DenseMatrix.Dot(b.Row(i), b.Row((i + 1) % 3)), 1e-5);
            Assert.All(Enumerable.Range(0, 8), row => Assert.Equal(weight[row, i], product[row, i], 1e-5));
        }
    }

    [Fact]
    public void A_rank_above_the_weights_own_is_refused()
    {
        var config = new LoraConfig { Rank = 13, Initialization = LoraInitialization.Pissa };

        Assert.Equal(2, config.Misfits(ModelShapes.BertTiny, 0).Count());
        Assert.Empty((config with { Rank = 12 }).Misfits(ModelShapes.BertTiny, 0));
    }

    public void Dispose()
    {
        _model.Dispose();
        _engine.Dispose();
    }

    // The sum of squares of W - s B A.
    private static double Rest(DenseMatrix weight, LoraStart start, LoraConfig config)
    {
        var a = DenseMatrix.Of(start.A, config.Rank, weight.Columns).Transposed();
        var b = DenseMatrix.Of(start.B, weight.Rows, config.Rank);
        var sum = 0.0;
        for (var row = 0; row < weight.Rows; row++)
        {
            for (var column = 0; column < weight.Columns; column++)
            {
                var difference = weight[row, column] - (config.Scale * DenseMatrix.Dot(b.Row(row), a.Row(column)));
                sum += difference * difference;
            }
        }

        return sum;
    }

    private (ModuleShape Module, DenseMatrix Weight) Query()
    {
        var module = _model.Shape.Find(0, ModuleKind.Query)!;
        var weight = _model.Weights.Single(weight => weight.Name == module.Path + ".weight").Tensor;

        return (module, DenseMatrix.Of(weight.ToArray(), module.OutputSize, module.InputSize));
    }
}
