using System.Collections.Immutable;

namespace AutoPeft.Peft.Formats.TrainingFiles;

/// <summary>The tools that a recipe can be handed to for training it again.</summary>
public static class TrainingFileFormats
{
    /// <summary>Every one.</summary>
    public static ImmutableArray<ITrainingFileFormat> All { get; } = [new PythonScript(), new AxolotlFile(), new LlamaFactoryFile()];

    /// <summary>The one of this name; null when there is none.</summary>
    public static ITrainingFileFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);
}
