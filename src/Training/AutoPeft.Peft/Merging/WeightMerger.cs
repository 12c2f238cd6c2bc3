using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Merging;

/// <summary>Folds trained modules into the weights of the frozen model, so that inference needs nothing else.</summary>
/// <remarks>
/// What a mergeable method makes of a linear module is again <c>W' x + b'</c>. Both are read off by sending zero and the unit
/// vectors through the module as it computes: <c>b' = f(0)</c>, and column i of W' is <c>f(eᵢ) − f(0)</c>. No method needs a formula of
/// its own, and several methods on one module are folded together.
/// </remarks>
public static class WeightMerger
{
    /// <summary>Why these modules cannot be folded into this model, one fault for each method; empty when they can.</summary>
    /// <param name="config">A configuration without faults for the model.</param>
    /// <param name="shape">The model.</param>
    public static ImmutableArray<Fault> Obstacles(PeftConfig config, ModelShape shape)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(shape);

        return
        [
            .. config.Groups
                .Select(group => (Method: MethodRegistry.BuiltIn.Of(group.Method), Group: group))
                .Where(item => !item.Method.FoldsInto(shape, item.Group))
                .Select(item => item.Method)
                .Distinct()
                .Select(Obstacle),
        ];
    }

    /// <summary>Whether a merged model computes what the model with its modules does.</summary>
    /// <inheritdoc cref="Obstacles"/>
    public static ExportVerdict Judge(PeftConfig config, ModelShape shape) => Obstacles(config, shape) is { IsEmpty: false } obstacles
        ? new(ExportVerdictKind.Impossible, [.. obstacles.Select(obstacle => obstacle.Message)], obstacles[0].Remedy)
        : ExportVerdict.Exact;

    /// <summary>The weights that differ from the model's, with the model's names and shapes.</summary>
    /// <param name="model">The frozen model; stays as it is.</param>
    /// <param name="modules">The trained modules, built for this model.</param>
    /// <exception cref="InvalidInputException">Something cannot be folded; carries every reason.</exception>
    public static ImmutableArray<TensorData> Merge(ITransformer model, PeftModules modules)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(modules);
        var obstacles = Obstacles(modules.Config, model.Shape);
        if (!obstacles.IsEmpty)
        {
            throw new InvalidInputException(obstacles);
        }

        var context = new ForwardContext(modules.Extensions, Training: false, default);
        return model.Shape.Modules
            .Where(module => modules.Extensions.Linear(module.Layer, module.Kind).Count > 0)
            .SelectMany(module => Merge(model, module, context))
            .Concat(model.Shape.Norms.SelectMany(norm => Trained(norm, modules.Extensions)))
            .ToImmutableArray();
    }

    private static Fault Obstacle(PeftMethod method) => new(
        new(method.Name),
        method.Mergeable
            ? $"{method.Title} adds a bias, and modules that it changes have none to fold it into."
            : $"{method.Title} cannot be folded into the weights: no linear module of the model computes what it adds.",
        "Export it to a format that holds the module itself.");

    private static IEnumerable<TensorData> Trained(NormShape norm, ModelExtensions extensions)
    {
        if (extensions.Norm(norm.Layer, norm.Kind) is not { } trained)
        {
            yield break;
        }

        yield return TensorData.Of(new(norm.Path + ".weight", trained.Weight));
        if (trained.Bias is { } bias)
        {
            yield return TensorData.Of(new(norm.Path + ".bias", bias));
        }
    }

    private static TensorData[] Merge(ITransformer model, ModuleShape module, ForwardContext context)
    {
        using var scope = model.Engine.StepScope();
        using var constant = model.Engine.NoGradient();
        var weight = new TensorData(module.Path + ".weight", new(module.OutputSize, module.InputSize), Columns(model, module, context));

        return module.HasBias
            ? [weight, new TensorData(module.Path + ".bias", new(module.OutputSize), AtZero(model, module, context))]
            : [weight];
    }

    // Row i of the result of the unit vectors is column i of W', plus b'.
    private static float[] Columns(ITransformer model, ModuleShape module, ForwardContext context)
    {
        var unit = new float[module.InputSize * module.InputSize];
        for (var i = 0; i < module.InputSize; i++)
        {
            unit[(i * module.InputSize) + i] = 1;
        }

        using var input = model.Engine.Constant(unit, new(1, module.InputSize, module.InputSize));
        var images = Compute(model, module, input, context).ToArray(); // [in, out]
        var offset = AtZero(model, module, context);
        var values = new float[images.Length];
        for (var i = 0; i < module.InputSize; i++)
        {
            for (var o = 0; o < module.OutputSize; o++)
            {
                values[(o * module.InputSize) + i] = images[(i * module.OutputSize) + o] - offset[o];
            }
        }

        return values;
    }

    private static float[] AtZero(ITransformer model, ModuleShape module, ForwardContext context)
    {
        using var zero = model.Engine.Constant(new float[module.InputSize], new(1, 1, module.InputSize));

        return Compute(model, module, zero, context).ToArray();
    }

    private static Tensor Compute(ITransformer model, ModuleShape module, Tensor input, ForwardContext context)
    {
        var extensions = context.Extensions.Linear(module.Layer, module.Kind);
        var prepared = extensions.Aggregate(input, (x, extension) => extension.Prepare(x, context));
        var output = prepared.Linear(Weight(model, module.Path + ".weight"), Bias(model, module));

        return extensions.Aggregate(output, (y, extension) => extension.Extend(input, y, context));
    }

    private static Tensor? Bias(ITransformer model, ModuleShape module) =>
        module.HasBias ? Weight(model, module.Path + ".bias") : null;

    private static Tensor Weight(ITransformer model, string name) =>
        model.Weights.Single(weight => weight.Name == name).Tensor;
}
