using System.Collections.Frozen;

namespace AutoPeft.Models.Checkpoints;

/// <summary>
/// What the safetensors format calls each <see cref="ElementType"/>, and how many bytes one element takes.
/// </summary>
internal static class ElementTypeNames
{
    private static readonly (ElementType Type, string Name, int Bytes)[] All =
    [
        (ElementType.F32, "F32", 4),
        (ElementType.F16, "F16", 2),
        (ElementType.BF16, "BF16", 2),
        (ElementType.F64, "F64", 8),
        (ElementType.F8E4M3, "F8_E4M3", 1),
        (ElementType.F8E5M2, "F8_E5M2", 1),
        (ElementType.I64, "I64", 8),
        (ElementType.I32, "I32", 4),
        (ElementType.I16, "I16", 2),
        (ElementType.I8, "I8", 1),
        (ElementType.U64, "U64", 8),
        (ElementType.U32, "U32", 4),
        (ElementType.U16, "U16", 2),
        (ElementType.U8, "U8", 1),
        (ElementType.Boolean, "BOOL", 1),
    ];

    private static readonly FrozenDictionary<string, ElementType> ByName =
        All.ToFrozenDictionary(item => item.Name, item => item.Type, StringComparer.Ordinal);

    /// <summary>The names in files, for messages.</summary>
    public static string Known { get; } = string.Join(", ", All.Select(item => item.Name));

    public static bool TryParse(string name, out ElementType type) => ByName.TryGetValue(name, out type);

    public static string NameOf(ElementType type) => All[(int)type].Name;

    public static int BytesOf(ElementType type) => All[(int)type].Bytes;

    /// <summary>Whether tensors of this type can be read as 32-bit floats and written from them.</summary>
    public static bool IsWeight(ElementType type) =>
        type is ElementType.F32 or ElementType.F16 or ElementType.BF16;
}
