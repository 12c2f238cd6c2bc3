namespace AutoPeft.Search.Surrogates;

/// <summary>How quickly the correlation of a Gaussian process falls with distance, and how smooth its functions are.</summary>
public enum KernelShape
{
    /// <summary>Matérn with ν = 5/2: functions that can be differentiated twice.</summary>
    Matern52,

    /// <summary>Squared exponential: functions that can be differentiated without end.</summary>
    SquaredExponential,
}
