using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Formats.AdapterHub;

/// <summary>The linear modules of a <c>LoRAConfig</c>: letters for the attention's, flags for those of the feed-forward block.</summary>
internal static class AdapterHubTargets
{
    private const string Letters = "attn_matrices", Attention = "selfattn_lora", Up = "intermediate_lora", Down = "output_lora";

    private static readonly (ModuleKind Kind, string Letter)[] Projections =
        [(ModuleKind.Query, "q"), (ModuleKind.Key, "k"), (ModuleKind.Value, "v")];

    public static void Write(ModuleKindSet targets, JsonObject member)
    {
        var chosen = Projections.Where(item => targets.Contains(item.Kind)).ToArray();
        member[Letters] = PortableJson.List(chosen.Select(item => item.Letter));
        member[Attention] = chosen.Length > 0;
        member[Up] = targets.Contains(ModuleKind.FeedForwardUp);
        member[Down] = targets.Contains(ModuleKind.FeedForwardDown);
    }

    public static IEnumerable<ModuleKind> Read(JsonFields member)
    {
        if (member.Flag(Attention, byDefault: true))
        {
            var letters = member.Find(Letters) is null ? ["q", "v"] : member.Texts(Letters);
            foreach (var (kind, _) in Projections.Where(item => letters.Contains(item.Letter)))
            {
                yield return kind;
            }
        }

        if (member.Flag(Up, byDefault: false))
        {
            yield return ModuleKind.FeedForwardUp;
        }

        if (member.Flag(Down, byDefault: false))
        {
            yield return ModuleKind.FeedForwardDown;
        }
    }
}
