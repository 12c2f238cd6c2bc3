namespace AutoPeft.Models.Tokenization.BytePairs;

/// <summary>Turns text without special tokens into symbols.</summary>
internal interface IWordEncoder
{
    /// <summary>Adds the symbols of a text.</summary>
    /// <param name="text">Not empty.</param>
    /// <param name="ids">Where they are added.</param>
    void Encode(string text, List<int> ids);

    /// <summary>A word of a text that is cut into words already, as it would stand inside a text.</summary>
    string PrepareWord(string word);
}
