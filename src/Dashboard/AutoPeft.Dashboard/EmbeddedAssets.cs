using System.Reflection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace AutoPeft.Dashboard;

/// <summary>Serves the style sheet, scripts and pictures that the assembly carries.</summary>
internal sealed class EmbeddedAssets(Assembly assembly) : IFileProvider
{
    private readonly DateTimeOffset _built = File.GetLastWriteTimeUtc(assembly.Location);

    public IFileInfo GetFileInfo(string subpath)
    {
        var name = "wwwroot" + subpath;

        return assembly.GetManifestResourceInfo(name) is null ? new NotFoundFileInfo(subpath) : new Asset(assembly, name, _built);
    }

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

    private sealed class Asset(Assembly assembly, string name, DateTimeOffset built) : IFileInfo
    {
        public bool Exists => true;

        public bool IsDirectory => false;

        public DateTimeOffset LastModified => built;

        public long Length
        {
            get
            {
                using var stream = CreateReadStream();
                return stream.Length;
            }
        }

        public string Name => Path.GetFileName(name);

        public string? PhysicalPath => null;

        public Stream CreateReadStream() => assembly.GetManifestResourceStream(name)!;
    }
}
