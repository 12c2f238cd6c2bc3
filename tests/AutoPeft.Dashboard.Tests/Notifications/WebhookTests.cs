using System.Net;
using AutoPeft.Dashboard.Notifications;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Processes;
using AutoPeft.TestKit.Trials;

namespace AutoPeft.Dashboard.Tests.Notifications;

public sealed class WebhookTests
{
    private static readonly Notice Done = new("finished", "study", "The budget is spent.", DateTimeOffset.UnixEpoch);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_carries_the_notice_and_a_signature_that_its_receiver_can_check()
    {
        var receiver = new Receiver(HttpStatusCode.OK);
        var book = new WebhookBook(null);
        var hook = book.Add("https://example.org/hook", "0123456789abcdef");
        using var client = new HttpClient(receiver);

        var outbox = new NoticeOutbox(null);

        Assert.True(await new WebhookSender(client, book, outbox, new ManualTime()).SendAsync(outbox.Add(hook.Id, Done), Token));

        var (signature, body) = Assert.Single(receiver.Posts);
        var seconds = long.Parse(signature.Split(',')[0]["t=".Length..], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(WebhookSender.Sign("0123456789abcdef", seconds, body), signature);
        Assert.NotEqual(WebhookSender.Sign("another secret  ", seconds, body), signature);
        Assert.Equal("200 OK", book.LastAnswer(hook.Id));
        Assert.Empty(outbox.All);
    }

    [Fact]
    public async Task A_post_that_is_not_taken_is_repeated_after_longer_and_longer_waits_and_then_given_up()
    {
        var receiver = new Receiver(HttpStatusCode.InternalServerError);
        var book = new WebhookBook(null);
        var hook = book.Add("https://example.org/hook", "0123456789abcdef");
        using var client = new HttpClient(receiver);
        var time = new ManualTime();
        var outbox = new NoticeOutbox(null);
        var sending = new WebhookSender(client, book, outbox, time).SendAsync(outbox.Add(hook.Id, Done), Token);
        await Eventually.IsTrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromHours(1));
                return sending.IsCompleted;
            },
            "Giving up",
            Token);

        Assert.False(await sending);
        Assert.Equal(WebhookSender.Tries, receiver.Posts.Count);
        Assert.Empty(outbox.All);
        Assert.Equal("500 Internal Server Error, given up", book.LastAnswer(hook.Id));
    }

    [Fact]
    public async Task What_was_tried_before_counts_and_waits_until_somebody_goes_on()
    {
        var receiver = new Receiver(HttpStatusCode.InternalServerError);
        var (book, outbox) = (new WebhookBook(null), new NoticeOutbox(null));
        var hook = book.Add("https://example.org/hook", "0123456789abcdef");
        using var client = new HttpClient(receiver);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var sending = new WebhookSender(client, book, outbox, new ManualTime()).SendAsync(outbox.Add(hook.Id, Done), stop.Token);
        await Eventually.IsTrueAsync(() => outbox.All.Single().Tries == 1, "A try in vain", Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);

        receiver.Answer = HttpStatusCode.OK;
        Assert.True(await new WebhookSender(client, book, outbox, new ManualTime()).SendAsync(outbox.All.Single(), Token));

        Assert.Equal(2, receiver.Posts.Count);
        Assert.Single(receiver.Deliveries.Distinct());
        Assert.Empty(outbox.All);
    }

    [Fact]
    public async Task Nothing_more_is_sent_to_an_address_that_was_removed()
    {
        var receiver = new Receiver(HttpStatusCode.OK);
        var (book, outbox) = (new WebhookBook(null), new NoticeOutbox(null));
        var hook = book.Add("https://example.org/hook", "0123456789abcdef");
        var pending = outbox.Add(hook.Id, Done);
        book.Remove(hook.Id);
        using var client = new HttpClient(receiver);

        Assert.False(await new WebhookSender(client, book, outbox, new ManualTime()).SendAsync(pending, Token));

        Assert.Empty(receiver.Posts);
        Assert.Empty(outbox.All);
    }

    [Fact]
    public void Secrets_are_in_a_file_that_only_its_owner_may_read()
    {
        using var folder = new AutoPeft.TestKit.Files.TemporaryFolder();
        new WebhookBook(folder.Path).Add("https://example.org/hook", "0123456789abcdef");

        Assert.Equal("https://example.org/hook", new WebhookBook(folder.Path).All.Single().Address.OriginalString);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("webhooks.json")));
        }
    }

    [Theory]
    [InlineData("file:///etc/passwd", "0123456789abcdef", "address")]
    [InlineData("https://user:secret@example.org", "0123456789abcdef", "address")]
    [InlineData("nonsense", "0123456789abcdef", "address")]
    [InlineData("https://example.org", "short", "secret")]
    public void Addresses_and_secrets_that_cannot_be_used_are_refused(string address, string secret, string field) => Assert.Equal(
        field, Assert.Single(Assert.Throws<InvalidInputException>(() => new WebhookBook(null).Add(address, secret)).Faults).Place.Source);

    private sealed class Receiver(HttpStatusCode answer) : HttpMessageHandler
    {
        public HttpStatusCode Answer { get; set; } = answer;

        public List<(string Signature, byte[] Body)> Posts { get; } = [];

        public List<string> Deliveries { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Posts.Add((request.Headers.GetValues("X-AutoPEFT-Signature").Single(), await request.Content!.ReadAsByteArrayAsync(cancellationToken)));
            Deliveries.Add(request.Headers.GetValues("X-AutoPEFT-Delivery").Single());
            return new(Answer);
        }
    }
}
