using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Methods;

/// <summary>
/// All there is to know of one PEFT method: its settings, what it costs, how it is built and where it can be
/// exported.
/// </summary>
/// <remarks>
/// One implementation a folder of <c>Methods/</c>, a sealed class with a parameterless constructor;
/// <see cref="MethodRegistry"/> finds it there, so adding a method touches nothing else. Stateless and safe for concurrent
/// use.
/// </remarks>
public abstract class PeftMethod
{
    /// <summary>The name in study files and recipes, lower case with underscores, e.g. <c>lora</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The name as its paper writes it, e.g. <c>LoRA</c>.</summary>
    public abstract string Title { get; }

    /// <summary>The paper: authors, title, venue and year.</summary>
    public abstract string Paper { get; }

    /// <summary>What the module computes, with its scaling rule, in one line. Part of every recipe.</summary>
    public abstract string Formula { get; }

    /// <summary>
    /// How many numbers training changes, in one line, with <c>in</c> and <c>out</c> the sides of a module and <c>C</c> the hidden size.
    /// </summary>
    public abstract string ParameterFormula { get; }

    /// <summary>How Hugging Face PEFT stores the method; null when it does not have it.</summary>
    public virtual HuggingFaceMapping? HuggingFace => null;

    /// <summary>How AdapterHub stores the method; null when it does not have it.</summary>
    public virtual AdapterHubMapping? AdapterHub => null;

    /// <summary>The settings, in the order in which they are written.</summary>
    public abstract ImmutableArray<MethodField> Fields { get; }

    /// <summary>The setting whose 0 means that the module is absent. Every method has one, so that a search can leave it out.</summary>
    public MethodField Size => Fields.Single(candidate => candidate.IsSize);

    /// <summary>
    /// Whether the trained module can be folded into the frozen weights, so that inference costs nothing extra.
    /// </summary>
    public abstract bool Mergeable { get; }

    /// <summary>Whether these modules can be folded into the weights of this model, which may lack what they change.</summary>
    /// <param name="shape">The model.</param>
    /// <param name="group">A configuration of this method without faults for it, and its layers.</param>
    public virtual bool FoldsInto(ModelShape shape, PeftGroup group) => Mergeable;

    /// <summary>Whether it stands for several other methods, which are what a configuration then holds.</summary>
    public virtual bool IsCombination => false;

    /// <summary>The configuration of this combination whose members one layer has; null when it has others, and for what is no combination.</summary>
    /// <param name="layer">All that the layer has.</param>
    public virtual MethodConfig? Combining(IReadOnlyCollection<MethodConfig> layer) => null;

    /// <summary>
    /// Whether the modules of a configuration only read and change the end of a layer, so that nothing below them in the lowest one is needed
    /// again.
    /// </summary>
    internal virtual bool ComesAtTheEnd(MethodConfig config) => false;

    /// <summary>Whether the modules of a configuration only read and change what comes behind a layer's attention.</summary>
    internal virtual bool ComesBehindAttention(MethodConfig config, ModelShape shape) => false;

    /// <summary>Whether what its modules make of one token depends on the others, behind a layer's attention too.</summary>
    internal virtual bool LooksAcrossTokens => false;

    /// <summary>Whether what it puts in front of the first layer goes through all layers, each of which then holds more.</summary>
    internal virtual bool ReachesAllLayers => false;

    /// <summary>The settings of a configuration of this method, every field.</summary>
    /// <exception cref="ArgumentException">The configuration belongs to another method.</exception>
    public abstract MethodSettings Describe(MethodConfig config);

    /// <summary>Lists the settings of a configuration of this method that are out of their range, one sentence each.</summary>
    /// <exception cref="ArgumentException">The configuration belongs to another method.</exception>
    public abstract IEnumerable<string> OutOfRange(MethodConfig config);

    /// <summary>What one configuration of this method costs in all the layers that have it.</summary>
    /// <param name="group">A configuration of this method without faults, and its layers.</param>
    /// <param name="context">The model and the batch.</param>
    /// <exception cref="ArgumentException">
    /// The configuration belongs to another method, or does not fit the model.
    /// </exception>
    public abstract MethodCost Cost(PeftGroup group, CostContext context);

    /// <summary>
    /// The tensors that an export of these modules holds, with our names: those of the folded configuration's
    /// parameters.
    /// </summary>
    /// <param name="group">A folded configuration of this method without faults for this model, and its layers.</param>
    /// <param name="shape">The model.</param>
    public abstract IEnumerable<TensorPart> SavedTensors(PeftGroup group, ModelShape shape);

    /// <summary>Builds the modules of one configuration of this method, with fresh weights.</summary>
    /// <param name="group">A configuration of this method without faults for this model, and its layers.</param>
    /// <param name="context">The model, and where initial weights come from.</param>
    /// <exception cref="ArgumentException">
    /// The configuration belongs to another method, or does not fit the model.
    /// </exception>
    public abstract PeftModule Build(PeftGroup group, ModuleContext context);

    /// <summary>The configuration of these settings.</summary>
    /// <param name="settings">By field name; what is left out takes its default.</param>
    /// <param name="place">Where the settings come from.</param>
    /// <param name="faults">Takes every fault found.</param>
    /// <returns>The configuration; null when the size is 0, so there is no module, or when there are faults.</returns>
    public MethodConfig? Bind(MethodSettings settings, FaultPlace place, ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(faults);

        var found = SettingsFaults.Of(this, settings, place);
        foreach (var fault in found)
        {
            faults.Add(fault);
        }

        if (!found.IsEmpty || (settings.Find(Size.Name) == 0))
        {
            return null;
        }

        var complete = Fields.Select(field => KeyValuePair.Create(field.Name, settings.Find(field.Name) ?? field.Default!));
        var config = Create(new(complete));
        return config.Contradictions().ToArray() is { Length: > 0 } messages ? Refuse(messages, place, faults) : config;
    }

    /// <summary>The configuration of settings that are complete and each in range.</summary>
    protected abstract MethodConfig Create(MethodSettings settings);

    private static MethodConfig? Refuse(string[] messages, FaultPlace place, ICollection<Fault> faults)
    {
        foreach (var message in messages)
        {
            faults.Add(new(place, message, "Change the settings."));
        }

        return null;
    }
}
