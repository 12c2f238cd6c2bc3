namespace AutoPeft.Tensors.Kernels.Lanes;

/// <summary>The operations on one vector register that kernels are written in, once for every width.</summary>
/// <remarks>Everything is static and resolved when the kernel is compiled for a width, so nothing of this is left at run time.</remarks>
/// <typeparam name="TVector">A vector of floats.</typeparam>
internal unsafe interface ISimd<TVector>
    where TVector : unmanaged
{
    /// <summary>The number of floats in a vector.</summary>
    static abstract int Count { get; }

    /// <summary>Every lane <paramref name="value"/>.</summary>
    static abstract TVector Broadcast(float value);

    /// <summary>Reads <see cref="Count"/> floats.</summary>
    static abstract TVector Load(float* source);

    /// <summary>Writes <see cref="Count"/> floats.</summary>
    static abstract void Store(TVector value, float* destination);

    /// <summary>Reads the first <paramref name="count"/> floats, at most <see cref="Count"/>; the other lanes are 0.</summary>
    static abstract TVector LoadPart(float* source, int count);

    /// <summary>Writes the first <paramref name="count"/> lanes, at most <see cref="Count"/>.</summary>
    static abstract void StorePart(TVector value, float* destination, int count);

    /// <summary>The first <paramref name="count"/> lanes of a, the other lanes of b.</summary>
    static abstract TVector FirstLanes(TVector a, int count, TVector b);

    /// <summary>a + b.</summary>
    static abstract TVector Add(TVector a, TVector b);

    /// <summary>a − b.</summary>
    static abstract TVector Subtract(TVector a, TVector b);

    /// <summary>a · b.</summary>
    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary>a / b.</summary>
    static abstract TVector Divide(TVector a, TVector b);

    /// <summary>a · b + c, rounded once where the machine can.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>√a.</summary>
    static abstract TVector SquareRoot(TVector a);

    /// <summary>The less of a and b; b if that is not a number.</summary>
    static abstract TVector Min(TVector a, TVector b);

    /// <summary>The greater of a and b; b if that is not a number.</summary>
    static abstract TVector Max(TVector a, TVector b);

    /// <summary>|a|.</summary>
    static abstract TVector Abs(TVector a);

    /// <summary>a where <paramref name="x"/> is greater than <paramref name="limit"/>, otherwise b.</summary>
    static abstract TVector WhereGreater(TVector x, TVector limit, TVector a, TVector b);

    /// <summary>The whole number nearest to a, halves to the even one.</summary>
    static abstract TVector Round(TVector a);

    /// <summary>2ⁿ for whole n from −126 to 127.</summary>
    static abstract TVector PowerOfTwo(TVector n);

    /// <summary>The sum of the lanes, always in the same order.</summary>
    static abstract float Sum(TVector a);

    /// <summary>The greatest lane.</summary>
    static abstract float MaxLane(TVector a);
}
