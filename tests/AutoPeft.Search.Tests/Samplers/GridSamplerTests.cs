using AutoPeft.Search.Samplers;
using AutoPeft.TestKit.Search;

namespace AutoPeft.Search.Tests.Samplers;

public sealed class GridSamplerTests : SamplerConformance
{
    protected override ISampler CreateSampler() => new GridSampler();
}
