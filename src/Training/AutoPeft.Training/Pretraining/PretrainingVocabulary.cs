namespace AutoPeft.Training.Pretraining;

/// <summary>What masked language modelling needs to know of a vocabulary.</summary>
/// <param name="Size">V, the number of tokens.</param>
/// <param name="PaddingId">The number of <c>[PAD]</c>.</param>
/// <param name="ClassId">The number of <c>[CLS]</c>, which starts every sequence.</param>
/// <param name="SeparatorId">The number of <c>[SEP]</c>, which ends every sequence.</param>
/// <param name="MaskId">The number of <c>[MASK]</c>.</param>
/// <param name="FirstOrdinaryId">The first token that is not special; all from here on are ordinary.</param>
public sealed record PretrainingVocabulary(
    int Size, int PaddingId, int ClassId, int SeparatorId, int MaskId, int FirstOrdinaryId);
