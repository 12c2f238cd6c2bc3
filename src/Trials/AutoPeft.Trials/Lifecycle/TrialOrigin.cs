namespace AutoPeft.Trials.Lifecycle;

/// <summary>Who wanted a trial.</summary>
public enum TrialOrigin
{
    /// <summary>The study's sampler.</summary>
    Sampler,

    /// <summary>The user, as a point of the search space; the sampler learns from it.</summary>
    Enqueued,

    /// <summary>A comparison outside the search: it counts neither for the sampler, nor for the front, nor for the budget.</summary>
    Baseline,

    /// <summary>A configuration of the search once more with another seed, to confirm it: outside the search like a baseline.</summary>
    Confirmation,
}
