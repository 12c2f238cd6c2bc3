namespace AutoPeft.Tensors.TorchSharp.Engines;

/// <summary>The engine is built in, but cannot compute here: libtorch cannot be loaded, or there is no such device.</summary>
/// <param name="message">What is missing.</param>
/// <param name="cause">What libtorch said, if it said anything.</param>
public sealed class EngineUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
