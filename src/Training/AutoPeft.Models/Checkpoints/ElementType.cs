namespace AutoPeft.Models.Checkpoints;

/// <summary>
/// How the numbers of a stored tensor are written, by the names of the file format. Only the first three are weights.
/// </summary>
public enum ElementType
{
    /// <summary>IEEE 754 single precision, 4 bytes.</summary>
    F32,

    /// <summary>IEEE 754 half precision, 2 bytes, largest value 65,504.</summary>
    F16,

    /// <summary>The upper half of a single, 2 bytes, 8 significant bits.</summary>
    BF16,

    /// <summary>IEEE 754 double precision, 8 bytes.</summary>
    F64,

    /// <summary>Eight-bit float with 4 exponent bits.</summary>
    F8E4M3,

    /// <summary>Eight-bit float with 5 exponent bits.</summary>
    F8E5M2,

    /// <summary>Signed whole number, 8 bytes.</summary>
    I64,

    /// <summary>Signed whole number, 4 bytes.</summary>
    I32,

    /// <summary>Signed whole number, 2 bytes.</summary>
    I16,

    /// <summary>Signed whole number, 1 byte.</summary>
    I8,

    /// <summary>Unsigned whole number, 8 bytes.</summary>
    U64,

    /// <summary>Unsigned whole number, 4 bytes.</summary>
    U32,

    /// <summary>Unsigned whole number, 2 bytes.</summary>
    U16,

    /// <summary>Unsigned whole number, 1 byte.</summary>
    U8,

    /// <summary>True or false, 1 byte.</summary>
    Boolean,
}
