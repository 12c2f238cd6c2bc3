using System.Text.Json;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Trials.Ports;

/// <summary>Tells what a model is made of, without loading it.</summary>
public interface IModelDescriber
{
    /// <summary>The shape of the model in a Hugging Face folder.</summary>
    /// <exception cref="InvalidInputException">The folder cannot be used; carries every fault.</exception>
    ModelShape DescribeFolder(string folder);

    /// <summary>The shape of a model that is given by the content of a <c>config.json</c>.</summary>
    /// <param name="config">The content.</param>
    /// <param name="source">Where it comes from, for the faults.</param>
    /// <exception cref="InvalidInputException">The configuration cannot be used; carries every fault.</exception>
    ModelShape DescribeConfig(JsonElement config, string source);
}
