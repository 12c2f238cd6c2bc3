using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace AutoPeft.Peft.Formats.AdapterHub;

/// <summary>One configuration of AdapterHub, alone or in a union with others.</summary>
/// <param name="Config">Its fields, without <c>leave_out</c>.</param>
/// <param name="Layers">The layers that it is for.</param>
public sealed record AdapterHubMember(JsonObject Config, ImmutableArray<int> Layers);
