namespace AutoPeft.Cli.Quickstart.Pretraining;

/// <summary>What a pre-training is busy with.</summary>
internal enum BackboneStage
{
    /// <summary>Reading documentation and cutting the task out of it.</summary>
    ReadingDocumentation,

    /// <summary>Making the vocabulary and turning texts into tokens.</summary>
    Tokenizing,

    /// <summary>Training the model.</summary>
    Training,

    /// <summary>Writing the model's folder.</summary>
    Saving,
}
