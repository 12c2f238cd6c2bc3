namespace AutoPeft.Tensors.TorchSharp.Tests;

public sealed class TorchSharpAbsenceTests
{
    [Fact]
    public void Tests_of_the_engine_need_the_package()
    {
#if !TORCHSHARP
        Assert.Skip("TorchSharp is not built in; './configure --with torchsharp' builds it in where the feed has it.");
#endif
    }
}
