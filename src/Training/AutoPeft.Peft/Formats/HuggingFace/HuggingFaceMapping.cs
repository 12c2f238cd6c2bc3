using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Formats.HuggingFace;

/// <summary>How one method is written in the files of Hugging Face PEFT.</summary>
/// <remarks>One implementation beside the method. Stateless. Groups are folded and fit the model.</remarks>
public abstract class HuggingFaceMapping
{
    /// <summary>PEFT's name of the method: the value of <c>peft_type</c>.</summary>
    public abstract string PeftType { get; }

    /// <summary>The first version of PEFT that has the method; null when every version in use has it.</summary>
    public virtual string? Since => null;

    /// <summary>
    /// What stands before the base model's own names: PEFT wraps the model for all but prompt methods.
    /// </summary>
    public virtual string ModelPrefix => "base_model.model.";

    /// <summary>Whether a configuration is of this method.</summary>
    public virtual bool Reads(JsonFields config)
    {
        ArgumentNullException.ThrowIfNull(config);

        return config.Find("peft_type") is { ValueKind: JsonValueKind.String } type && type.ValueEquals(PeftType);
    }

    /// <summary>Whether PEFT can hold these modules.</summary>
    public abstract ExportVerdict Judge(ImmutableArray<PeftGroup> groups, ModelShape shape);

    /// <summary>
    /// Whether PEFT has the method for linear modules that store their weight transposed, as GPT-2's do. True, too, for what changes no
    /// linear module.
    /// </summary>
    public virtual bool TakesTransposed(ImmutableArray<PeftGroup> groups, ModelShape shape) => true;

    /// <summary>Adds the method's own fields to <c>adapter_config.json</c>.</summary>
    public abstract void Describe(ImmutableArray<PeftGroup> groups, ModelShape shape, JsonObject config);

    /// <summary>The tensors of <c>adapter_model.safetensors</c>, the head left out.</summary>
    public abstract IEnumerable<TensorLayout> Tensors(ImmutableArray<PeftGroup> groups, ModelShape shape);

    /// <summary>
    /// The modules that <c>adapter_config.json</c> describes; what we cannot express becomes a fault of the fields.
    /// </summary>
    public abstract IEnumerable<PeftPlacement> Read(JsonFields config, ModelShape shape);
}
