using System.IO.Compression;

namespace AutoPeft.Models.Checkpoints.Pickles;

/// <summary>A tensor of a PyTorch file: where its numbers lie.</summary>
/// <param name="Entry">Its name, type and extents.</param>
/// <param name="Storage">The file in the archive.</param>
/// <param name="Offset">The first element in it.</param>
/// <param name="Strides">Elements from one index to the next, for each axis.</param>
internal sealed record PytorchTensor(TensorEntry Entry, ZipArchiveEntry Storage, long Offset, long[] Strides);
