namespace AutoPeft.Bench.Training;

/// <summary>How fast a matrix product is on one core, in thousand million operations a second of processor time; the best of all rounds.</summary>
/// <param name="Rows">Rows of the left matrix.</param>
/// <param name="Columns">Columns of the right one.</param>
/// <param name="Depth">What is summed over.</param>
/// <param name="Ours">The managed engine's product of two matrices.</param>
/// <param name="OursFrozen">The same where the right one is a frozen weight, packed once.</param>
/// <param name="Blas">The BLAS library's; 0 where there is none.</param>
internal sealed record ProductFigure(int Rows, int Columns, int Depth, double Ours, double OursFrozen, double Blas)
{
    /// <summary>Our product over the library's; null where there is none.</summary>
    public double? Ratio => Blas == 0 ? null : Math.Round(Ours / Blas, 2);

    /// <summary>The same with a frozen weight.</summary>
    public double? FrozenRatio => Blas == 0 ? null : Math.Round(OursFrozen / Blas, 2);
}
