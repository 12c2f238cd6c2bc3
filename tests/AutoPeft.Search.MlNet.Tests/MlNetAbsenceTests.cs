namespace AutoPeft.Search.MlNet.Tests;

public sealed class MlNetAbsenceTests
{
    [Fact]
    public void Tests_of_tuners_need_the_package()
    {
#if !MLNET
        Assert.Skip("ML.NET is not built in; './configure --with mlnet' builds it in where the feed has it.");
#endif
    }
}
