using AutoPeft.Training.Data;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>What the tokens of a dataset depend on.</summary>
/// <param name="Data">The rows, by identity.</param>
/// <param name="Model">The model whose tokenizer is used.</param>
/// <param name="Length">The most tokens of a row.</param>
internal readonly record struct EncodingKey(TextDataset Data, FrozenModel Model, int Length)
{
    /// <summary>The tokens.</summary>
    public EncodedDataset Encode() => EncodedDataset.Encode(Data, Model.Tokenizer, Model.Folder, Length);
}
