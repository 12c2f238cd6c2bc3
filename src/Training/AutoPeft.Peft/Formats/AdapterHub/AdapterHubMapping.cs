using System.Collections.Immutable;
using System.Text.Json;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Formats.AdapterHub;

/// <summary>How one method is written in the files of AdapterHub's <c>adapters</c>.</summary>
/// <remarks>One implementation beside the method. Stateless. Groups are folded and fit the model.</remarks>
public abstract class AdapterHubMapping
{
    /// <summary>Whether AdapterHub can hold these modules, whatever else is there.</summary>
    public abstract ExportVerdict Judge(ImmutableArray<PeftGroup> groups, ModelShape shape);

    /// <summary>Whether it is a <c>LoRAConfig</c>, of which AdapterHub takes one for the whole model.</summary>
    public virtual bool IsLowRank => false;

    /// <summary>
    /// The locations in each of its layers that a module takes; AdapterHub lets only one module have a location.
    /// </summary>
    public abstract IEnumerable<string> Locations(MethodConfig method);

    /// <summary>The configurations that describe the modules.</summary>
    public abstract IEnumerable<AdapterHubMember> Members(ImmutableArray<PeftGroup> groups, ModelShape shape);

    /// <summary>The tensors of <c>adapter.safetensors</c>.</summary>
    public abstract IEnumerable<TensorLayout> Tensors(ImmutableArray<PeftGroup> groups, AdapterHubNames names);

    /// <summary>Whether a configuration has a gate, so that it belongs to a combination of gated modules.</summary>
    protected static bool IsGated(JsonElement member) =>
        member.TryGetProperty(GatingField, out var gating) && gating.ValueKind == JsonValueKind.True;

    /// <summary>The field that says so.</summary>
    protected const string GatingField = "use_gating";

    /// <summary>Whether a configuration is of this method.</summary>
    public abstract bool Reads(JsonElement member);

    /// <summary>
    /// The modules that a configuration describes; what we cannot express becomes a fault of the fields.
    /// </summary>
    /// <param name="member">The configuration.</param>
    /// <param name="layers">The layers that are not left out.</param>
    /// <param name="shape">The model.</param>
    public abstract IEnumerable<PeftPlacement> Read(JsonFields member, ImmutableArray<int> layers, ModelShape shape);
}
