using System.Text.Json;
using AutoPeft.Cli.Hosting;
using AutoPeft.Dashboard.Audit;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Cli.Tests.Commands.Users;

public sealed class UserCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_user_is_added_listed_changed_and_removed_and_all_of_it_is_written_down_without_the_password()
    {
        Assert.Equal(ExitCode.Ok, (await RunAsync("correct horse battery", "user", "add", "Anna", "--role", "operator")).Code);
        Assert.Equal(("anna", "operator", false), await OnlyUserAsync());
        Assert.Equal(ExitCode.Ok, (await RunAsync(null, "user", "role", "anna", "admin")).Code);
        Assert.Equal(ExitCode.Ok, (await RunAsync(null, "user", "disable", "anna")).Code);
        Assert.Equal(("anna", "admin", true), await OnlyUserAsync());
        Assert.Equal(ExitCode.Ok, (await RunAsync(null, "user", "enable", "anna")).Code);
        Assert.Equal(ExitCode.Ok, (await RunAsync("another horse battery", "user", "password", "anna")).Code);
        Assert.Equal(ExitCode.Ok, (await RunAsync(null, "user", "remove", "anna")).Code);
        Assert.Equal(ExitCode.NotFound, (await RunAsync(null, "user", "remove", "anna")).Code);

        var folder = Path.Combine(_folder.Path, ".dashboard");
        Assert.Equal(
            ["user add Anna", "user role anna", "user disable anna", "user enable anna", "user password anna", "user remove anna"],
            new AuditLog(folder).Latest.Reverse().Select(entry => entry.What));
        Assert.DoesNotContain("battery", string.Concat(Directory.GetFiles(folder).Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "password")]
    [InlineData("short", "password")]
    public async Task A_password_that_cannot_be_used_makes_no_user(string password, string field)
    {
        var (code, _, errors) = await RunAsync(password, "user", "add", "anna");

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains(field, errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.Path, ".dashboard", "users.json")));
    }

    [Fact]
    public async Task A_password_is_never_an_argument() =>
        Assert.Equal(ExitCode.BadInput, (await RunAsync(null, "user", "add", "anna", "correct horse battery")).Code);

    private async Task<(string?, string?, bool)> OnlyUserAsync()
    {
        var user = JsonDocument.Parse((await RunAsync(null, "user", "list", "--json")).Output).RootElement.GetProperty("users").EnumerateArray().Single();
        return (user.GetProperty("name").GetString(), user.GetProperty("role").GetString(), user.GetProperty("is_disabled").GetBoolean());
    }

    private async Task<(ExitCode Code, string Output, string Errors)> RunAsync(string? input, params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var host = new CommandLineHost(output, errors, TimeProvider.System) { Input = input is null ? TextReader.Null : new StringReader(input) };
        var code = await host.RunAsync([.. arguments, "--data", _folder.Path]);
        return (code, output.ToString(), errors.ToString());
    }
}
