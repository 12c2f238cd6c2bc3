using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods;

public sealed class ConformanceCoverageTests
{
    [Fact]
    public void Every_method_has_a_conformance_suite()
    {
        var suites = typeof(ConformanceCoverageTests).Assembly.GetTypes()
            .Where(type => type is { IsSealed: true } && type.IsSubclassOf(typeof(PeftModuleConformance)))
            .Select(Method)
            .ToHashSet();

        Assert.Equal(MethodRegistry.BuiltIn.Methods.Select(method => method.Name).ToHashSet(), suites);
    }

    private static string Method(Type suite)
    {
        using var instance = (PeftModuleConformance)Activator.CreateInstance(suite)!;
        var config = suite.GetProperty("Config", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!;

        return ((MethodConfig)config.GetValue(instance)!).Method;
    }
}
