using System.CommandLine;
using System.Text.Json;

namespace AutoPeft.Bench.Training;

/// <summary>The verb <c>products</c>: matrix products beside a BLAS library's, on one core, as JSON.</summary>
internal static class ProductCommand
{
    private const string UsualBlas = "libopenblas.so.0";

    private static readonly JsonSerializerOptions Json = new(TimedProcess.Json) { WriteIndented = true };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var sizes = new Option<string[]>("--size")
        {
            DefaultValueFactory = _ => ["512x512x512", "1024x1024x1024", "1024x256x256", "1024x1024x256", "1024x256x1024", "1024x768x768"],
            Description = "Rows, columns and depth; may be given more than once.",
        }.OfSizes("ROWSxCOLUMNSxDEPTH");
        var blas = new Option<string?>("--blas") { Description = $"The library with cblas_sgemm, a name or a path. Default {UsualBlas}, if it is there." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 20, Description = "How often each is timed, by turns; the best counts." }.AtLeast(1);
        var command = new Command("products", "Matrix products on one core beside a BLAS library's.") { sizes, blas, rounds };
        command.SetAction(parsed =>
        {
            var named = parsed.GetValue(blas);
            using var library = named is null ? SystemBlas.Find(UsualBlas) : SystemBlas.Open(named);
            var benchmark = new ProductBenchmark(library, parsed.GetValue(rounds));
            var figures = parsed.GetValue(sizes)!.Select(size => benchmark.Run(SizeOf(OptionBounds.SizesOf(size)))).ToArray();
            Console.Out.WriteLine(JsonSerializer.Serialize(new { Blas = library is null ? null : named ?? UsualBlas, Figures = figures }, Json));
        });

        return command;
    }

    private static (int Rows, int Columns, int Depth) SizeOf(int[] sizes) => (sizes[0], sizes[1], sizes[2]);
}
