namespace AutoPeft.Architecture.Tests;

/// <summary>A type as its file declares it.</summary>
/// <param name="Name">Without type parameters.</param>
/// <param name="Access"><c>public</c>, <c>internal</c>, <c>file</c>, or empty.</param>
internal sealed record DeclaredType(string Name, string Access);
