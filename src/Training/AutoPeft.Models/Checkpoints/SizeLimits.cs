namespace AutoPeft.Models.Checkpoints;

/// <summary>Sizes that no known model comes near; what is beyond in a <c>config.json</c> is a mistake.</summary>
internal static class SizeLimits
{
    public const int Width = 1 << 16;
    public const int Vocabulary = 1 << 22;
    public const int Layers = 1_000;

    /// <summary>Notes a fault when a table of so many rows cannot be held in one array.</summary>
    public static void CheckTable(ConfigReader reader, int rows, int width)
    {
        if ((long)rows * width > Array.MaxLength)
        {
            reader.Add($"A tensor of {rows} rows of {width} numbers is too large.", "Correct the sizes.");
        }
    }

    /// <summary>Notes a fault when heads of equal width cannot fill the hidden size.</summary>
    public static void CheckHeads(ConfigReader reader, (string Name, int Value) size, int heads)
    {
        if (size.Value % heads != 0)
        {
            reader.Add(
                $"'{size.Name}' is {size.Value}, which {heads} attention heads do not divide.", "Correct one of them.");
        }
    }
}
