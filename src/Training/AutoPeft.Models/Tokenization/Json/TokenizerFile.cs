using AutoPeft.Models.Checkpoints;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Models.Tokenization.Json;

/// <summary>Reads the <c>tokenizer.json</c> of Hugging Face's tokenizers library: WordPiece and byte-pair encoding.</summary>
internal static class TokenizerFile
{
    /// <exception cref="InvalidInputException">It is damaged or asks for what is not supported; carries all faults.</exception>
    public static ITokenizer Load(string path)
    {
        var faults = new CheckpointFaults(path);
        var root = new JsonPart(JsonFile.ReadObject(path), "", faults);
        var model = root["model"];
        switch (model.Type.Length > 0 ? model.Type : model["merges"].IsThere ? "BPE" : "")
        {
            case "WordPiece":
                return WordPieceFile.Read(root);
            case "BPE":
                return BytePairFile.Read(root);
            default:
                model["type"].Refuse("WordPiece, BPE");
                faults.ThrowIfAny();
                throw new InvalidOperationException("A fault was noted and not thrown.");
        }
    }
}
