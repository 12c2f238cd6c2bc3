using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Modules;

/// <summary>
/// All the modules of a configuration, built for one model. Owns their tensors; the model stays as it was.
/// </summary>
public sealed class PeftModules : IDisposable
{
    private readonly PeftModule[] _modules;

    private PeftModules(PeftConfig config, PeftModule[] modules)
    {
        Config = config;
        _modules = modules;
        Parameters = [.. modules.SelectMany(module => module.Parameters)];
        State = [.. modules.SelectMany(module => module.State)];
        var extensions = new ExtensionSet();
        foreach (var module in modules)
        {
            module.AddTo(extensions);
        }

        Extensions = extensions.ToExtensions();
    }

    /// <summary>The configuration they were built from.</summary>
    public PeftConfig Config { get; }

    /// <summary>What a forward pass of the model is given.</summary>
    public ModelExtensions Extensions { get; }

    /// <summary>What training changes, with our own names. Leaves; the names are distinct.</summary>
    public IReadOnlyList<NamedTensor> Parameters { get; }

    /// <summary>What changes during training without being trained; belongs to checkpoints.</summary>
    public IReadOnlyList<NamedTensor> State { get; }

    /// <summary>
    /// The configuration of the tensors that <see cref="Folded"/> gives: without re-parameterisations, and with the ranks that training has
    /// found so far.
    /// </summary>
    public PeftConfig FoldedConfig => PeftConfig.Of(Config.Groups.Zip(_modules).SelectMany(pair => pair.Second.Found(pair.First)));

    /// <summary>
    /// Whether <see cref="Restore"/> builds the same modules from what <see cref="Folded"/> gives, tensor by tensor: nothing is folded, and no
    /// method has found or remembered anything in training. They give the same outputs to the last bit then.
    /// </summary>
    public bool RestoreAsTrained => State.Count == 0 && FoldedConfig.Equals(Config);

    /// <summary>Builds fresh modules.</summary>
    /// <param name="config">A configuration without faults for this model.</param>
    /// <param name="model">The frozen model.</param>
    /// <param name="key">
    /// Where initial weights come from. A module's depend on this key, its layer and its method only.
    /// </param>
    public static PeftModules Create(PeftConfig config, ITransformer model, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(model);

        var context = new ModuleContext(model, key);

        return new(config, [.. config.Groups.Select(group => MethodRegistry.BuiltIn.Of(group.Method).Build(group, context))]);
    }

    /// <summary>Builds the modules that an export holds: without re-parameterisation, with the weights given.</summary>
    /// <param name="config">
    /// A configuration without faults for this model: as it was trained, or <see cref="FoldedConfig"/> where training finds ranks.
    /// </param>
    /// <param name="model">The frozen model.</param>
    /// <param name="weights">What <see cref="Folded"/> gave, in any order.</param>
    /// <exception cref="Primitives.Faults.InvalidInputException">
    /// A tensor is missing, unknown, or of another shape; carries all faults.
    /// </exception>
    public static PeftModules Restore(PeftConfig config, ITransformer model, IReadOnlyCollection<TensorData> weights)
    {
        ArgumentNullException.ThrowIfNull(config);

        var modules = Create(config.Folded(), model, default);
        try
        {
            StoredWeights.Load([.. modules._modules.SelectMany(module => module.Parameters.Concat(module.Frozen))], weights, "weights");
        }
        catch
        {
            modules.Dispose();
            throw;
        }

        return modules;
    }

    /// <summary>What an export holds, as copies: plain tensors without re-parameterisation.</summary>
    public IReadOnlyList<TensorData> Folded() => [.. _modules.SelectMany(module => module.Folded())];

    /// <summary>What the modules add to the loss of a training step, one scalar each; empty mostly.</summary>
    public IEnumerable<Tensor> Penalties() => _modules.Select(module => module.Penalty()).OfType<Tensor>();

    /// <summary>Tells the modules that the gradients of a training step are there.</summary>
    public void BeforeUpdate(TrainingMoment moment)
    {
        foreach (var module in _modules)
        {
            module.BeforeUpdate(moment);
        }
    }

    /// <summary>Tells the modules that the weights were updated.</summary>
    public void AfterUpdate(TrainingMoment moment)
    {
        foreach (var module in _modules)
        {
            module.AfterUpdate(moment);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var module in _modules)
        {
            module.Dispose();
        }
    }
}
