using System.Text;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Models.Tests.Checkpoints;

public sealed class SafetensorsHeaderTests
{
    private const string Original =
        """
        {"__metadata__":{"format":"pt"},"a":{"dtype":"BF16","shape":[1,2],"data_offsets":[0,4]},
         "b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]},"\u00e9":{"dtype":"I64","shape":[],"data_offsets":[12,20]}}
        """;

    [Fact]
    public void Ten_thousand_mutated_headers_are_read_or_refused_but_never_crash()
    {
        var original = Encoding.UTF8.GetBytes(Original);
        var read = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var header = SafetensorsBytes.Mutate(original, RandomKey.FromSeed(11).For(i));
            try
            {
                Assert.All(SafetensorsHeader.Parse(header, 20, "file").Entries, entry => Assert.InRange(entry.Count, 0, 20));
                read++;
            }
            catch (InvalidInputException)
            {
                // Refusing is right; any other exception fails the test.
            }
        }

        Assert.InRange(read, 10, 5_000); // the mutations must hit the grammar, but not always
    }

    [Fact]
    public void A_million_faults_are_cut_to_a_readable_number()
    {
        var header = "{" + string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"{i}\":0")) + "}";

        var exception = Assert.Throws<InvalidInputException>(
            () => SafetensorsHeader.Parse(Encoding.UTF8.GetBytes(header), 0, "file"));

        Assert.Equal(51, exception.Faults.Length);
        Assert.Contains("99950 more", exception.Faults[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var header = "{\"a\":" + new string('[', 100_000);

        Assert.Throws<InvalidInputException>(() => SafetensorsHeader.Parse(Encoding.UTF8.GetBytes(header), 0, "file"));
    }
}
