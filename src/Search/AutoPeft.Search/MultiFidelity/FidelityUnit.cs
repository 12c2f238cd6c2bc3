namespace AutoPeft.Search.MultiFidelity;

/// <summary>What a fidelity counts.</summary>
public enum FidelityUnit
{
    /// <summary>Passes over the training data.</summary>
    Epochs,

    /// <summary>Training steps.</summary>
    Steps,

    /// <summary>The share of the training data that is trained on, in millionths.</summary>
    Share,
}
