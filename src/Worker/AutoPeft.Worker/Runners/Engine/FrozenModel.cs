using AutoPeft.Models;
using AutoPeft.Models.Tokenization;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>A pre-trained model as all trials share it.</summary>
/// <param name="Folder">Its Hugging Face folder.</param>
/// <param name="Transformer">The model, frozen.</param>
/// <param name="Tokenizer">Its tokenizer.</param>
/// <param name="Sha256">SHA-256 over its weights' names, shapes and values.</param>
internal sealed record FrozenModel(string Folder, ITransformer Transformer, ITokenizer Tokenizer, string Sha256);
