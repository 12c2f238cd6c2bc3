using System.Text.Json;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Tests.Hosting;
using AutoPeft.Trials.Postgres.Tests;

namespace AutoPeft.Cli.Tests.Commands.Database;

public sealed class DatabaseCommandTests(PostgresServer server, StoredStudy study) : IClassFixture<StoredStudy>
{
    [Fact]
    public async Task A_study_goes_from_a_folder_to_a_database_and_back_unchanged()
    {
        var database = await server.CreateEmptyAddressAsync();
        var (first, second) = (Path.Combine(study.Folder, "first.jsonl"), Path.Combine(study.Folder, "second.jsonl"));
        await DoneAsync("db", "upgrade", "--store", database);
        await DoneAsync("db", "export", "small", "--output", first, "--store", study.Folder);

        await DoneAsync("db", "import", first, "--store", database);
        await DoneAsync("db", "export", "small", "--output", second, "--store", database);

        Assert.Equal(await File.ReadAllTextAsync(first, Token), await File.ReadAllTextAsync(second, Token));
        Assert.Equal(await DoneAsync("front", "small", "--store", study.Folder), await DoneAsync("front", "small", "--store", database));
        Assert.Equal(await DoneAsync("trial", "show", "1", "--store", study.Folder), await DoneAsync("trial", "show", "1", "--store", database));
    }

    [Fact]
    public async Task A_database_without_the_schema_is_refused_until_it_is_upgraded()
    {
        var database = await server.CreateEmptyAddressAsync();

        var (code, _, errors) = await RunAsync("sweep", "list", "--store", database);
        Assert.Equal(ExitCode.Unavailable, code);
        Assert.Contains("autopeft db upgrade", errors, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Unavailable, (await RunAsync("db", "status", "--store", database)).Code);

        await DoneAsync("db", "upgrade", "--store", database);
        await DoneAsync("sweep", "list", "--store", database);
        await DoneAsync("db", "downgrade", "0", "--store", database);
        Assert.Equal(ExitCode.Unavailable, (await RunAsync("sweep", "list", "--store", database)).Code);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_unavailable_and_the_message_holds_no_password()
    {
        var (code, _, errors) = await RunAsync("sweep", "list", "--store", "postgres://me:se%63ret@127.0.0.1:1/none");

        Assert.Equal(ExitCode.Unavailable, code);
        Assert.Contains("--store", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mysql://localhost/x")]
    [InlineData("postgres://localhost")]
    [InlineData("postgres://localhost/x?no_such_setting=1")]
    public async Task What_is_no_store_is_bad_input(string store) =>
        Assert.Equal(ExitCode.BadInput, (await RunAsync("sweep", "list", "--store", store)).Code);

    [Fact]
    public async Task A_file_that_is_no_history_is_bad_input_and_nothing_is_written()
    {
        var file = Path.Combine(study.Folder, "broken.jsonl");
        await File.WriteAllTextAsync(file, "{\"event\":\"queued\"", Token);

        var (code, _, errors) = await RunAsync("db", "import", file, "--store", Path.Combine(study.Folder, "empty"));

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("broken.jsonl:1", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(study.Folder, "empty")));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<string> DoneAsync(params string[] arguments)
    {
        var (code, output, errors) = await RunAsync([.. arguments, "--json"]);
        Assert.True(code == ExitCode.Ok, $"{string.Join(' ', arguments)}: {output}{errors}");

        return JsonDocument.Parse(output).RootElement.ToString();
    }

    private static Task<(ExitCode Code, string Output, string Errors)> RunAsync(params string[] arguments) => CommandLineHostTests.RunAsync(arguments);
}
