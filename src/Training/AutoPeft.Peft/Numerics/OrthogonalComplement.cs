using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Numerics;

/// <summary>Orthonormal rows that span what given orthonormal rows do not.</summary>
internal static class OrthogonalComplement
{
    /// <summary>A basis of what is left of a space.</summary>
    /// <param name="rows">Orthonormal, [r, n].</param>
    /// <param name="count">How many rows are wanted, at most n − r.</param>
    /// <param name="key">Where they come from: every basis is as good.</param>
    public static DenseMatrix Of(DenseMatrix rows, int count, RandomKey key)
    {
        var all = new DenseMatrix(rows.Rows + count, rows.Columns);
        for (var i = 0; i < count * rows.Columns; i++)
        {
            all[rows.Rows + (i / rows.Columns), i % rows.Columns] = key.Normal(i);
        }

        return Completed(rows, all);
    }

    /// <summary>Given rows, each made orthogonal to the first ones and to those before it.</summary>
    /// <param name="rows">Orthonormal, [r, n].</param>
    /// <param name="others">[k, n]; stays as it is.</param>
    public static DenseMatrix Of(DenseMatrix rows, DenseMatrix others)
    {
        var all = new DenseMatrix(rows.Rows + others.Rows, rows.Columns);
        for (var i = 0; i < others.Rows; i++)
        {
            others.Row(i).CopyTo(all.Row(rows.Rows + i));
        }

        return Completed(rows, all);
    }

    private static DenseMatrix Completed(DenseMatrix rows, DenseMatrix all)
    {
        for (var i = 0; i < rows.Rows; i++)
        {
            rows.Row(i).CopyTo(all.Row(i));
        }

        Orthonormal.Rows(all);
        var result = new DenseMatrix(all.Rows - rows.Rows, all.Columns);
        for (var i = 0; i < result.Rows; i++)
        {
            all.Row(rows.Rows + i).CopyTo(result.Row(i));
        }

        return result;
    }
}
