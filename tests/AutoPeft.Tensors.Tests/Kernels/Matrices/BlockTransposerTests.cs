using AutoPeft.Tensors.Kernels.Matrices;

namespace AutoPeft.Tensors.Tests.Kernels.Matrices;

public sealed unsafe class BlockTransposerTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 4)]
    [InlineData(3, 9)]
    [InlineData(13, 6)]
    [InlineData(8, 15)]
    public void Rows_become_columns(int rows, int columns)
    {
        var source = Enumerable.Range(0, rows * (columns + 2)).Select(i => (float)i).ToArray(); // two columns too many
        var target = Enumerable.Repeat(-1f, columns * (rows + 1)).ToArray(); // room for one row more

        fixed (float* from = source, to = target)
        {
            BlockTransposer.Transpose(from, columns + 2, (rows, columns), to, rows + 1);
        }

        for (var j = 0; j < columns; j++)
        {
            Assert.Equal(Enumerable.Range(0, rows).Select(i => source[(i * (columns + 2)) + j]), target.Skip(j * (rows + 1)).Take(rows));
            Assert.Equal(-1, target[(j * (rows + 1)) + rows]);
        }
    }
}
