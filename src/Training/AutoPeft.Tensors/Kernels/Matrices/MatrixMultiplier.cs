using AutoPeft.Tensors.Memory;
using AutoPeft.Tensors.Threading;

namespace AutoPeft.Tensors.Kernels.Matrices;

/// <summary>Computes matrix products: chooses the way, packs what needs it, and shares the work out.</summary>
/// <remarks>Way and blocks depend on the sizes alone, so the bits of a product do not depend on who computes it.</remarks>
internal sealed unsafe class MatrixMultiplier(TileKernels tiles, BufferPool pool, WorkCrew crew)
{
    /// <summary>A product of at most so many columns is computed transposed, however few its rows are: their number must not change the bits of a row.</summary>
    public const int NarrowColumns = 16;

    private const int UnpackedRows = 24; // with fewer rows, copying B costs more than reading it where it lies

    private readonly BlockMultiplier _blocks = new(tiles, pool);
    private readonly NarrowMultiplier _narrow = new(tiles, pool);

    /// <summary>Computes a product, shared among the crew.</summary>
    public void Multiply(in ProductArguments product)
    {
        if (IsNarrow(product))
        {
            var narrow = product;
            crew.For(NarrowMultiplier.Parts(product), part => _narrow.Compute(narrow, part));
            return;
        }

        using var packed = PackIfNeeded(product, crew);
        fixed (float* data = packed is null ? default : packed.Span)
        {
            var shared = product;
            shared.PackedB = packed is null ? product.PackedB : data;
            crew.For(BlockMultiplier.Parts(product), part => _blocks.Compute(shared, part));
        }
    }

    /// <summary>Computes a product on the calling thread: for parts of an operation that is itself shared.</summary>
    public void MultiplyAlone(ProductArguments product)
    {
        if (IsNarrow(product))
        {
            for (var part = 0; part < NarrowMultiplier.Parts(product); part++)
            {
                _narrow.Compute(product, part);
            }

            return;
        }

        using var packed = PackIfNeeded(product, null);
        fixed (float* data = packed is null ? default : packed.Span)
        {
            product.PackedB = packed is null ? product.PackedB : data;
            for (var part = 0; part < BlockMultiplier.Parts(product); part++)
            {
                _blocks.Compute(product, part);
            }
        }
    }

    /// <summary>Packs B into memory that is not pooled: for weights that never change.</summary>
    public TensorBuffer PackForGood(in ProductArguments product)
    {
        var buffer = new TensorBuffer(MatrixPacker.PackedSize(product.Depth, product.Columns, tiles.Width), pool: null);
        PackAll(product, buffer, crew);
        return buffer;
    }

    private static bool IsNarrow(in ProductArguments product) =>
        product.Columns <= NarrowColumns && product.PackedB is null;

    private TensorBuffer? PackIfNeeded(in ProductArguments product, WorkCrew? sharers)
    {
        var readable = product.B.ColumnStride == 1 && product.Columns % tiles.Width == 0;
        if (product.PackedB is not null || (readable && product.Rows <= UnpackedRows) || product.Rows == 0)
        {
            return null;
        }

        var buffer = pool.Rent(MatrixPacker.PackedSize(product.Depth, product.Columns, tiles.Width));
        PackAll(product, buffer, sharers);
        return buffer;
    }

    private void PackAll(in ProductArguments product, TensorBuffer buffer, WorkCrew? sharers)
    {
        var panels = (product.Columns + tiles.Width - 1) / tiles.Width;
        if (sharers is not null)
        {
            var shared = product;
            sharers.For(panels, panel => PackPanel(shared, panel, buffer));
            return;
        }

        for (var panel = 0; panel < panels; panel++)
        {
            PackPanel(product, panel, buffer);
        }
    }

    private void PackPanel(in ProductArguments product, int panel, TensorBuffer buffer)
    {
        fixed (float* packed = buffer.Span)
        {
            MatrixPacker.PackPanel(product, panel * tiles.Width, tiles.Width, packed);
        }
    }
}
