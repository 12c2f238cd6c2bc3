using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;

namespace AutoPeft.Peft.Placement;

/// <summary>
/// One PEFT method with its settings, as it is placed in one layer. Each method derives its own record.
/// </summary>
/// <remarks>
/// A method with size 0 does not exist: it is left out of the placements instead. Records are equal by content, so every
/// property has value equality.
/// </remarks>
public abstract record MethodConfig
{
    /// <summary>The method's name in study files and recipes, e.g. <c>lora</c>, <c>serial_adapter</c>.</summary>
    public abstract string Method { get; }

    /// <summary>
    /// Lists everything that is wrong with these settings, one sentence each. Empty when they may be used.
    /// </summary>
    public IEnumerable<string> Faults() => MethodRegistry.BuiltIn.Of(this).OutOfRange(this).Concat(Contradictions());

    /// <summary>
    /// Lists why these settings cannot be used in this layer of this model, one sentence each. Empty when they can.
    /// </summary>
    public virtual IEnumerable<string> Misfits(ModelShape shape, int layer) => [];

    /// <summary>
    /// The same module in the one form all its spellings share: settings without effect are set to their defaults.
    /// </summary>
    public virtual MethodConfig Canonical() => this;

    /// <summary>What is placed in the layer: mostly this; of a combination its members, so that it is the same as when they are written one by one.</summary>
    public virtual IEnumerable<MethodConfig> Members => [this];

    /// <summary>Where the module acts that is placed in a layer: mostly there; what acts in front of all layers, at the first.</summary>
    public virtual int LayerOf(int layer) => layer;

    /// <summary>
    /// The configuration whose parameters an export holds: without re-parameterisations, which only training needs.
    /// </summary>
    public virtual MethodConfig Folded() => this;

    /// <summary>
    /// The configuration that gives the same outputs, without anything that only training sees. Equal outputs, one
    /// form.
    /// </summary>
    public virtual MethodConfig AtInference() => Folded();

    /// <summary>
    /// Both in one when together they are one module set of this method in a layer; null when they are not.
    /// </summary>
    /// <param name="other">Another configuration of the same method in the same layer.</param>
    public virtual MethodConfig? MergedWith(MethodConfig other) => Equals(other) ? this : null;

    /// <summary>
    /// Lists where settings that are each in their range do not go together, one sentence each. Called for those that are not, too.
    /// </summary>
    protected internal virtual IEnumerable<string> Contradictions() => [];

    /// <summary>Whether both act at one place, which only one of them may have.</summary>
    /// <param name="other">Another configuration of the same method in the same layer.</param>
    public virtual bool Overlaps(MethodConfig other) => true;
}
