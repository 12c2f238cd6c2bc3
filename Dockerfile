# syntax=docker/dockerfile:1
# One image for every role: 'autopeft' with the command of the role. The libraries of CUDA come with the engine that needs them.

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG CONFIGURE=
WORKDIR /source
COPY . .
# Optional engines: CONFIGURE="--with torchsharp=cuda --with hangfire". What the feed lacks ends the build with the reason.
RUN ./configure $CONFIGURE && dotnet publish src/Cli/AutoPeft.Cli -c Release -o /app -nologo -v q

FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN useradd --create-home --uid 10001 autopeft && mkdir -p /data && chown autopeft /data
COPY --from=build /app /app
RUN printf '#!/bin/sh\nexec dotnet /app/AutoPeft.Cli.dll "$@"\n' > /usr/local/bin/autopeft && chmod +x /usr/local/bin/autopeft
USER autopeft
WORKDIR /studies
ENV AUTOPEFT_DATA=/data DOTNET_TieredPGO=0 OMP_WAIT_POLICY=passive
VOLUME /data
ENTRYPOINT ["autopeft"]
