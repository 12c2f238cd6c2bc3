using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Methods;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.BlackBox;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Transfer;

/// <summary>Modules by kind, relative depth and size relative to the width of the model; and how they are trained.</summary>
/// <remarks>
/// The size of a module is that of the bottleneck, rank or prefix that would have as many parameters: those that its method counts, divided by
/// <c>2 · width</c>. So methods without a size can be described, and models of any width compared.
/// </remarks>
/// <param name="study">The study that is described.</param>
/// <param name="reader">Reads the definitions of earlier studies.</param>
internal sealed class PlacementDescription(PeftBinding study, StudyFile reader) : ISharedDescription
{
    private const double Least = 1e-8; // what stands for 0 on a logarithmic scale

    /// <inheritdoc/>
    public double[] Describe(Configuration configuration) => Describe(study, configuration);

    /// <inheritdoc/>
    public (StudyPlan Plan, Func<Configuration, double[]> Describe) Read(StudyHeader earlier)
    {
        if (BlackBoxFile.IsDefinition(earlier.Definition))
        {
            throw new InvalidInputException(new FaultPlace("transfer"), $"'{earlier.Name}' is a study of a black box.", "Name studies of PEFT modules.");
        }

        var bound = reader.Parse(earlier.Definition, $"study {earlier.Name}", earlier.Folder);

        return (bound.Plan, configuration => Describe(bound.Binding, configuration));
    }

    private static double[] Describe(PeftBinding binding, Configuration configuration)
    {
        var (shape, training) = (binding.Shape, binding.TrainingOf(configuration));
        var context = new CostContext(shape, new(training.BatchSize, training.MaximumLength));
        var methods = MethodRegistry.BuiltIn.Methods;
        var sizes = methods.Select(_ => new double[shape.Layers]).ToArray();
        foreach (var group in binding.PeftOf(configuration).Groups)
        {
            var method = MethodRegistry.BuiltIn.Of(group.Method);
            foreach (var layer in group.Layers)
            {
                sizes[methods.IndexOf(method)][layer] += method.Cost(group, context).Counted / (2.0 * shape.HiddenSize * group.Layers.Length);
            }
        }

        return
        [
            .. sizes.SelectMany(layers => DepthProfile.Of(layers, shape.HiddenSize)),
            .. new[] { training.LearningRate, training.Epochs, training.BatchSize, training.Warmup, training.WeightDecay, training.HeadDropout }
                .Select(value => Math.Log10(Math.Max(Least, value))),
        ];
    }
}
